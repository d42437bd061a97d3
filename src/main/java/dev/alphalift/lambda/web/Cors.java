package dev.alphalift.lambda.web;

import dev.alphalift.dialect.WebAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets pages of other origins call the function from browsers (the Fetch standard, CORS protocol),
/// where a Function URL or a load balancer does not do so itself.
///
/// @param origins those that may, such as `https://shop.example`; `*` stands for all; empty: none
public record Cors(List<String> origins) {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final int SECONDS = 86_400;

    public Cors {
        origins = List.copyOf(origins);
    }

    /// Whether a call is a browser's question whether it may call.
    static boolean isQuestion(HttpEvent event) {
        return event.method().equals("OPTIONS");
    }

    /// What a browser's question is answered: what may be called, if anything may.
    WebAnswer answer(@Nullable String origin) {
        WebAnswer answer = WebAnswer.of(204, "text/plain", new byte[0]);
        return isAllowed(origin)
                ? answer.with("Access-Control-Allow-Methods", "GET, POST")
                        .with(
                                "Access-Control-Allow-Headers",
                                "Accept, Content-Type, X-Api-Key, X-Request-ID")
                        .with("Access-Control-Max-Age", SECONDS)
                : answer;
    }

    /// An answer that pages of an origin may read, if they may call.
    WebAnswer allow(WebAnswer answer, @Nullable String origin) {
        if (origin == null || !isAllowed(origin)) {
            return answer;
        }
        WebAnswer allowed = answer.with("Access-Control-Expose-Headers", "*");
        if (origins.contains("*")) {
            return allowed.with(ALLOW_ORIGIN, "*");
        }
        String vary = answer.headers().get("Vary");
        return allowed.with(ALLOW_ORIGIN, origin)
                .with("Vary", vary == null ? "Origin" : vary + ", Origin");
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && (origins.contains("*") || origins.contains(origin));
    }
}

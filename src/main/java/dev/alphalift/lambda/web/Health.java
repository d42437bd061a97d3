package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.lambda.CallLog;
import java.util.Set;

/// What a load balancer is told that looks whether the function is there: it is, since the model
/// was loaded before the first call. Such a look needs no key and touches no picture.
final class Health {
    private static final Set<String> PATHS =
            Set.of("/", "/health", "/healthz", "/q/health", "/q/health/live", "/q/health/ready");

    private Health() {}

    /// Whether a call is such a look.
    static boolean isAsked(HttpEvent call) {
        return PATHS.contains(call.path());
    }

    static WebAnswer answer(HttpEvent call) {
        return switch (call.method()) {
            case "GET" ->
                    WebAnswer.json(
                                    200,
                                    "application/json",
                                    JsonNodeFactory.instance.objectNode().put("status", "UP"))
                            .with("Cache-Control", "no-store");
            case "HEAD" ->
                    WebAnswer.of(200, "application/json", new byte[0])
                            .with("Cache-Control", "no-store");
            default -> WebFault.notAllowed(call.path(), "GET, HEAD", CallLog.requestId());
        };
    }
}

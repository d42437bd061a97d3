package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import org.jspecify.annotations.Nullable;

/// Why a request was not done, as `application/problem+json` (RFC 9457).
///
/// @param type always `about:blank`: the code tells more
/// @param title the status in words
/// @param status the HTTP status
/// @param code never changes; what programs should look at
/// @param detail for a person
/// @param requestId to be named when asking for help
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String requestId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// The status of what should not have happened.
    public static final int UNEXPECTED = 500;

    /// A problem that is no fault of the pipeline.
    public static Problem of(int status, String code, String detail, @Nullable String requestId) {
        return new Problem(
                "about:blank", WebStatus.of(status).title(), status, code, detail, requestId);
    }

    /// A problem of which nothing but the status is known.
    public static Problem of(int status, @Nullable String requestId) {
        WebStatus known = WebStatus.of(status);
        return of(status, known.code(), known.reason(), requestId);
    }

    /// What should not have happened: the caller learns the number of the request and nothing of
    /// what is inside.
    public static Problem unexpected(@Nullable String requestId) {
        return of(
                UNEXPECTED,
                WebStatus.INTERNAL_SERVER_ERROR.code(),
                "Something went wrong here. Please report it with the number of this request.",
                requestId);
    }

    /// That a path knows other methods; the answer names them in `Allow` as well.
    ///
    /// @param allowed those that it knows, with commas between
    static Problem notAllowed(String allowed, @Nullable String requestId) {
        return of(
                WebStatus.METHOD_NOT_ALLOWED.number(),
                WebStatus.METHOD_NOT_ALLOWED.code(),
                "This path knows %s only.".formatted(allowed),
                requestId);
    }

    /// A fault as a problem.
    public static Problem of(AlphaliftException fault, @Nullable String requestId) {
        return of(
                FaultAnswer.of(fault.kind()).status(),
                fault.code(),
                fault.publicMessage(),
                requestId);
    }

    /// As an answer.
    public WebAnswer answer() {
        return WebAnswer.json(status, MEDIA_TYPE, json());
    }

    /// As JSON, to which a dialect may add.
    ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", type)
                        .put("title", title)
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail);
        if (requestId != null) {
            json.put("requestId", requestId);
        }
        return json;
    }
}

package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.ResultTooLarge;
import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
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
        return new Problem("about:blank", title(status), status, code, detail, requestId);
    }

    /// What should not have happened: the caller learns the number of the request and nothing of
    /// what is inside.
    public static Problem unexpected(@Nullable String requestId) {
        return of(
                UNEXPECTED,
                "unexpected",
                "Something went wrong here. Please report it with the number of this request.",
                requestId);
    }

    /// That a path knows other methods; the answer should name them in `Allow` as well.
    ///
    /// @param allowed those that it knows, with commas between
    public static Problem notAllowed(String allowed, @Nullable String requestId) {
        return of(
                405,
                "method_not_allowed",
                "This path knows %s only.".formatted(allowed),
                requestId);
    }

    /// A fault as a problem.
    public static Problem of(AlphaliftException fault, @Nullable String requestId) {
        return of(status(fault), fault.code(), fault.publicMessage(), requestId);
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

    /// The status of a fault.
    static int status(AlphaliftException fault) {
        return switch (fault) {
            case InvalidOption _ -> 400;
            case Unauthorized _ -> 401;
            case Forbidden _ -> 403;
            case SourceMissing _ -> 404;
            case ImageTooLarge _, ResultTooLarge _ -> 413;
            case UnsupportedFormat _ -> 415;
            case UnreadableImage _, SizeMismatch _ -> 422;
            case Busy _ -> 429;
            case NotAvailable _ -> 501;
            case SourceUnavailable _ -> 502;
            case ModelUnavailable _, InferenceFailed _, TargetUnavailable _ -> 503;
            case DeadlineExceeded _ -> 504;
        };
    }

    /// A status in words.
    public static String title(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 303 -> "See Other";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> status >= UNEXPECTED ? "Internal Server Error" : "Error";
        };
    }

    /// What is said of a request that did not come as far as anything that could say more.
    public static String reason(int status) {
        return switch (status) {
            case 400 ->
                    "The request cannot be understood.\nMaybe it has no Host, or its address has"
                            + " percent signs that make no sense.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not know that method.";
            case 408 -> "The request did not arrive in time.";
            case 413 -> "The request is too long.";
            case 414 -> "The address is too long.";
            case 417 -> "What the header Expect asks for cannot be met.";
            case 431 -> "The headers are too long.";
            case 501, 505 -> "This version of HTTP, or this method, is not known.";
            default -> "The request cannot be done: %s.".formatted(title(status));
        };
    }
}

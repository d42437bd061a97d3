package dev.alphalift.dialect;

/// The statuses of answers: what they are called, and what is said with one that no fault of the
/// pipeline says more of ([FaultAnswer] does): a request that did not come that far.
public enum WebStatus {
    OK(200, "OK"),
    NO_CONTENT(204, "No Content"),
    SEE_OTHER(303, "See Other"),
    BAD_REQUEST(
            400,
            "Bad Request",
            "bad_request",
            "The request cannot be understood.\nMaybe it has no Host, or its address has percent"
                    + " signs that make no sense."),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not Found", "not_found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(
            405,
            "Method Not Allowed",
            "method_not_allowed",
            "This path does not know that method."),
    NOT_ACCEPTABLE(406, "Not Acceptable", "not_acceptable"),
    REQUEST_TIMEOUT(
            408, "Request Timeout", "request_too_slow", "The request did not arrive in time."),
    CONTENT_TOO_LARGE(413, "Content Too Large", "image_too_large", "The request is too long."),
    URI_TOO_LONG(414, "URI Too Long", "uri_too_long", "The address is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "unsupported_media_type"),
    EXPECTATION_FAILED(
            417,
            "Expectation Failed",
            "expectation_failed",
            "What the header Expect asks for cannot be met."),
    UNPROCESSABLE_CONTENT(422, "Unprocessable Content"),
    TOO_MANY_REQUESTS(429, "Too Many Requests"),
    HEADERS_TOO_LONG(
            431,
            "Request Header Fields Too Large",
            "headers_too_long",
            "The headers are too long."),
    INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
    NOT_IMPLEMENTED(
            501, "Not Implemented", "not_implemented", "This server does not know the method."),
    BAD_GATEWAY(502, "Bad Gateway"),
    SERVICE_UNAVAILABLE(503, "Service Unavailable"),
    GATEWAY_TIMEOUT(504, "Gateway Timeout"),
    HTTP_VERSION_NOT_SUPPORTED(
            505,
            "HTTP Version Not Supported",
            "http_version_not_supported",
            "This version of HTTP is not known."),
    /// A client's mistake that has no row.
    OTHER(0, "Error");

    private final int number;
    private final String title;
    private final String code;
    private final String reason;

    WebStatus(int number, String title) {
        this(number, title, number >= Problem.UNEXPECTED ? "unexpected" : "bad_request");
    }

    WebStatus(int number, String title, String code) {
        this(number, title, code, "The request cannot be done: %s.".formatted(title));
    }

    WebStatus(int number, String title, String code, String reason) {
        this.number = number;
        this.title = title;
        this.code = code;
        this.reason = reason;
    }

    /// What is known of a number.
    public static WebStatus of(int number) {
        for (WebStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return number >= Problem.UNEXPECTED ? INTERNAL_SERVER_ERROR : OTHER;
    }

    public int number() {
        return number;
    }

    /// The status in words.
    public String title() {
        return title;
    }

    /// The code of a problem of which nothing but the status is known.
    public String code() {
        return code;
    }

    /// What is said of such a problem.
    public String reason() {
        return reason;
    }
}

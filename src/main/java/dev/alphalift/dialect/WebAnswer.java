package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer to a web call, whatever carries it. Owns its body, which is never written to again.
public final class WebAnswer {
    static final String JSON = "application/json";
    private static final JsonMapper JSON_WRITER = new JsonMapper();
    private static final String CONTENT_TYPE = "Content-Type";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private WebAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    /// An answer of a media type.
    public static WebAnswer of(int status, String mediaType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(CONTENT_TYPE, mediaType);
        return new WebAnswer(status, headers, body);
    }

    /// An answer in JSON.
    public static WebAnswer json(int status, String mediaType, ObjectNode body) {
        try {
            // Bytes in the object become base64 as they are written, and no texts before.
            return of(status, mediaType, JSON_WRITER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON cannot be written.", e);
        }
    }

    /// This answer with one header more, or with another value in it.
    public WebAnswer with(String header, Object value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, String.valueOf(value));
        return new WebAnswer(status, more, body);
    }

    /// This answer to HEAD.
    public WebAnswer withoutBody() {
        return new WebAnswer(status, headers, new byte[0]);
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The headers in order, `Content-Type` first.
    public Map<String, String> headers() {
        return headers;
    }

    /// What the body is.
    public String mediaType() {
        return headers.getOrDefault(CONTENT_TYPE, "");
    }

    /// The body, not a copy.
    public byte[] body() {
        return body;
    }

    /// Whether the body is text rather than a picture or something compressed.
    public boolean isText() {
        return !headers.containsKey("Content-Encoding")
                && (mediaType().startsWith(JSON)
                        || mediaType().startsWith("application/problem+json"));
    }
}

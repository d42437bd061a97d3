package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A web call as an HTTP API or a Function URL (payload 2.0), a REST API (payload 1.0) or a load
/// balancer hands it to a function.
final class HttpEvent {
    /// Who hands it on.
    enum Sender {
        /// An HTTP API or a Function URL: payload 2.0.
        HTTP_API,
        /// A REST API, or an HTTP API that was told so: payload 1.0.
        REST_API,
        LOAD_BALANCER,
    }

    private static final String DEFAULT_STAGE = "$default";

    private static final Set<String> OUR_PATHS =
            Set.of(RembgWeb.PATH, RemoveBgWeb.PATH, RemoveBgWeb.ACCOUNT_PATH);

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String OTHER = "other";
    private static final int LONGEST_PATH = 100;

    /// What stands for bytes that were taken for UTF-8 and are none.
    private static final char REPLACEMENT = '\ufffd';

    private final ObjectNode event;
    private final Sender sender;
    private final Map<String, String> headers;

    private HttpEvent(ObjectNode event, Sender sender) {
        this.event = event;
        this.sender = sender;
        this.headers = headers(event);
    }

    /// The call in an event.
    ///
    /// @throws InvalidOption if it is no such event
    static HttpEvent of(@Nullable JsonNode event) {
        if (event instanceof ObjectNode object) {
            if (object.path("version").asText().equals("2.0")
                    && object.path("requestContext").path("http").isObject()) {
                return new HttpEvent(object, Sender.HTTP_API);
            }
            if (object.path("requestContext").path("elb").isObject()) {
                return new HttpEvent(object, Sender.LOAD_BALANCER);
            }
            if (object.path("httpMethod").isTextual() && object.path("path").isTextual()) {
                return new HttpEvent(object, Sender.REST_API);
            }
        }
        throw new InvalidOption(
                "event",
                "",
                "it comes neither from API Gateway, nor from a Function URL, nor from a load"
                        + " balancer.\nMaybe choose another function: QUARKUS_FUNQY_EXPORT.");
    }

    private static Iterable<JsonNode> all(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    private static Map<String, String> headers(ObjectNode event) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : event.path("headers").properties()) {
            headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText());
        }
        for (Map.Entry<String, JsonNode> entry : event.path("multiValueHeaders").properties()) {
            headers.put(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    String.join(
                            ",", entry.getValue().valueStream().map(JsonNode::asText).toList()));
        }
        return headers;
    }

    private static NamedTexts encodedForm(String text) {
        NamedTexts fields = new NamedTexts();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            if (!name.isEmpty()) {
                fields.add(
                        decoded("query", name),
                        decoded("query", equals < 0 ? "" : field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String what, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidOption(what, "", "its percent signs make no sense.");
        }
    }

    Sender sender() {
        return sender;
    }

    /// Whether it lists several values of a header, and wants them so.
    boolean isMultiValued() {
        return event.get("multiValueHeaders") instanceof ObjectNode;
    }

    /// In capitals.
    String method() {
        String method =
                sender == Sender.HTTP_API
                        ? event.path("requestContext").path("http").path("method").asText()
                        : event.path("httpMethod").asText();
        return method.toUpperCase(Locale.ROOT);
    }

    /// Without the stage, and without `/` at its end; not decoded.
    String path() {
        String path = event.path(sender == Sender.HTTP_API ? "rawPath" : "path").asText();
        JsonNode context = event.path("requestContext");
        String prefix = "/" + context.path("stage").asText(DEFAULT_STAGE);
        // Named stages stand in the path where no domain of one's own hides them; a REST API's
        // never.
        boolean hidden =
                prefix.equals("/" + DEFAULT_STAGE)
                        || OUR_PATHS.contains(path)
                        || context.path("path").asText().equals(prefix + path);
        if (!hidden && (path.equals(prefix) || path.startsWith(prefix + "/"))) {
            path = path.substring(prefix.length());
        }
        if (path.isEmpty()) {
            return "/";
        }
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    /// The method for the log: whatever clients invent is one word there.
    String knownMethod() {
        String method = method();
        return METHODS.contains(method) ? method : OTHER;
    }

    /// The path for the log, no more of it than tells what was meant.
    String pathStart() {
        String path = path();
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + " ...";
    }

    /// The parameters of the query, decoded.
    ///
    /// @throws InvalidOption if they cannot be decoded
    NamedTexts query() {
        if (sender == Sender.HTTP_API) {
            // The map beside it joins values with commas.
            return encodedForm(event.path("rawQueryString").asText());
        }
        // A load balancer leaves them as they were in the address.
        boolean encoded = sender == Sender.LOAD_BALANCER;
        NamedTexts query = new NamedTexts();
        JsonNode lists = event.get("multiValueQueryStringParameters");
        JsonNode values = lists instanceof ObjectNode ? lists : event.path("queryStringParameters");
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            String name = encoded ? decoded("query", entry.getKey()) : entry.getKey();
            for (JsonNode each : all(entry.getValue())) {
                query.add(name, encoded ? decoded("query", each.asText()) : each.asText());
            }
        }
        return query;
    }

    /// The values of a header with commas between.
    @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /// What the body is.
    ///
    /// @param query as [#query] gives it
    /// @throws InvalidOption if it cannot be decoded, or is not what it is said to be
    WebBody webBody(NamedTexts query) {
        try {
            return WebBody.read(header("Content-Type"), new ByteArrayInputStream(body()), query);
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot be read.", e);
        }
    }

    /// The bytes of the body, decoded anew at each call.
    ///
    /// @throws InvalidOption if they cannot be decoded
    byte[] body() {
        JsonNode body = event.get("body");
        if (body == null || body.isNull()) {
            return new byte[0];
        }
        String text = body.asText();
        if (event.path("isBase64Encoded").asBoolean()) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidOption("body", "", "it is said to be base64 and is none.");
            }
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new InvalidOption(
                    "body",
                    "",
                    "its bytes were taken for text and are lost.\n"
                            + "Maybe have the API hand on bytes: binaryMediaTypes */*.");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

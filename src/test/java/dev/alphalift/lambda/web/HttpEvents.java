package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A web call as each of AWS' services hands it to a function: AWS' own samples with this call's
/// method, path, query, headers and body in them.
public final class HttpEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];
    private boolean base64 = true;

    private HttpEvents(String method, String target) {
        this.method = method;
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
    }

    public static HttpEvents post(String target) {
        return new HttpEvents("POST", target);
    }

    public static HttpEvents get(String target) {
        return new HttpEvents("GET", target);
    }

    public static HttpEvents of(String method, String target) {
        return new HttpEvents(method, target);
    }

    HttpEvents header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public HttpEvents body(byte[] bytes, @Nullable String type) {
        body = bytes;
        return type == null ? this : header("Content-Type", type);
    }

    /// Hands the body on as text, as the services do with types that they take for text.
    public HttpEvents asText() {
        base64 = false;
        return this;
    }

    /// A form of one file and some fields.
    public HttpEvents form(String fileField, byte[] file, Map<String, String> fields) {
        String boundary = "----alphalift-test";
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) ->
                head.append(
                        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(boundary, name, value)));
        head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                        .formatted(boundary, fileField));
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + file.length + end.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(file, 0, whole, start.length, file.length);
        System.arraycopy(end, 0, whole, start.length + file.length, end.length);
        return body(whole, "multipart/form-data; boundary=" + boundary);
    }

    public static ObjectNode sample(String name) {
        try {
            return (ObjectNode)
                    JSON.readTree(
                            TestData.projectFile(
                                    "src/test/resources/aws-events/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The call as each of those sends it that a function can stand behind.
    public List<ObjectNode> ofEverySender() {
        return List.of(
                httpApi(),
                httpApiWithStage("prod"),
                functionUrl(),
                restApi(),
                loadBalancer(),
                loadBalancerWithLists());
    }

    /// An HTTP API, payload 2.0.
    public ObjectNode httpApi() {
        return payload2(sample("api_gateway_http"));
    }

    /// The same behind a stage with a name, which stands in the path.
    public ObjectNode httpApiWithStage(String stage) {
        ObjectNode event = payload2(sample("api_gateway_http"));
        ((ObjectNode) event.get("requestContext")).put("stage", stage);
        return event.put("rawPath", "/" + stage + path);
    }

    /// A Function URL, payload 2.0.
    public ObjectNode functionUrl() {
        return payload2(sample("function_url"));
    }

    private ObjectNode payload2(ObjectNode event) {
        event.put("rawPath", path).put("rawQueryString", query);
        event.remove("queryStringParameters");
        ((ObjectNode) event.path("requestContext").get("http"))
                .put("method", method)
                .put("path", path);
        ObjectNode sent = event.putObject("headers");
        headers.forEach(sent::put);
        return withBody(event);
    }

    /// A REST API, payload 1.0.
    public ObjectNode restApi() {
        ObjectNode event = sample("api_gateway_rest");
        event.put("httpMethod", method).put("path", path);
        ((ObjectNode) event.get("requestContext"))
                .put("httpMethod", method)
                .put("stage", "prod")
                .put("path", "/prod" + path);
        putValues(event, true);
        return withBody(event);
    }

    /// A load balancer that lists one value of each header.
    public ObjectNode loadBalancer() {
        ObjectNode event = sample("load_balancer").put("httpMethod", method).put("path", path);
        ObjectNode values = event.putObject("queryStringParameters");
        fields(false).forEach(values::put);
        ObjectNode sent = event.putObject("headers");
        headers.forEach(sent::put);
        return withBody(event);
    }

    /// A load balancer that lists all values.
    public ObjectNode loadBalancerWithLists() {
        ObjectNode event = sample("load_balancer_multi_value");
        event.put("httpMethod", method).put("path", path);
        event.putObject("multiValueHeaders");
        putValues(event, false);
        event.remove("queryStringParameters");
        event.remove("headers");
        return withBody(event);
    }

    private void putValues(ObjectNode event, boolean decoded) {
        ObjectNode single = event.putObject("queryStringParameters");
        ObjectNode multi = event.putObject("multiValueQueryStringParameters");
        fields(decoded)
                .forEach((name, value) -> {
                    single.put(name, value);
                    multi.putArray(name).add(value);
                });
        ObjectNode sent = event.putObject("headers");
        ObjectNode lists = event.putObject("multiValueHeaders");
        headers.forEach((name, value) -> {
            sent.put(name, value);
            lists.putArray(name).add(value);
        });
    }

    private Map<String, String> fields(boolean decoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : query.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String value = field.substring(equals + 1);
                fields.put(
                        field.substring(0, equals),
                        decoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value);
            }
        }
        return fields;
    }

    private ObjectNode withBody(ObjectNode event) {
        event.put("isBase64Encoded", base64);
        return base64
                ? event.put("body", body)
                : event.put("body", new String(body, StandardCharsets.UTF_8));
    }
}

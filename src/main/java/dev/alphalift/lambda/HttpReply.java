package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// An answer as API Gateway, a Function URL or a load balancer wants it.
final class HttpReply {
    /// The longest answer that Lambda hands on, in bytes of its JSON.
    private static final long LAMBDA_BYTES = 6L << 20;

    /// The longest that a load balancer takes from a function.
    private static final long LOAD_BALANCER_BYTES = 1L << 20;

    /// What stands around the body, headers included, and some more.
    private static final long FRAME_BYTES = 8 << 10;

    private HttpReply() {}

    /// The longest body that can be sent back.
    static long mostBytes(HttpEvent.Sender sender) {
        long whole = sender == HttpEvent.Sender.LOAD_BALANCER ? LOAD_BALANCER_BYTES : LAMBDA_BYTES;
        return (whole - FRAME_BYTES) / 4 * 3;
    }

    /// Whether an answer is short enough to be sent back as it is.
    static boolean fits(HttpEvent event, WebAnswer answer) {
        return answer.body().length <= mostBytes(event.sender());
    }

    static ObjectNode of(HttpEvent event, WebAnswer answer) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("statusCode", answer.status());
        if (event.sender() == HttpEvent.Sender.LOAD_BALANCER) {
            reply.put(
                    "statusDescription",
                    "%d %s".formatted(answer.status(), Problem.title(answer.status())));
        }
        if (event.isMultiValued()) {
            ObjectNode headers = reply.putObject("multiValueHeaders");
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                headers.putArray(header.getKey()).add(header.getValue());
            }
        } else {
            ObjectNode headers = reply.putObject("headers");
            answer.headers().forEach(headers::put);
        }
        reply.put("isBase64Encoded", !answer.isText());
        reply.put(
                "body",
                answer.isText()
                        ? new String(answer.body(), StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(answer.body()));
        return reply;
    }
}

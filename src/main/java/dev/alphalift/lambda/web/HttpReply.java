package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.lambda.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// An answer as API Gateway, a Function URL or a load balancer wants it.
final class HttpReply {
    private HttpReply() {}

    /// The longest body that can be sent back.
    static long mostBytes(HttpEvent.Sender sender) {
        return sender == HttpEvent.Sender.LOAD_BALANCER
                ? Payload.MOST_BYTES_BY_LOAD_BALANCER
                : Payload.MOST_BYTES;
    }

    static ObjectNode of(HttpEvent event, WebAnswer answer) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("statusCode", answer.status());
        if (event.sender() == HttpEvent.Sender.LOAD_BALANCER) {
            reply.put(
                    "statusDescription",
                    "%s %s".formatted(answer.status(), WebStatus.of(answer.status()).title()));
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

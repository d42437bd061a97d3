package dev.alphalift.http;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.http.gate.Refusal;
import dev.alphalift.http.gate.RequestId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Answers requests that fail before anything of ours has seen them, in the form of the rest: an
/// address that cannot be decoded, no host. The client is told, the log is not.
@ApplicationScoped
class Unroutable {
    private static final int CLIENT = 400;

    /// What the router fails with on its own.
    private static final List<Integer> STATUSES =
            List.of(400, 404, 405, 406, 413, 414, 415, 417, 431);

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
        // Where no route matches, or the path cannot even be held against one.
        STATUSES.forEach(status -> router.errorHandler(status, this::answer));
    }

    private void answer(RoutingContext context) {
        int status = context.statusCode();
        HttpServerResponse response = context.response();
        if (status < CLIENT || status >= Problem.UNEXPECTED || response.ended()) {
            context.next();
            return;
        }
        if (response.headWritten()) {
            return;
        }
        WebAnswer answer = Refusal.of(status, context);
        answer.headers().forEach(response::putHeader);
        response.putHeader(RequestId.HEADER, RequestId.of(context));
        response.setStatusCode(status).end(Buffer.buffer(answer.body()));
    }
}

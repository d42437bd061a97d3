package dev.alphalift.http;

import dev.alphalift.dialect.RembgWeb;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.http.gate.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What HTTP asks of a request: one host (RFC 9112, 3.2), and a method that the path knows. What
/// each path can be asked for stands in one table: pages that others write (metrics, health, the
/// description) would answer any method as if it were GET, and what a path allows would be told by
/// nobody.
@ApplicationScoped
class Methods {
    /// After the gate (250), which has let the request in.
    private static final int PRIORITY = 240;

    private static final String READ = "GET, HEAD, OPTIONS";
    private static final String WRITE = "POST, OPTIONS";

    private static final Map<String, String> BY_PATH =
            Map.of(
                    RembgWeb.PATH,
                    "GET, POST, OPTIONS",
                    RemoveBgWeb.PATH,
                    WRITE,
                    RemoveBgWeb.ACCOUNT_PATH,
                    READ,
                    "/evaluate",
                    WRITE,
                    "/models",
                    READ,
                    "/openapi.json",
                    READ,
                    "/api",
                    READ);

    private static final List<String> PAGES = List.of("/q/", "/api/", "/openapi.json");

    private final Page page;

    Methods(Page page) {
        this.page = page;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    /// The methods of a path with commas between, null where there is nothing.
    private @Nullable String of(String path) {
        String known = page.covers(path) ? READ : BY_PATH.get(path);
        // The framework understands more ways of writing our path than stand in the table.
        boolean isPage =
                known == null
                        && PAGES.stream().anyMatch(path::startsWith)
                        && !path.startsWith(RembgWeb.PATH);
        return isPage ? READ : known;
    }

    private void handle(RoutingContext context) {
        if (context.request().version() == null) {
            // Words and a version that the client may know are given to it by BareAnswers.
            Future<Void> _ =
                    context.response()
                            .setStatusCode(505)
                            .end()
                            .onComplete(_ -> context.request().connection().close());
            return;
        }
        if (context.request().headers().getAll("Host").size() > 1) {
            context.fail(400);
            return;
        }
        @Nullable String path = context.normalizedPath();
        String allowed = path == null ? null : of(path);
        String method = context.request().method().name();
        if (allowed == null || List.of(allowed.split(", ")).contains(method)) {
            if (allowed != null && method.equals("OPTIONS")) {
                context.response().putHeader("Allow", allowed).setStatusCode(204).end();
            } else {
                context.next();
            }
            return;
        }
        HttpServerResponse response = context.response();
        WebAnswer answer = WebFault.notAllowed(path, allowed, RequestId.of(context));
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
    }
}

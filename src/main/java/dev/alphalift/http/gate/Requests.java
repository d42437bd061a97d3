package dev.alphalift.http.gate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Counts the requests that [Labels] keeps Quarkus from counting: methods and paths that clients
/// made up, as `other`.
@ApplicationScoped
class Requests {
    /// Before all others.
    private static final int PRIORITY = 1000;

    /// Not counted by Quarkus either.
    private static final String OURSELVES = "/q/";

    private final MeterRegistry registry;

    Requests(MeterRegistry registry) {
        this.registry = registry;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        HeadWatch.tellOf(context);
        String method = context.request().method().name();
        String path = withoutParameters(String.valueOf(context.request().path()));
        long start = System.nanoTime();
        context.addEndHandler(end -> {
            int status = context.response().getStatusCode();
            boolean isKnownMethod = Labels.METHODS.contains(method);
            boolean isKnownPath =
                    Labels.PATHS.contains(path) || path.equals("/") || isNamed(status);
            if (!path.startsWith(OURSELVES) && !(isKnownMethod && isKnownPath)) {
                Tags what =
                        end.succeeded()
                                ? tags(String.valueOf(status), Outcome.forStatus(status))
                                : tags(Labels.RESET, Outcome.CLIENT_ERROR);
                timer(isKnownMethod ? method : Labels.OTHER, what)
                        .record(Duration.ofNanos(System.nanoTime() - start));
            }
        });
        context.next();
    }

    /// Whether Quarkus has a word of its own for the path of such an answer.
    private static boolean isNamed(int status) {
        return status == 404 || status / 100 == 3;
    }

    /// As REST sees it: `/api/remove;a=b` is `/api/remove`.
    private static String withoutParameters(String path) {
        int end = path.indexOf(';');
        return end < 0 ? path : path.substring(0, end);
    }

    private static Tags tags(String status, Outcome outcome) {
        return Tags.of("status", status, "outcome", outcome.name());
    }

    private Timer timer(String method, Tags what) {
        return Timer.builder(Labels.REQUESTS)
                .description("HTTP server request processing time")
                .tags(what.and("method", method, "uri", Labels.OTHER))
                .register(registry);
    }
}

package dev.alphalift.http.gate;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.pipeline.Admission;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The bodies that arrive: those that are too long, come too slowly or find no room are cut off
/// with an answer, and all when the server ends.
@ApplicationScoped
class Arrivals {
    /// Of a server that ends.
    static final String CLOSING = "shutting_down";

    static final String CLOSING_DETAIL = "The server is ending.\nMaybe try another one.";

    /// How often a body is looked at whose length is known, and one in chunks, which may become too
    /// long meanwhile.
    private static final long LOOKS_MILLIS = 100;

    private static final long LOOKS_AT_CHUNKS_MILLIS = 20;

    /// Over so long the least rate must be held: a break of the network is shorter.
    private static final long WINDOW_SECONDS = 10;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Admission admission;
    private final ImageLimits limits;
    private final Farewell farewell;
    private final Set<Arrival> here = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Arrivals(Vertx vertx, HttpSettings settings, Admission admission, ImageLimits limits) {
        this.vertx = vertx;
        this.settings = settings;
        this.admission = admission;
        this.limits = limits;
        this.farewell = new Farewell(vertx, settings.bodyTimeout());
    }

    /// Whether nothing new is taken in, since the server ends.
    boolean isClosing() {
        return closing;
    }

    void start(@Observes StartupEvent event) {
        Connections.OF_PROCESS.configure(settings);
    }

    void close(@Observes ShutdownDelayInitiatedEvent event) {
        closing = true;
        Connections.OF_PROCESS.closeDoors();
        here.forEach(Arrival::endForClosing);
    }

    /// Looks at a body until it is here.
    ///
    /// @param declared its length, -1 where it comes in chunks
    /// @param most the longest that it may be
    /// @return ends that
    Runnable watch(RoutingContext context, Visit visit, long declared, long most) {
        Arrival arrival = new Arrival(context, visit, declared, most);
        here.add(arrival);
        if (closing) {
            arrival.endForClosing();
        }
        return arrival::end;
    }

    /// One body that arrives.
    private final class Arrival {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final Visit visit;
        private final long declared;
        private final long most;
        private final Context loop = vertx.getOrCreateContext();
        private final long timer;
        private final long start = System.nanoTime();
        private long windowStart = start;
        private long windowBytes;

        Arrival(RoutingContext context, Visit visit, long declared, long most) {
            this.context = context;
            this.request = context.request();
            this.visit = visit;
            this.declared = declared;
            this.most = most;
            this.timer =
                    vertx.setPeriodic(
                            declared >= 0 ? LOOKS_MILLIS : LOOKS_AT_CHUNKS_MILLIS, _ -> look());
        }

        /// A request counts as ended when its end was handed on, though its bytes may be here long
        /// before: who reads it asks for them one by one.
        private boolean isHere(long bytes) {
            return !visit.isArriving() || request.isEnded() || (declared >= 0 && bytes >= declared);
        }

        private void look() {
            long bytes = request.bytesRead();
            boolean hasRoom = visit.count();
            if (context.response().ended() || isHere(bytes)) {
                end();
            } else if (bytes > most) {
                cutOff(Refusal.of(new ImageTooLarge("bytes", bytes, limits.bytes()), context));
            } else if (!hasRoom) {
                cutOff(Refusal.of(new Busy(admission.retryAfter()), context));
            } else {
                lookAtClock(bytes);
            }
        }

        private void lookAtClock(long bytes) {
            long now = System.nanoTime();
            if (now - start >= settings.bodyTimeout().toNanos()) {
                tooSlow(
                        "The picture did not arrive within %s s."
                                .formatted(settings.bodyTimeout().toSeconds()));
            } else if (now - windowStart >= TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
                long came = bytes - windowBytes;
                windowStart = now;
                windowBytes = bytes;
                if (came < WINDOW_SECONDS * settings.leastRate()) {
                    tooSlow(
                            "Fewer than %s bytes a second of the picture arrived."
                                    .formatted(settings.leastRate()));
                }
            }
        }

        private void tooSlow(String detail) {
            WebStatus slow = WebStatus.REQUEST_TIMEOUT;
            cutOff(Refusal.of(slow.number(), slow.code(), detail, context));
        }

        void endForClosing() {
            loop.runOnContext(_ -> {
                if (!isHere(request.bytesRead())) {
                    cutOff(Refusal.of(503, CLOSING, CLOSING_DETAIL, context));
                }
            });
        }

        private void cutOff(WebAnswer answer) {
            end();
            farewell.cutOff(request, answer);
        }

        void end() {
            vertx.cancelTimer(timer);
            here.remove(this);
        }
    }
}

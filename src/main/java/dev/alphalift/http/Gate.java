package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Admission;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every request meets before anything of its body is read: a name, a deadline that also comes
/// when the client goes away, and for pictures a place, or an answer at once that there is none.
/// Bodies that are too long or too slow are cut off here, while nothing of them is in memory.
@ApplicationScoped
public class Gate {
    /// After Quarkus' CORS filter (300), so that pages of allowed origins can read these answers,
    /// and before everything that looks at a body.
    private static final int PRIORITY = 250;

    private static final String DEADLINE = "alphalift.deadline";
    private static final String ARRIVED = "alphalift.arrived";
    private static final String PICTURES = "/api/remove";
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// A multipart body is a little longer than the picture in it.
    private static final long FRAMING_BYTES = 64 << 10;

    /// What a client that was sent away may still send before it is cut off: one that has begun to
    /// send would not see the answer otherwise.
    private static final long DRAINED_BYTES = 16 << 20;

    /// An answer that a socket's own buffer takes.
    private static final long SMALL_BYTES = 16 << 10;

    /// Characters of base64 for each byte.
    private static final double BASE64 = 4.0 / 3;

    /// What a text that holds a picture takes while it is taken apart, beside the picture.
    private static final long TEXT_COPIES = 3;

    private static final long NO_ERROR = 0;
    private static final long LOOKS_MILLIS = 20;

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+\\s*(;.*)?");

    private final Vertx vertx;
    private final Admission admission;
    private final ImageLimits limits;
    private final HttpSettings settings;
    private final ApiKeys keys;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicLong presentBytes = new AtomicLong();

    Gate(
            Vertx vertx,
            Admission admission,
            ImageLimits limits,
            HttpSettings settings,
            ApiKeys keys) {
        this.vertx = vertx;
        this.admission = admission;
        this.limits = limits;
        this.settings = settings;
        this.keys = keys;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    /// The deadline of a request that was let in.
    ///
    /// @throws NotFoundException if it was not: by a way of writing the path that only the resource
    ///   understands
    static Deadline deadline(RoutingContext context) {
        Deadline deadline = context.get(DEADLINE);
        if (deadline == null) {
            throw new NotFoundException();
        }
        return deadline;
    }

    /// Whether a request was let in and nothing but its body has been looked at since.
    static boolean isArriving(RoutingContext context) {
        return context.get(DEADLINE) != null && context.get(ARRIVED) == null;
    }

    /// Says that a request has been read as a whole.
    static void hasArrived(RoutingContext context) {
        context.put(ARRIVED, true);
    }

    /// Picture requests that are here now.
    int present() {
        return present.get();
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(RequestId.HEADER, RequestId.of(context));
        if (!isGated(request.method(), context.normalizedPath())) {
            context.next();
            return;
        }
        long declared = declaredLength(request);
        String type = request.getHeader("Content-Type");
        // A body in chunks may become as long as allowed.
        long expected = (declared >= 0 ? declared : mostBytes(request)) * copies(type);
        AlphaliftException stranger = stranger(request);
        if (stranger != null) {
            reject(context, stranger);
        } else if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
            reject(
                    context,
                    Refusal.of(
                            415,
                            "unsupported_media_type",
                            "The header Content-Type is no media type.",
                            context));
        } else if (declared > mostBytes(request)) {
            reject(context, new ImageTooLarge("bytes", declared, mostBytes(request)));
        } else if (enter(expected)) {
            admit(context, request, declared, expected);
        } else {
            reject(context, new Busy(admission.retryAfter()));
        }
    }

    /// Whatever has a body, wherever it goes, and what may fetch a picture.
    private static boolean isGated(HttpMethod method, String path) {
        return !WITHOUT_BODY.contains(method)
                || (HttpMethod.GET.equals(method) && path.startsWith(PICTURES));
    }

    /// Takes a place and room for a body, if there are such. One body alone always has room.
    private boolean enter(long bytes) {
        int pictures = present.incrementAndGet();
        long all = presentBytes.addAndGet(bytes);
        if (pictures <= admission.mostPresent() && (pictures == 1 || all <= settings.bodyBytes())) {
            return true;
        }
        leave(bytes);
        return false;
    }

    private void leave(long bytes) {
        present.decrementAndGet();
        presentBytes.addAndGet(-bytes);
    }

    private void admit(
            RoutingContext context, HttpServerRequest request, long declared, long expected) {
        Deadline deadline = Deadline.after(settings.timeout());
        context.put(DEADLINE, deadline);
        long slow =
                vertx.setTimer(
                        settings.bodyTimeout().toMillis(), _ -> endSlowBody(context, request));
        long tooLong =
                declared >= 0
                        ? -1
                        : vertx.setPeriodic(LOOKS_MILLIS, _ -> endLongBody(context, request));
        // Who does not take the answer in time does not want it.
        long unread =
                vertx.setTimer(
                        settings.timeout().plus(settings.bodyTimeout()).toMillis(),
                        _ -> drop(request));
        context.addEndHandler(_ ->
                whenWritten(
                        request,
                        () -> {
                            vertx.cancelTimer(slow);
                            vertx.cancelTimer(tooLong);
                            vertx.cancelTimer(unread);
                            leave(expected);
                            // Nothing to cancel after an answer; much when the client has gone.
                            deadline.cancel();
                        }));
        context.next();
    }

    /// Vert.x calls a response ended when it has been handed over, even before its bytes are in the
    /// connection's queue. A little later they are there, and they are written when the connection
    /// can take more, or is gone.
    private void whenWritten(HttpServerRequest request, Runnable action) {
        if (request.response().bytesWritten() <= SMALL_BYTES) {
            // A place for each would run out before many quick ones are looked at.
            action.run();
            return;
        }
        Channel channel = channel(request);
        vertx.setPeriodic(
                LOOKS_MILLIS,
                timer -> {
                    if (channel.isWritable() || !channel.isOpen()) {
                        vertx.cancelTimer(timer);
                        action.run();
                    }
                });
    }

    private void endSlowBody(RoutingContext context, HttpServerRequest request) {
        if (!request.isEnded()) {
            cutOff(
                    context,
                    Refusal.of(
                            408,
                            "request_too_slow",
                            "The picture did not arrive within %d s."
                                    .formatted(settings.bodyTimeout().toSeconds()),
                            context));
        }
    }

    /// A body in chunks does not say how long it is: it is looked at while it arrives.
    private void endLongBody(RoutingContext context, HttpServerRequest request) {
        if (request.bytesRead() > mostBytes(request)) {
            cutOff(
                    context,
                    Refusal.of(
                            new ImageTooLarge("bytes", request.bytesRead(), mostBytes(request)),
                            context));
        }
    }

    /// Answers while the body is still arriving, and ends the connection.
    private void cutOff(RoutingContext context, WebAnswer answer) {
        HttpServerResponse response = context.response();
        HttpServerRequest request = context.request();
        if (response.ended()) {
            return;
        }
        if (response.headWritten()) {
            hangUp(request);
            return;
        }
        if (!isOneOfMany(request)) {
            response.putHeader("Connection", "close");
        }
        write(response, answer).onComplete(_ -> hangUp(request));
    }

    /// Ends what the client sends: the connection, or in HTTP/2, where others share it, the one
    /// stream (RFC 9113, 8.1).
    private static void hangUp(HttpServerRequest request) {
        if (isOneOfMany(request)) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    /// Ends a connection with what is still to be written to it; a client that does not read would
    /// keep it open.
    private static void drop(HttpServerRequest request) {
        if (isOneOfMany(request)) {
            hangUp(request);
        } else {
            ChannelFuture _ = channel(request).pipeline().firstContext().close();
        }
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static boolean isOneOfMany(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /// The longest body: a picture, longer where it is written as text, and for remove.bg perhaps a
    /// background as well.
    private long mostBytes(HttpServerRequest request) {
        long text = (long) (limits.bytes() * BASE64) + FRAMING_BYTES;
        if (isRemoveBg(request)) {
            return text + limits.bytes();
        }
        return copies(request.getHeader("Content-Type")) > 1
                ? text
                : limits.bytes() + FRAMING_BYTES;
    }

    private static long copies(@Nullable String type) {
        String name = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return name.startsWith("application/json") || name.contains("urlencoded") ? TEXT_COPIES : 1;
    }

    private static boolean isRemoveBg(HttpServerRequest request) {
        String path = request.path();
        return path != null && path.startsWith(RemoveBgWeb.PREFIX);
    }

    /// Whoever comes with a body or wants a picture fetched must show a key, wherever it goes: no
    /// way of writing the path leads past this.
    private @Nullable AlphaliftException stranger(HttpServerRequest request) {
        try {
            keys.check(request.getHeader(ApiKeys.HEADER));
            return null;
        } catch (Unauthorized e) {
            return e;
        }
    }

    /// The body's length as declared, -1 where it comes in chunks.
    private static long declaredLength(HttpServerRequest request) {
        @Nullable String text = request.getHeader("Content-Length");
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void reject(RoutingContext context, AlphaliftException fault) {
        reject(context, Refusal.of(fault, context));
    }

    private void reject(RoutingContext context, WebAnswer answer) {
        drain(context.request());
        write(context.response(), answer);
    }

    private static Future<Void> write(HttpServerResponse response, WebAnswer answer) {
        answer.headers().forEach(response::putHeader);
        return response.setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
    }

    /// Reads on without keeping anything, so that the connection can be used again.
    private void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong left = new AtomicLong(DRAINED_BYTES);
        long timer =
                vertx.setTimer(
                        settings.bodyTimeout().toMillis(),
                        _ -> {
                            if (!request.isEnded()) {
                                hangUp(request);
                            }
                        });
        request.handler(piece -> {
            if (left.addAndGet(-piece.length()) < 0) {
                hangUp(request);
            }
        });
        request.endHandler(_ -> vertx.cancelTimer(timer));
        request.resume();
    }
}

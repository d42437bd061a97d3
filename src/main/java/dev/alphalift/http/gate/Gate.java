package dev.alphalift.http.gate;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.RemoveBgWeb;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.Caller;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Admission;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every request meets before anything of its body is read: a name, a deadline that also comes
/// when the client goes away, and for pictures a place, or an answer at once that there is none.
/// Bodies that are too long or too slow are cut off while they arrive ([Arrivals]).
@ApplicationScoped
public class Gate {
    /// After Quarkus' CORS filter (300), so that pages of allowed origins can read these answers,
    /// and before everything that looks at a body.
    private static final int PRIORITY = 250;

    private static final String VISIT = "alphalift.visit";
    private static final String PICTURES = "/api/remove";
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// A multipart body is a little longer than the picture in it.
    private static final long FRAMING_BYTES = 64 << 10;

    /// An answer that a socket's own buffer takes.
    private static final long SMALL_BYTES = 16 << 10;

    /// Characters of base64 for each byte.
    private static final double BASE64 = 4.0 / 3;

    /// The same where each sign could be one that is written `\/` in JSON, or `%2F` in fields.
    private static final double BASE64_ESCAPED = 3 * BASE64;

    /// What a text that holds a picture takes while it is taken apart, beside the picture.
    private static final long TEXT_COPIES = 3;

    private static final long LOOKS_MILLIS = 20;

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+\\s*(;.*)?");

    private final Vertx vertx;
    private final Admission admission;
    private final ImageLimits limits;
    private final HttpSettings settings;
    private final ApiKeys keys;
    private final ClientNames clients;
    private final Places places;
    private final Arrivals arrivals;
    private final Farewell farewell;

    Gate(
            Vertx vertx,
            Admission admission,
            ImageLimits limits,
            HttpSettings settings,
            ApiKeys keys,
            ClientNames clients,
            Places places,
            Arrivals arrivals) {
        this.vertx = vertx;
        this.admission = admission;
        this.limits = limits;
        this.settings = settings;
        this.keys = keys;
        this.clients = clients;
        this.places = places;
        this.arrivals = arrivals;
        this.farewell = new Farewell(vertx, settings.bodyTimeout());
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    /// The deadline of a request that was let in.
    ///
    /// @throws NotFoundException if it was not: by a way of writing the path that only the resource
    ///   understands
    public static Deadline deadline(RoutingContext context) {
        return visit(context).deadline();
    }

    private static Visit visit(RoutingContext context) {
        Visit visit = context.get(VISIT);
        if (visit == null) {
            throw new NotFoundException();
        }
        return visit;
    }

    /// Whether a request was let in and nothing but its body has been looked at since.
    public static boolean isArriving(RoutingContext context) {
        Visit visit = context.get(VISIT);
        return visit != null && visit.isArriving();
    }

    /// Says that a request has been read as a whole, and takes a place for it.
    ///
    /// @throws Busy if there is none
    public static void hasArrived(RoutingContext context) {
        visit(context).settle();
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(RequestId.HEADER, RequestId.of(context));
        if (!Labels.METHODS.contains(request.method().name())) {
            WebStatus unknown = WebStatus.NOT_IMPLEMENTED;
            refuse(context, unknown.number(), unknown.code(), unknown.reason());
            return;
        }
        if (!isGated(request.method(), context.normalizedPath())) {
            context.next();
            return;
        }
        long declared = declaredLength(request);
        String type = request.getHeader("Content-Type");
        if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
            // What is no media type says nothing; the body's first bytes do.
            request.headers().remove("Content-Type");
        }
        AlphaliftException stranger = stranger(request);
        Caller caller = clients.of(request);
        if (stranger != null) {
            reject(context, stranger);
        } else if (arrivals.isClosing()) {
            refuse(context, 503, Arrivals.CLOSING, Arrivals.CLOSING_DETAIL);
        } else if (declared > mostBytes(request)) {
            reject(context, new ImageTooLarge("bytes", declared, limits.bytes()));
        } else if (places.begin(caller)) {
            admit(context, declared, caller);
        } else {
            reject(context, new Busy(admission.retryAfter()));
        }
    }

    /// Whatever has a body, wherever it goes, and what may fetch a picture.
    private static boolean isGated(HttpMethod method, String path) {
        return !WITHOUT_BODY.contains(method)
                || (HttpMethod.GET.equals(method) && path.startsWith(PICTURES));
    }

    private void admit(RoutingContext context, long declared, Caller caller) {
        HttpServerRequest request = context.request();
        Deadline deadline = Deadline.after(settings.timeout(), caller);
        // Who sends an address makes us fetch what there is.
        LongSupplier length =
                HttpMethod.GET.equals(request.method()) ? limits::bytes : request::bytesRead;
        long copies = copies(request.getHeader("Content-Type"));
        Visit visit = new Visit(places, admission, deadline, copies, length);
        context.put(VISIT, visit);
        Runnable watch = arrivals.watch(context, visit, declared, mostBytes(request));
        // Who does not take the answer in time does not want it.
        long unread =
                vertx.setTimer(
                        settings.timeout().plus(settings.bodyTimeout()).toMillis(),
                        _ -> Farewell.drop(request));
        context.addEndHandler(_ ->
                whenWritten(
                        request,
                        () -> {
                            watch.run();
                            vertx.cancelTimer(unread);
                            // Nothing to cancel after an answer; much when the client has gone.
                            visit.end();
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
        Channel channel = Farewell.channel(request);
        vertx.setPeriodic(
                LOOKS_MILLIS,
                timer -> {
                    if (channel.isWritable() || !channel.isOpen()) {
                        vertx.cancelTimer(timer);
                        action.run();
                    }
                });
    }

    /// The longest body: a picture, longer where it is written as text, in a form perhaps a hint as
    /// well, and for remove.bg a background. What is in it is measured when it has been decoded.
    private long mostBytes(HttpServerRequest request) {
        double longer = isText(request.getHeader("Content-Type")) ? BASE64_ESCAPED : 1;
        long most = (long) (limits.bytes() * longer) + FRAMING_BYTES;
        // A form may hold the picture in base64.
        if (isRemoveBg(request)) {
            return Math.max(most, usualBytes()) + limits.bytes();
        }
        return isPictureForm(request) ? most + limits.bytes() : most;
    }

    private static boolean isPictureForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        String path = request.path();
        return type != null
                && path != null
                && path.startsWith(PICTURES)
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /// A picture, or one in base64 of which little is escaped.
    private long usualBytes() {
        return (long) (limits.bytes() * BASE64) + FRAMING_BYTES;
    }

    /// Whether a body may be text that holds a picture. One without a type may be JSON.
    private static boolean isText(@Nullable String type) {
        return type == null || copies(type) > 1;
    }

    private static long copies(@Nullable String type) {
        String name = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return name.contains("json") || name.contains("urlencoded") ? TEXT_COPIES : 1;
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
        HttpServerRequest request = context.request();
        farewell.refuse(request, Refusal.of(fault, context), declaredLength(request));
    }

    private void refuse(RoutingContext context, int status, String code, String detail) {
        HttpServerRequest request = context.request();
        farewell.refuse(
                request, Refusal.of(status, code, detail, context), declaredLength(request));
    }
}

package dev.alphalift.http.gate;

import dev.alphalift.dialect.WebAnswer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Answers those whose body is not wanted, and ends what they still send: so that the answer
/// arrives, and the connection is not held for long.
final class Farewell {
    /// What a client that was sent away may still send before it is cut off: one that has begun to
    /// send would not see the answer otherwise.
    private static final long DRAINED_BYTES = 16 << 20;

    /// How long it may be silent meanwhile.
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final long LOOKS_MILLIS = 250;
    private static final long NO_ERROR = 0;

    private final Vertx vertx;
    private final Duration patience;

    /// @param patience how long a client may send on at most
    Farewell(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /// Answers a request of whose body nothing has been read.
    ///
    /// @param declared the length of its body, -1 where it is not known
    void refuse(HttpServerRequest request, WebAnswer answer, long declared) {
        boolean ends = declared > DRAINED_BYTES || asksForTheEnd(request);
        HttpServerResponse response = request.response();
        if (ends && !isOneOfMany(request)) {
            response.putHeader("Connection", "close");
        }
        if (request.isEnded()) {
            Future<Void> _ = write(response, answer);
            return;
        }
        Drain drain = new Drain(request);
        write(response, answer).onComplete(_ -> drain.answered(ends));
    }

    /// Answers while the body is still arriving, and ends the connection.
    void cutOff(HttpServerRequest request, WebAnswer answer) {
        HttpServerResponse response = request.response();
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
        Drain drain = new Drain(request);
        write(response, answer).onComplete(_ -> drain.answered(true));
    }

    private static Future<Void> write(HttpServerResponse response, WebAnswer answer) {
        answer.headers().forEach(response::putHeader);
        return response.setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
    }

    /// Ends what the client sends: the connection, or in HTTP/2, where others share it, the one
    /// stream (RFC 9113, 8.1).
    static void hangUp(HttpServerRequest request) {
        if (isOneOfMany(request)) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    /// Ends a connection with what is still to be written to it; a client that does not read would
    /// keep it open.
    static void drop(HttpServerRequest request) {
        if (isOneOfMany(request)) {
            hangUp(request);
        } else {
            ChannelFuture _ = channel(request).pipeline().firstContext().close();
        }
    }

    static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    static boolean isOneOfMany(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    private static boolean asksForTheEnd(HttpServerRequest request) {
        @Nullable String connection = request.getHeader("Connection");
        return request.version() == HttpVersion.HTTP_1_0
                || (connection != null && connection.toLowerCase(Locale.ROOT).contains("close"));
    }

    /// Reads on without keeping anything: what lies unread when a connection is closed makes the
    /// client lose the answer. If the body ends soon the connection can be used again.
    private final class Drain {
        private final HttpServerRequest request;
        private final long start = System.nanoTime();
        private final long timer;
        private long left = DRAINED_BYTES;
        private long last = start;
        private boolean ends;
        private boolean isOver;

        Drain(HttpServerRequest request) {
            this.request = request;
            request.handler(piece -> took(piece.length()));
            request.endHandler(_ -> over());
            timer = vertx.setPeriodic(LOOKS_MILLIS, _ -> look());
            request.resume();
        }

        void answered(boolean endsThen) {
            ends = endsThen;
            if (!ends) {
                return;
            }
            if (isOver || request.isEnded()) {
                hangUp(request);
            } else if (!isOneOfMany(request)
                    && channel(request) instanceof DuplexChannel connection) {
                // The client sees the end at once; what it has sent meanwhile is read.
                ChannelFuture _ = connection.shutdownOutput();
            }
        }

        private void took(int bytes) {
            last = System.nanoTime();
            left -= bytes;
            if (left < 0) {
                stop();
            }
        }

        private void look() {
            long now = System.nanoTime();
            if (now - last >= SILENCE.toNanos() || now - start >= patience.toNanos()) {
                stop();
            }
        }

        private void over() {
            isOver = true;
            vertx.cancelTimer(timer);
            if (ends) {
                hangUp(request);
            }
        }

        private void stop() {
            vertx.cancelTimer(timer);
            hangUp(request);
        }
    }
}

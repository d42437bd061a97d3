package dev.alphalift.http.gate;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection on which the head of a request does not end: one that sends a byte now and
/// then is never idle. It stands before HTTP and sees bytes only; [Requests] tells it of requests.
final class HeadWatch extends ChannelInboundHandlerAdapter {
    private final Duration patience;
    private @Nullable Future<?> timer;
    private int requests;

    HeadWatch(Duration patience) {
        this.patience = patience;
    }

    /// Says that a request has come, its head as a whole.
    static void tellOf(RoutingContext context) {
        HttpServerRequest request = context.request();
        ChannelPipeline pipeline = Farewell.channel(request).pipeline();
        HeadWatch watch = pipeline.get(HeadWatch.class);
        if (watch == null) {
            return;
        }
        watch.begun();
        if (Farewell.isOneOfMany(request)) {
            // In HTTP/2 much passes between requests.
            pipeline.remove(watch);
        } else {
            context.addEndHandler(_ -> watch.ended());
        }
    }

    /// The head of a request is here as a whole.
    void begun() {
        requests++;
        stop();
    }

    /// A request is done; what comes next is the head of another.
    void ended() {
        requests--;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        start(context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (requests == 0) {
            start(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    private void start(ChannelHandlerContext context) {
        if (timer == null) {
            timer =
                    context.executor()
                            .schedule(
                                    () -> close(context),
                                    patience.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture _ = context.close();
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}

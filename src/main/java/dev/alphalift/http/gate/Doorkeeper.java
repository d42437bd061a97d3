package dev.alphalift.http.gate;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Has [Connections] look at each connection before anything is read from it. Netty calls this for
/// each new one, when `io.netty.bootstrap.extensions` tells it to look for such classes.
@RegisterForReflection
public final class Doorkeeper extends ChannelInitializerExtension {
    @Override
    public void postInitializeServerListenerChannel(ServerChannel door) {
        Connections.OF_PROCESS.add(door);
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        if (!Connections.OF_PROCESS.welcome(connection)) {
            connection.pipeline().addFirst(new Refused());
        }
    }

    /// A connection that ends as soon as it has begun; nothing behind this hears of it.
    private static final class Refused extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelFuture _ = context.close();
        }
    }
}

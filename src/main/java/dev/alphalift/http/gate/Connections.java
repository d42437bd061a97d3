package dev.alphalift.http.gate;

import dev.alphalift.fetch.AddressRange;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The connections that are open: one address may have a part of them, and the head of each request
/// must be there in time ([HeadWatch]). One for the process, since Netty makes its [Doorkeeper]
/// without asking for beans.
final class Connections {
    static final Connections OF_PROCESS = new Connections();

    private final Set<Channel> doors = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> open = new HashMap<>();
    private volatile @Nullable HttpSettings settings;

    private Connections() {}

    /// Says what holds from now on.
    void configure(HttpSettings rules) {
        settings = rules;
    }

    /// A socket that takes connections.
    void add(Channel door) {
        doors.add(door);
    }

    /// Takes no more connections.
    void closeDoors() {
        for (Channel door : doors) {
            ChannelFuture _ = door.close();
        }
        doors.clear();
    }

    /// Takes a connection in, unless its address has its part already.
    ///
    /// @return whether it did; if not, the connection is to be closed
    boolean welcome(Channel connection) {
        HttpSettings rules = settings;
        if (rules == null) {
            return true;
        }
        if (connection.remoteAddress() instanceof InetSocketAddress remote
                && !isKnown(remote, rules.proxies())) {
            String name = ClientNames.name(remote.getAddress());
            if (!enter(name, rules.partOf(rules.connections()))) {
                return false;
            }
            ChannelFuture _ = connection.closeFuture().addListener(_ -> leave(name));
        }
        connection.pipeline().addFirst(new HeadWatch(rules.headTimeout()));
        return true;
    }

    /// A proxy brings everybody's connections.
    private static boolean isKnown(InetSocketAddress remote, List<AddressRange> proxies) {
        byte[] address = remote.getAddress().getAddress();
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private boolean enter(String name, int most) {
        synchronized (open) {
            int before = open.getOrDefault(name, 0);
            if (before >= most) {
                return false;
            }
            open.put(name, before + 1);
            return true;
        }
    }

    private void leave(String name) {
        synchronized (open) {
            open.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}

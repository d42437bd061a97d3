package dev.alphalift.http.gate;

import dev.alphalift.fault.Caller;
import dev.alphalift.fetch.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells clients apart by their address; behind a proxy that is trusted by what it says in
/// `X-Forwarded-For`. Of an IPv6 address the first 64 bits count, since one client has all that
/// begin with them.
@ApplicationScoped
class ClientNames {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";
    private static final int PREFIX_BYTES = 8;

    private final HttpSettings settings;

    ClientNames(HttpSettings settings) {
        this.settings = settings;
    }

    /// Whom a request comes from.
    Caller of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        InetAddress peer = remote == null ? null : address(remote.hostAddress());
        return new Caller(name(peer, request.headers().getAll(FORWARDED_FOR), settings.proxies()));
    }

    /// The last address in the header that is no trusted proxy's: what stands before it anybody can
    /// have written.
    static String name(
            @Nullable InetAddress peer, List<String> forwarded, List<AddressRange> proxies) {
        InetAddress client = peer;
        List<String> hops = List.of(String.join(",", forwarded).split(","));
        for (String hop : hops.reversed()) {
            if (client == null || !isOneOf(proxies, client)) {
                break;
            }
            InetAddress before = address(hop.strip());
            if (before == null) {
                break;
            }
            client = before;
        }
        return client == null ? UNKNOWN : name(client);
    }

    /// What an address is called.
    static String name(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length <= PREFIX_BYTES) {
            return address.getHostAddress();
        }
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < PREFIX_BYTES; at++) {
            name.append(String.format(Locale.ROOT, "%02x", bytes[at]));
        }
        return name.toString();
    }

    private static boolean isOneOf(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address.getAddress()));
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

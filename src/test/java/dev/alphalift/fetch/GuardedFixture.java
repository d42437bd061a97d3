package dev.alphalift.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/// Readers whose names and addresses are a test's own; all else is real.
final class GuardedFixture {
    static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    static final String NAME = "pictures.example.com";

    /// Lets the one address through where the tests' server listens.
    static final AddressCheck HERE_TOO =
            address -> address.equals(HERE) || new PublicAddresses().accepts(address);

    private GuardedFixture() {}

    /// One that connects to this machine alone, whatever it is told: a guard that fails in a test
    /// must not become a call to somebody's server.
    static Connector connector(Resolver resolver, AddressCheck check, SSLSocketFactory tls) {
        return new Connector(resolver, check, tls, LoopbackSocket::new);
    }

    private static final class LoopbackSocket extends Socket {
        LoopbackSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            if (!((InetSocketAddress) target).getAddress().isLoopbackAddress()) {
                throw new AssertionError("A test connects to " + target);
            }
            super.connect(target, timeout);
        }
    }

    static SSLSocketFactory systemTls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    static ReadingRules rules(int port, int bytes, String... hosts) {
        return new ReadingRules(
                AllowedHosts.of(List.of(hosts)),
                port == 80 ? Set.of(80, 443) : Set.of(80, 443, port),
                bytes);
    }

    /// One for which every name is this machine.
    static GuardedReader reader(LocalServer server, int bytes, String... hosts) {
        return new GuardedReader(
                rules(server.port(), bytes, hosts),
                connector(_ -> new InetAddress[] {HERE}, HERE_TOO, systemTls()));
    }

    static GuardedReader reader(LocalServer server) {
        return reader(server, 1000, "*");
    }

    static String address(LocalServer server, String path) {
        return "http://" + NAME + ":" + server.port() + path;
    }

    /// Answers with one row after the other, and counts.
    static final class Rows implements Resolver {
        private final List<InetAddress[]> rows;
        private final List<String> asked = new ArrayList<>();

        Rows(InetAddress[]... rows) {
            this.rows = List.of(rows);
        }

        @Override
        public synchronized InetAddress[] resolve(String name) throws UnknownHostException {
            asked.add(name);
            if (asked.size() > rows.size()) {
                throw new UnknownHostException(name);
            }
            return rows.get(asked.size() - 1);
        }

        synchronized List<String> asked() {
            return List.copyOf(asked);
        }
    }
}

package dev.alphalift.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Connects to a host: looks its addresses up once, checks all of them, and connects to one of
/// those very addresses, so that nobody can give another answer in between. Name and certificate of
/// TLS are still those of the host. No proxy, whatever the system's settings are.
///
/// @param sockets makes a socket that is not connected yet
record Connector(
        Resolver resolver, AddressCheck check, SSLSocketFactory tls, Supplier<Socket> sockets) {
    /// For the lookup, and again for the connection.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// How long the other side may say nothing.
    private static final int SILENCE_MILLIS = 15_000;

    /// @throws RefusedAddressException if any address of the host is not public
    PinnedSocket open(SourceAddress source, SocketWatch watch)
            throws RefusedAddressException, UnusableAnswerException {
        List<InetAddress> addresses = addresses(source.host(), watch);
        Socket plain = connect(addresses, source.port(), watch);
        if (!source.secure()) {
            return new PinnedSocket(plain, plain);
        }
        try {
            return new PinnedSocket(plain, secured(plain, source));
        } catch (IOException e) {
            new PinnedSocket(plain, plain).close();
            throw new UnusableAnswerException(
                    "no safe connection (TLS) came about.\n"
                            + "Maybe its certificate is not valid for this host.",
                    e);
        }
    }

    private List<InetAddress> addresses(SourceHost host, SocketWatch watch)
            throws RefusedAddressException, UnusableAnswerException {
        List<InetAddress> addresses =
                switch (host) {
                    case SourceHost.Literal literal -> List.of(literal.address());
                    case SourceHost.Name name ->
                            List.of(
                                    new NameLookup(resolver, PATIENCE)
                                            .addresses(name.text(), watch.deadline()));
                };
        // One bad address spoils the host: which of them is tried first is for its owner to say.
        if (!addresses.stream().allMatch(check::accepts)) {
            throw new RefusedAddressException("its host is not on the public internet.");
        }
        return addresses;
    }

    private Socket connect(List<InetAddress> addresses, int port, SocketWatch watch)
            throws UnusableAnswerException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        IOException last = new IOException("no address");
        for (int i = 0; i < addresses.size() && !watch.deadline().isOver(); i++) {
            // What is left is shared, so that a dead first address leaves time for the next.
            long nanos = (end - System.nanoTime()) / (addresses.size() - i);
            Socket socket = sockets.get();
            try {
                watch.watch(socket);
                socket.setSoTimeout(SILENCE_MILLIS);
                socket.connect(
                        new InetSocketAddress(addresses.get(i), port),
                        Math.max(1, Math.toIntExact(nanos / 1_000_000)));
                return socket;
            } catch (IOException e) {
                new PinnedSocket(socket, socket).close();
                last = e;
            }
        }
        throw new UnusableAnswerException("its host cannot be reached.", last);
    }

    private SSLSocket secured(Socket plain, SourceAddress source) throws IOException {
        SourceHost host = source.host();
        String peer =
                switch (host) {
                    case SourceHost.Literal literal -> literal.address().getHostAddress();
                    case SourceHost.Name name -> name.text();
                };
        var socket = (SSLSocket) tls.createSocket(plain, peer, source.port(), false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host instanceof SourceHost.Name name) {
            parameters.setServerNames(List.of(new SNIHostName(name.text())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}

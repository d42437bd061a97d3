package dev.alphalift.cli.health;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Asks a server for its health by a request that every client could make, so that an image without
/// a shell or curl can tell it by the program itself. The exit code is the answer: 0 or 1.
@Command(
        name = "health",
        description = "Ask a running server whether it is ready.",
        footer = {
            "",
            "The exit code is 0 when it is ready for pictures; else it is 1, and a line says what"
                    + " is wrong. Made for the health check of a container."
        })
public final class Health implements Callable<Integer> {
    private static final int READY = 0;
    private static final int NOT_READY = 1;

    private static final int HIGHEST_PORT = 65_535;
    private static final int PATIENCE_MILLIS = 5000;
    private static final String REQUEST =
            "GET /q/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String VERSION = "HTTP/1.1 ";

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The server's port (default: ${DEFAULT-VALUE}).")
    private int port = 7000;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    /// With the defaults of `s`: a server on this machine.
    public Health() {}

    @Override
    public Integer call() {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidOption(
                    "--port",
                    String.valueOf(port),
                    "it must lie in 1 to %s.".formatted(HIGHEST_PORT));
        }
        String status;
        try {
            status = status();
        } catch (IOException e) {
            return notReady("does not answer: " + e.getMessage());
        }
        return status.equals("200") ? READY : notReady("is not ready (" + status + ").");
    }

    /// The status, or what came in its place.
    private String status() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.getInputStream().readNBytes(VERSION.length() + 3);
            String text = new String(begin, StandardCharsets.US_ASCII);
            if (!text.startsWith(VERSION)) {
                throw new IOException("what came is no HTTP/1.1.");
            }
            return text.substring(VERSION.length());
        }
    }

    private int notReady(String reason) {
        String server = "The server at %s, port %s, ".formatted(host, port);
        spec.commandLine().getErr().println("alphalift: " + server + reason);
        return NOT_READY;
    }
}

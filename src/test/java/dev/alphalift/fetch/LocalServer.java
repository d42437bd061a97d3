package dev.alphalift.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on this machine that answers each connection as a test says.
final class LocalServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Handler handler;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    interface Handler {
        void answer(String head, Socket socket) throws IOException, InterruptedException;
    }

    LocalServer(ServerSocket listening, Handler handler) {
        this.listening = listening;
        this.handler = handler;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    static LocalServer start(Handler handler) throws IOException {
        return new LocalServer(
                new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), handler);
    }

    /// One that gives the same answer to all.
    static LocalServer saying(String answer) throws IOException {
        return start((_, socket) -> send(socket, answer));
    }

    static void send(Socket socket, String answer) throws IOException {
        send(socket, answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void send(Socket socket, byte[] answer) throws IOException {
        socket.getOutputStream().write(answer);
        socket.getOutputStream().flush();
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    int port() {
        return listening.getLocalPort();
    }

    /// The requests so far, without bodies.
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            heads.add(head);
            handler.answer(head, socket);
        } catch (IOException | InterruptedException e) {
            // The client has gone, which some tests are about.
        }
    }

    private static String head(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

package dev.alphalift.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection whose bytes a test writes and reads itself, from an address of its choice.
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final Socket socket;

    /// From an address of this machine: 127.0.0.2 is another client than 127.0.0.1.
    Wire(String from, int port) throws IOException {
        socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(PATIENCE);
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /// The head of a POST with a body of a length.
    Wire post(String path, String type, long length, String... more) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append("POST ").append(path).append(" HTTP/1.1\r\nHost: x\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        for (String line : more) {
            head.append(line).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    /// One answer, whose length stands in its head.
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next());
        }
        int length = 0;
        for (String line : head.toString().split("\r\n")) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = socket.getInputStream().readNBytes(length);
        return head + new String(body, StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        int next = socket.getInputStream().read();
        if (next < 0) {
            throw new IOException("The connection ended before the answer did.");
        }
        return next;
    }

    /// Everything until the other side ends the connection.
    String untilItEnds() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.alphalift.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A server on this machine that sends whatever it is told to, sense or nonsense: one answer a
/// connection, in the order given.
final class RawServer implements AutoCloseable {
    /// Writes an answer; the connection is closed when it returns.
    @FunctionalInterface
    interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Queue<Answer> answers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(Answer... answers) throws IOException {
        this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    /// An answer with a body.
    static Answer answer(String status, byte[] body, String... headers) {
        return out -> {
            out.write(head(status, headers));
            out.write(body);
        };
    }

    static byte[] head(String status, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// An answer that begins like another one and then says nothing until the server is closed.
    Answer thenSilence(Answer beginning) {
        return out -> {
            beginning.write(out);
            out.flush();
            closing.await();
        };
    }

    void add(Answer answer) {
        answers.add(answer);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/file.onnx");
    }

    /// The values of a header in all requests so far; an empty text where it was missing.
    List<String> sent(String header) {
        List<String> values = new ArrayList<>();
        for (String request : requests) {
            values.add(
                    request.lines()
                            .filter(line -> line.startsWith(header + ": "))
                            .map(line -> line.substring(header.length() + 2))
                            .findFirst()
                            .orElse(""));
        }
        return values;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder request = new StringBuilder();
            for (String line = reader.readLine();
                    line != null && !line.isEmpty();
                    line = reader.readLine()) {
                request.append(line).append('\n');
            }
            requests.add(request.toString());
            Answer answer = answers.poll();
            if (answer != null) {
                answer.write(connection.getOutputStream());
            }
        } catch (IOException e) {
            // The client has gone away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
    }
}

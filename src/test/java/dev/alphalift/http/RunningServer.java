package dev.alphalift.http;

import dev.alphalift.cli.Program;
import dev.alphalift.testdata.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The built server as a process of its own, and a client for it.
final class RunningServer implements AutoCloseable {
    private static final String BOUNDARY = "a-boundary-of-the-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Program program;
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Program program, Process process, int port) {
        this.program = program;
        this.process = process;
        this.port = port;
    }

    /// Starts it and returns when it is ready.
    static RunningServer start(Path folder, Map<String, String> environment) throws Exception {
        int port = FreePorts.one();
        Program program = new Program(folder, environment);
        Process process =
                program.start(ProcessBuilder.Redirect.PIPE, "s", "-p", port, "-h", "127.0.0.1");
        RunningServer server = new RunningServer(program, process, port);
        long start = System.nanoTime();
        while (!server.isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new AssertionError("The server does not start:\n" + program.err());
            }
            process.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        return server;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    String log() throws IOException {
        return program.err();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    HttpResponse<byte[]> post(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType).POST(body));
    }

    /// A form as curl -F sends it; the picture in the field `file`.
    HttpResponse<byte[]> postForm(String path, byte[] picture, Map<String, String> fields)
            throws IOException, InterruptedException {
        return post(path, "multipart/form-data; boundary=" + BOUNDARY, form(picture, fields));
    }

    static BodyPublisher form(byte[] picture, Map<String, String> fields) {
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) ->
                head.append(
                        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(BOUNDARY, name, value)));
        head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(BOUNDARY));
        return BodyPublishers.ofByteArrays(
                List.of(
                        head.toString().getBytes(StandardCharsets.UTF_8),
                        picture,
                        "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8)));
    }

    /// Sends a picture and does not wait for the answer.
    CompletableFuture<HttpResponse<byte[]>> postLater(byte[] picture) {
        return client.sendAsync(
                HttpRequest.newBuilder(uri("/api/remove"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(picture))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /// The value of a metric that is there once, whatever its labels.
    double metric(String name) throws IOException, InterruptedException {
        return new String(get("/q/metrics").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /// Waits until no picture is here: an answer counts as gone a little after it was read.
    void awaitNobody() throws IOException, InterruptedException {
        for (int looks = 0; metric("alphalift_pictures_present") != 0; looks++) {
            if (looks > 15_000) {
                throw new AssertionError("A picture holds its place after its answer.");
            }
            Thread.sleep(20);
        }
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        process.destroy();
        Program.end(process);
    }
}

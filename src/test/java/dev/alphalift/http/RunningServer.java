package dev.alphalift.http;

import dev.alphalift.cli.Program;
import dev.alphalift.testdata.FreePorts;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The built server as a process of its own, and clients for it.
final class RunningServer implements AutoCloseable {
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
            return ask(HttpRequest.newBuilder(uri("/q/health/ready"))).statusCode() == 200;
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

    /// A request by rest-assured.
    RequestSpecification given() {
        return Requests.to(port, PATIENCE);
    }

    /// A body by the JDK's client, of a type or, for null, of none.
    Response post(String path, @Nullable String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body));
        return send(type == null ? request : request.header("Content-Type", type));
    }

    /// A request by the JDK's client, over HTTP/2 where it does not say another version; the answer
    /// is looked at as those of rest-assured are.
    Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(request);
        ResponseBuilder same =
                new ResponseBuilder().setStatusCode(answer.statusCode()).setBody(answer.body());
        answer.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> same.setHeader(name, value)));
        return same.build();
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
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

    String metrics() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(HttpRequest.newBuilder(uri("/q/metrics")));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /// The value of a metric that is there once, whatever its labels.
    double metric(String name) throws IOException, InterruptedException {
        return metrics()
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

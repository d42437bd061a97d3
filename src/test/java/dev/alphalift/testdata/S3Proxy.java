package dev.alphalift.testdata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Stands before an S3 server and spoils what it is told to.
public final class S3Proxy implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "content-length", "connection", "expect", "transfer-encoding");

    private final HttpServer server;
    private final URI target;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock writing = new ReentrantLock();
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Fault> rule = _ -> Fault.NONE;

    /// What passes by.
    ///
    /// @param path bucket and key, decoded
    public record Request(String method, String path, String query) {
        /// Whether the picture itself is read.
        public boolean readsObject() {
            return method.equals("GET") && !query.contains("tagging");
        }
    }

    /// How a request is spoilt.
    public enum Fault {
        NONE,
        /// The answer 403.
        DENIED,
        /// The answer 500; nothing is done.
        BROKEN,
        /// Done, but the answer 500.
        LOST,
        /// Half of the body, then the end of the connection.
        CUT,
        /// No answer.
        SILENT,
        /// The answer 409 of a write at the same moment.
        CONFLICT
    }

    S3Proxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What is spoilt from now on; asked once for each request, from many threads.
    public void spoil(Function<Request, Fault> newRule) {
        rule = newRule;
    }

    /// What has passed by so far.
    public List<Request> seen() {
        return List.copyOf(seen);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            Request request =
                    new Request(exchange.getRequestMethod(), uri.getPath().substring(1), query);
            seen.add(request);
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (rule.apply(request)) {
                case NONE -> answer(exchange, forward(exchange, body), false);
                case CUT -> answer(exchange, forward(exchange, body), true);
                case LOST -> {
                    forward(exchange, body);
                    refuse(exchange, 500, "InternalError");
                }
                case DENIED -> refuse(exchange, 403, "AccessDenied");
                case BROKEN -> refuse(exchange, 500, "InternalError");
                case CONFLICT -> refuse(exchange, 409, "ConditionalRequestConflict");
                case SILENT -> closed.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        boolean writes = !Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
        if (writes) {
            writing.lock();
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } finally {
            if (writes) {
                writing.unlock();
            }
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response, boolean cut)
            throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        response.headers()
                .map()
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    boolean length = head && lower.equals("content-length");
                    if (length || !OF_THE_CONNECTION.contains(lower)) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
        byte[] body = response.body();
        if (head || body.length == 0) {
            exchange.sendResponseHeaders(response.statusCode(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.statusCode(), body.length);
        exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body =
                "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>spoilt</Message></Error>"
                        .formatted(code)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        client.shutdownNow();
    }
}

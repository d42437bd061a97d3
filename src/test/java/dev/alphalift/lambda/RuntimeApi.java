package dev.alphalift.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A stand-in of the Lambda Runtime API (2018-06-01) for what AWS's own emulator does not show:
/// when the function asks for the first time, what it says when it cannot start, and events that
/// wait.
public final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final long PATIENCE_SECONDS = 300;

    private final HttpServer server;
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Call> handedOut = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> firstPoll = new CompletableFuture<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /// What came of a call.
    ///
    /// @param failed whether the function reported an error
    record Answer(boolean failed, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Call(String id, byte[] event, CompletableFuture<Answer> answer) {}

    public RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ROOT, this::handle);
        server.start();
    }

    /// Host and port, as `AWS_LAMBDA_RUNTIME_API` has it.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Leaves an event for the function.
    CompletableFuture<Answer> send(byte[] event) {
        Call call = new Call("call-" + numbers.incrementAndGet(), event, new CompletableFuture<>());
        waiting.add(call);
        return call.answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Answer call(byte[] event) {
        return send(event).join();
    }

    /// Completed when the function asks for its first event, which ends Lambda's INIT phase.
    CompletableFuture<Void> firstPoll() {
        return firstPoll.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// What the function says when it cannot start.
    public CompletableFuture<String> initError() {
        return initError.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(ROOT.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("invocation/next")) {
                firstPoll.complete(null);
                handOut(exchange);
                return;
            }
            if (path.equals("init/error")) {
                initError.complete(new String(body, StandardCharsets.UTF_8));
            } else {
                String[] parts = path.split("/");
                handedOut
                        .remove(parts[1])
                        .answer
                        .complete(new Answer(parts[2].equals("error"), body));
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
        Call call = waiting.take();
        handedOut.put(call.id, call);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", call.id);
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(System.currentTimeMillis() + Duration.ofMinutes(5).toMillis()));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-central-1:123456789012:function:remove");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, call.event.length);
        exchange.getResponseBody().write(call.event);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.alphalift.fetch;

import static dev.alphalift.fetch.DownloadFixture.FILE;
import static dev.alphalift.fetch.DownloadFixture.PATIENCE;
import static dev.alphalift.fetch.DownloadFixture.QUIET;
import static dev.alphalift.fetch.DownloadFixture.RIGHT;
import static dev.alphalift.fetch.DownloadFixture.from;
import static dev.alphalift.fetch.DownloadFixture.names;
import static dev.alphalift.fetch.DownloadFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server that keeps to the rules; [BrokenServerTest] has the others.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DownloadTest {
    @TempDir private Path folder;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private HttpServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        target = folder.resolve("models/file.onnx");
        part = folder.resolve("models/file.onnx.part");
        Files.createDirectories(target.getParent());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(executor);
        server.createContext("/file.onnx", this::serve);
        server.createContext("/whole", exchange -> send(exchange, 200, FILE));
        server.createContext("/empty", exchange -> send(exchange, 200, new byte[0]));
        server.createContext("/chunked", DownloadTest::sendChunked);
        server.createContext("/other", exchange -> redirect(exchange, "/file.onnx"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        for (int status : new int[] {403, 404, 500, 503}) {
            server.createContext("/" + status, exchange -> send(exchange, status, new byte[9]));
        }
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        if (range == null) {
            send(exchange, 200, FILE);
            return;
        }
        int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (start >= FILE.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + FILE.length);
            send(exchange, 416, new byte[0]);
        } else {
            String answer = "bytes %d-%d/%d".formatted(start, FILE.length - 1, FILE.length);
            exchange.getResponseHeaders().set("Content-Range", answer);
            send(exchange, 206, from(start));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void sendChunked(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(FILE);
        }
    }

    private static void redirect(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().set("Location", path);
        send(exchange, 302, new byte[0]);
    }

    private void fetch(String path, Download.Check check, Download.Progress progress) {
        new Download(PATIENCE).fetch(address(path), target, check, progress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file.onnx", "/whole", "/chunked", "/other"})
    void a_file_comes_whole_and_alone(String path) {
        fetch(path, RIGHT, QUIET);

        assertThat(target).hasBinaryContent(FILE);
        assertThat(names(target.getParent())).containsExactly("file.onnx");
    }

    @Test
    void missing_folders_are_made() {
        Path deep = folder.resolve("a/b/c/file.onnx");

        new Download(PATIENCE).fetch(address("/file.onnx"), deep, RIGHT, QUIET);

        assertThat(deep).hasBinaryContent(FILE);
    }

    @Test
    void what_was_there_is_replaced() throws IOException {
        Files.writeString(target, "old");

        fetch("/file.onnx", RIGHT, QUIET);

        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void progress_climbs_to_the_length_of_the_file() {
        DownloadFixture.Steps steps = new DownloadFixture.Steps();

        fetch("/file.onnx", RIGHT, steps);

        assertThat(steps.done).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(1);
        assertThat(steps.done.getLast()).isEqualTo(FILE.length);
        assertThat(steps.totals).containsOnly(OptionalLong.of(FILE.length));
    }

    @Test
    void progress_has_no_total_where_the_server_does_not_say_it() {
        DownloadFixture.Steps steps = new DownloadFixture.Steps();

        fetch("/chunked", RIGHT, steps);

        assertThat(steps.done.getLast()).isEqualTo(FILE.length);
        assertThat(steps.totals).containsOnly(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, 299_999})
    void what_an_earlier_call_left_is_taken_up_again(int present) throws IOException {
        Files.write(part, until(present));
        DownloadFixture.Steps steps = new DownloadFixture.Steps();

        fetch("/file.onnx", RIGHT, steps);

        assertThat(ranges).containsExactly("bytes=" + present + "-");
        assertThat(target).hasBinaryContent(FILE);
        assertThat(part).doesNotExist();
        assertThat(steps.done.getFirst()).isGreaterThan(present);
        assertThat(steps.totals).containsOnly(OptionalLong.of(FILE.length));
    }

    @Test
    void a_range_survives_a_redirect() throws IOException {
        Files.write(part, until(1000));

        fetch("/other", RIGHT, QUIET);

        assertThat(ranges).containsExactly("bytes=1000-");
        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void an_empty_leftover_is_none() throws IOException {
        Files.createFile(part);

        fetch("/file.onnx", RIGHT, QUIET);

        assertThat(ranges).containsExactly("");
        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void a_leftover_that_is_the_whole_file_is_only_moved() throws IOException {
        Files.write(part, FILE);

        fetch("/file.onnx", RIGHT, QUIET);

        assertThat(ranges).containsExactly("bytes=300000-");
        assertThat(target).hasBinaryContent(FILE);
        assertThat(part).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 299_999, 300_000, 400_000})
    void a_leftover_of_another_file_is_thrown_away(int length) throws IOException {
        Files.write(part, new byte[length]);

        fetch("/file.onnx", RIGHT, QUIET);

        assertThat(ranges).containsExactly("bytes=" + length + "-", "");
        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void a_leftover_that_is_too_long_is_thrown_away_even_where_nothing_is_checked()
            throws IOException {
        Files.write(part, new byte[400_000]);

        fetch("/file.onnx", _ -> true, QUIET);

        assertThat(target).hasBinaryContent(FILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 400_000})
    void a_server_that_ignores_ranges_sends_all_again(int length) throws IOException {
        Files.write(part, new byte[length]);

        fetch("/whole", RIGHT, QUIET);

        assertThat(target).hasBinaryContent(FILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500, 503})
    void a_server_that_says_no_is_quoted(int status) throws IOException {
        Files.writeString(target, "old");
        Files.write(part, until(1000));

        assertThatThrownBy(() -> fetch("/" + status, RIGHT, QUIET))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(address("/" + status).toString())
                .hasMessageContaining("the server answered " + status);
        assertThat(target).hasContent("old");
        assertThat(part).hasBinaryContent(until(1000));
    }

    @Test
    void redirects_in_a_circle_end() {
        assertThatThrownBy(() -> fetch("/circle", RIGHT, QUIET))
                .isInstanceOf(SourceUnavailable.class);
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file.onnx", "/whole", "/chunked", "/empty"})
    void a_file_with_a_wrong_hash_leaves_nothing_behind(String path) throws IOException {
        Files.writeString(target, "old");

        assertThatThrownBy(() -> fetch(path, _ -> false, QUIET))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(address(path).toString())
                .hasMessageContaining("hash differs");
        assertThat(target).hasContent("old");
        assertThat(names(target.getParent())).containsExactly("file.onnx");
    }

    @Test
    void a_wrong_hash_after_a_leftover_leaves_nothing_behind_either() throws IOException {
        Files.write(part, until(1000));

        assertThatThrownBy(() -> fetch("/file.onnx", _ -> false, QUIET))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("hash differs");
        assertThat(ranges).containsExactly("bytes=1000-", "");
        assertThat(names(target.getParent())).isEmpty();
    }

    @Test
    void an_empty_file_is_a_file() {
        fetch("/empty", file -> Files.size(file) == 0, QUIET);

        assertThat(target).isEmptyFile();
    }

    @Test
    void nobody_listening_is_a_source_that_cannot_be_read() {
        URI address = address("/file.onnx");
        server.stop(0);

        assertThatThrownBy(() -> new Download(PATIENCE).fetch(address, target, RIGHT, QUIET))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(address.toString());
        assertThat(names(target.getParent())).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_target_that_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path below = file.resolve("models/file.onnx");

        assertThatThrownBy(() ->
                        new Download(PATIENCE).fetch(address("/file.onnx"), below, RIGHT, QUIET))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(below.toString());
        assertThat(ranges).isEmpty();
    }

    @Test
    void a_part_that_cannot_be_written_is_a_target_that_cannot_be_written() throws IOException {
        Files.createDirectories(part.resolve("in the way"));

        assertThatThrownBy(() -> fetch("/whole", RIGHT, QUIET))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(part.toString());
    }

    @Test
    void a_target_that_cannot_be_replaced_stays() throws IOException {
        Files.createDirectories(target.resolve("in the way"));

        assertThatThrownBy(() -> fetch("/whole", RIGHT, QUIET))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(target.toString());
        assertThat(target.resolve("in the way")).exists();
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fetch("/file.onnx", RIGHT, QUIET))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void several_threads_that_want_the_same_file_all_get_it() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        for (int call = 0; call < 8; call++) {
            calls.add(executor.submit(() -> fetch("/file.onnx", RIGHT, QUIET)));
        }

        for (Future<?> call : calls) {
            call.get();
        }
        assertThat(target).hasBinaryContent(FILE);
        assertThat(names(target.getParent())).containsExactly("file.onnx");
    }
}

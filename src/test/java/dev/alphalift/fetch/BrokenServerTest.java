package dev.alphalift.fetch;

import static dev.alphalift.fetch.DownloadFixture.FILE;
import static dev.alphalift.fetch.DownloadFixture.IMPATIENCE;
import static dev.alphalift.fetch.DownloadFixture.PATIENCE;
import static dev.alphalift.fetch.DownloadFixture.QUIET;
import static dev.alphalift.fetch.DownloadFixture.RIGHT;
import static dev.alphalift.fetch.DownloadFixture.from;
import static dev.alphalift.fetch.DownloadFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that break off, fall silent or say what is not so.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenServerTest {
    private static final String LENGTH = "Content-Length: " + FILE.length;
    private static final RawServer.Answer WHOLE = RawServer.answer("200 OK", FILE, LENGTH);

    @TempDir private Path folder;
    private Path target;
    private Path part;

    @BeforeEach
    void name() throws IOException {
        target = Files.writeString(folder.resolve("file.onnx"), "old");
        part = folder.resolve("file.onnx.part");
    }

    private void fetch(RawServer server, Duration silence) {
        new Download(silence).fetch(server.address(), target, RIGHT, QUIET);
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static RawServer.Answer brokenChunks(int length) {
        return out -> {
            out.write(RawServer.head("200 OK", "Transfer-Encoding: chunked"));
            chunk(out, until(length));
        };
    }

    private static RawServer.Answer rest(int start, String range, byte[] body) {
        return RawServer.answer(
                "206 Partial Content",
                body,
                "Content-Length: " + body.length,
                "Content-Range: " + range.replace("START", Integer.toString(start)));
    }

    @Test
    void a_break_in_the_middle_keeps_what_came_and_the_next_call_goes_on_from_there()
            throws IOException {
        try (RawServer server = new RawServer(RawServer.answer("200 OK", until(70_000), LENGTH))) {
            assertThatThrownBy(() -> fetch(server, PATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining(server.address().toString())
                    .hasMessageContaining("Maybe try again");
            assertThat(target).hasContent("old");
            byte[] kept = Files.readAllBytes(part);
            assertThat(kept).isNotEmpty().isEqualTo(until(kept.length));

            server.add(rest(kept.length, "bytes START-299999/300000", from(kept.length)));
            fetch(server, PATIENCE);

            assertThat(server.sent("Range")).containsExactly("", "bytes=" + kept.length + "-");
            assertThat(target).hasBinaryContent(FILE);
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void a_break_between_two_chunks_is_no_end() throws IOException {
        try (RawServer server = new RawServer(brokenChunks(70_000))) {
            assertThatThrownBy(() -> fetch(server, PATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("Maybe try again");
            assertThat(target).hasContent("old");
            assertThat(part).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Le"})
    void an_answer_that_is_no_http_is_a_source_that_cannot_be_read(String text) throws IOException {
        RawServer.Answer answer = out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        // The client itself asks once more where it got nothing at all.
        try (RawServer server = new RawServer(answer, answer, answer)) {
            assertThatThrownBy(() -> fetch(server, PATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining(server.address().toString());
            assertThat(target).hasContent("old");
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void a_server_that_falls_silent_is_given_up_and_what_came_is_kept() throws IOException {
        try (RawServer server = new RawServer()) {
            server.add(server.thenSilence(RawServer.answer("200 OK", until(1000), LENGTH)));

            assertThatThrownBy(() -> fetch(server, IMPATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("sent nothing for")
                    .hasMessageContaining("Maybe try again");
            assertThat(target).hasContent("old");
            assertThat(part).hasBinaryContent(until(1000));
        }
    }

    @Test
    void a_server_that_falls_silent_between_two_chunks_is_given_up_too() throws IOException {
        try (RawServer server = new RawServer()) {
            server.add(server.thenSilence(brokenChunks(1000)));

            assertThatThrownBy(() -> fetch(server, IMPATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("sent nothing for");
            assertThat(target).hasContent("old");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n"})
    void a_server_that_never_comes_to_the_body_is_given_up_too(String text) throws IOException {
        try (RawServer server = new RawServer()) {
            server.add(server.thenSilence(out -> out.write(text.getBytes(StandardCharsets.UTF_8))));

            assertThatThrownBy(() -> fetch(server, IMPATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("sent nothing for");
            assertThat(target).hasContent("old");
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void bytes_beyond_the_length_that_was_said_are_not_taken() throws IOException {
        byte[] more = new byte[FILE.length + 5000];
        System.arraycopy(FILE, 0, more, 0, FILE.length);
        try (RawServer server = new RawServer(RawServer.answer("200 OK", more, LENGTH))) {
            fetch(server, PATIENCE);

            assertThat(target).hasBinaryContent(FILE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-299999/300000",
                "bytes 999-299999/300000",
                "bytes 1001-299999/300000",
                "bytes START-299999/300001",
                "bytes START-299998/300000",
                "bytes START-5/300000",
                "bytes 99999999999999999999-299999/300000",
                "bytes */300000",
                "pages 1-2/3",
                ""
            })
    void a_piece_that_does_not_go_on_from_what_is_there_is_not_appended(String range)
            throws IOException {
        Files.write(part, until(1000));
        // The body is right: only what is said of it is not.
        try (RawServer server = new RawServer(rest(1000, range, from(1000)), WHOLE)) {
            fetch(server, PATIENCE);

            assertThat(server.sent("Range")).containsExactly("bytes=1000-", "");
            assertThat(target).hasBinaryContent(FILE);
        }
    }

    @Test
    void a_piece_of_a_file_of_unknown_length_is_appended() throws IOException {
        Files.write(part, until(1000));
        try (RawServer server = new RawServer(rest(1000, "bytes START-299999/*", from(1000)))) {
            fetch(server, PATIENCE);

            assertThat(target).hasBinaryContent(FILE);
        }
    }

    @Test
    void a_piece_without_a_length_that_breaks_off_is_not_taken_for_the_file() throws IOException {
        Files.write(part, until(1000));
        RawServer.Answer half =
                RawServer.answer(
                        "206 Partial Content",
                        from(150_000),
                        "Content-Range: bytes 1000-299999/300000");
        try (RawServer server = new RawServer(half)) {
            assertThatThrownBy(() ->
                            new Download(PATIENCE)
                                    .fetch(server.address(), target, _ -> true, QUIET))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("of 300000 bytes");
            assertThat(target).hasContent("old");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"206 Partial Content", "416 Range Not Satisfiable", "304 Not Modified"})
    void an_answer_to_what_was_not_asked_is_refused(String status) throws IOException {
        try (RawServer server =
                new RawServer(RawServer.answer(status, new byte[0], "Content-Length: 0"))) {
            assertThatThrownBy(() -> fetch(server, PATIENCE))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("the server answered " + status.substring(0, 3));
            assertThat(target).hasContent("old");
            assertThat(part).doesNotExist();
        }
    }
}

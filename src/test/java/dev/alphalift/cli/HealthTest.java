package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.alphalift.cli.Cli.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `health` makes of servers; a real one is asked in ServerIT.
class HealthTest {
    @TempDir private Path folder;

    private Outcome health(int port) {
        return Cli.at(folder).run("health", "--port", port);
    }

    private Outcome ofServerThatAnswers(int status) throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 1);
        server.createContext(
                "/q/health",
                call -> {
                    call.sendResponseHeaders(status, -1);
                    call.close();
                });
        server.start();
        try {
            return health(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_is_ready_is_well_and_nothing_is_said() throws IOException {
        Outcome outcome = ofServerThatAnswers(200);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 404, 301})
    void a_server_that_answers_anything_else_is_not_and_its_status_is_told(int status)
            throws IOException {
        Outcome outcome = ofServerThatAnswers(status);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .matches(
                        "alphalift: The server at 127\\.0\\.0\\.1, port \\d+, is not ready \\("
                                + status
                                + "\\)\\.");
    }

    @Test
    void where_nobody_listens_one_line_says_so() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        Outcome outcome = health(port);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err().lines()).singleElement().asString().contains("does not answer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1", "SSH-2.0-something else\r\n"})
    void what_is_no_server_for_pictures_is_not_taken_for_one(String said) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread answering =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (Socket caller = other.accept()) {
                                    caller.getOutputStream()
                                            .write(said.getBytes(StandardCharsets.UTF_8));
                                    caller.shutdownOutput();
                                    caller.getInputStream().readAllBytes();
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });

            Outcome outcome = health(other.getLocalPort());

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("does not answer: what came is no HTTP/1.1.");
            answering.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "many"})
    void a_port_that_cannot_be_is_wrong_use(String port) {
        Outcome outcome = Cli.at(folder).run("health", "-p", port);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank();
    }
}

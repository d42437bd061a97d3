package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Program;
import dev.alphalift.testdata.LargePicture;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What clients make up, and a server that runs out of memory.
class MadeUpIT extends UnderAttack {
    private long requestSeries() throws Exception {
        return server.metrics()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .count();
    }

    /// Many requests on one connection, a few on their way at a time.
    private void flood(int requests, Call call) throws Exception {
        try (Wire wire = attacker()) {
            for (int at = 0; at < requests; at++) {
                wire.send(call.of(at));
                if (at >= 50) {
                    wire.answer();
                }
            }
            for (int at = 0; at < Math.min(50, requests); at++) {
                wire.answer();
            }
        }
    }

    @FunctionalInterface
    private interface Call {
        String of(int number);
    }

    @Test
    void made_up_methods_are_refused_and_leave_nothing_behind() throws Exception {
        start();
        String padding = "X".repeat(480);
        flood(50, at -> "M" + at + " / HTTP/1.1\r\nHost: x\r\n\r\n");
        int before = server.metrics().length();
        long series = requestSeries();

        flood(20_000, at -> "M%s%d /p%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(padding, at, at));

        assertThat(server.metrics().length()).isLessThan(before + 4_000);
        assertThat(server.metrics()).doesNotContain("XXXX").contains("method=\"other\"");
        assertThat(requestSeries()).isLessThanOrEqualTo(series + 3);
        try (Wire wire = attacker()) {
            String answer = wire.send("BREW /api/remove HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            assertThat(answer)
                    .startsWith("HTTP/1.1 501 ")
                    .contains("application/problem+json", "\"code\":\"not_implemented\"");
        }
        server.given().multiPart("file", "a", CHELSEA).post("/api/remove").then().statusCode(200);
    }

    @Test
    void made_up_paths_become_no_label_whatever_they_are_answered() throws Exception {
        start();
        List<Call> calls =
                List.of(
                        at ->
                                "POST /made/a"
                                        + at
                                        + " HTTP/1.1\r\n"
                                        + "Host: x\r\n"
                                        + "Content-Type: bad\r\n"
                                        + "Content-Length: 0\r\n\r\n",
                        at ->
                                "POST /made/b"
                                        + at
                                        + " HTTP/1.1\r\n"
                                        + "Host: x\r\n"
                                        + "Content-Length: 99999999999\r\n\r\n",
                        at -> "GET /made/%zz" + at + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        at -> "GET /made/c" + at + " HTTP/4.4\r\nHost: x\r\n\r\n",
                        at ->
                                "PUT /api/remove/"
                                        + at
                                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                        at -> "GET /api/remove;v=" + at + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        at ->
                                "GET http://h"
                                        + at
                                        + ".example/made/d HTTP/1.1\r\nHost: h"
                                        + at
                                        + ":9\r\n\r\n");
        for (Call call : calls) {
            for (int at = 0; at < 5; at++) {
                try (Wire wire = attacker()) {
                    wire.send(call.of(at)).answer();
                }
            }
        }
        for (int at = 0; at < 5; at++) {
            // Gone before the answer.
            attacker().post("/made/e" + at, "image/png", 1000).close();
        }
        await("all are gone", () -> server.metric("http_server_active_connections") <= 2);

        assertThat(server.metrics()).doesNotContain("/made", ";v=", "example", "%zz");
        assertThat(server.metrics()).contains("uri=\"other\"");
        assertThat(requestSeries()).isLessThan(30);
    }

    @Test
    void running_out_of_memory_ends_the_process_with_a_message() throws Exception {
        start(
                "ALPHALIFT_JAVA_OPTS=-Xmx96m",
                "ALPHALIFT_PICTURE_MEMORY=4000000000",
                "ALPHALIFT_MAX_PIXELS=400000000");
        byte[] picture = LargePicture.white(12_000, 9_000);

        CompletableFuture<HttpResponse<byte[]>> answer = server.postLater(picture);

        assertThat(Program.end(server.process())).isEqualTo(3);
        assertThat(answer).failsWithin(Duration.ofSeconds(60));
        assertThat(server.log()).contains("OutOfMemoryError");
    }
}

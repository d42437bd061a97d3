package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.alphalift.cli.Program;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Clients that hold what they can: places, bytes, connections.
class AttackIT extends UnderAttack {
    private Response cutout() {
        return server.given().multiPart("file", "a", CHELSEA).post("/api/remove");
    }

    @Test
    void a_body_that_stalls_is_answered_408_every_time() throws Exception {
        // Longer than what a read waits for by Quarkus' own measure, which does not answer.
        start("ALPHALIFT_BODY_TIMEOUT=31");
        List<Wire> wires = new ArrayList<>();
        for (int at = 0; at < 12; at++) {
            wires.add(
                    normal().post("/api/remove", "image/jpeg", CHELSEA.length, "Connection: close")
                            .send(Arrays.copyOf(CHELSEA, 5000)));
        }
        for (Wire wire : wires) {
            assertThat(wire.untilItEnds())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"code\":\"request_too_slow\"");
            wire.close();
        }
    }

    @Test
    void a_body_that_sends_too_little_is_cut_long_before_its_time() throws Exception {
        start("ALPHALIFT_BODY_TIMEOUT=600");

        try (Wire wire = attacker()) {
            String answer = wire.post("/api/remove", "image/png", 1_000_000).send("abcd").answer();

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("bytes a second");
        }
    }

    @Test
    void a_body_that_is_here_is_not_called_too_slow_and_long_work_ends_with_504() throws Exception {
        start("ALPHALIFT_BODY_TIMEOUT=1", "ALPHALIFT_TIMEOUT=4");
        byte[] body = manyPairs();

        try (Wire wire = normal()) {
            String answer =
                    wire.post("/evaluate", "application/json", body.length).send(body).answer();

            assertThat(answer).startsWith("HTTP/1.1 504 ").contains("deadline_exceeded");
        }
    }

    @Test
    void half_sent_bodies_hold_no_places() throws Exception {
        start("ALPHALIFT_MAX_WAITING=1");
        List<Wire> stalled = new ArrayList<>();
        for (int at = 0; at < 12; at++) {
            stalled.add(attacker().post("/api/remove", "image/png", 1_000_000).send("abcd"));
        }
        await("all are seen", () -> server.metric("http_server_active_connections") >= 12);

        cutout().then().statusCode(200);
        for (Wire wire : stalled) {
            wire.close();
        }
    }

    @Test
    void beyond_its_places_it_sends_away_at_once_and_a_client_that_hangs_up_frees_its_place()
            throws Exception {
        start("ALPHALIFT_MAX_WAITING=1", "ALPHALIFT_CLIENT_PART=100");
        byte[] body = manyPairs();
        List<Wire> working = new ArrayList<>();
        for (int at = 0; at < MOST_PRESENT; at++) {
            working.add(normal().post("/evaluate", "application/json", body.length).send(body));
        }
        await("all have arrived", () -> server.metric(PRESENT) == MOST_PRESENT);

        Response sentAway = cutout();
        Response inTheirShape =
                server.given().multiPart("image_file", "a", CHELSEA).post("/v1.0/removebg");
        working.getFirst().close();
        await("one is gone", () -> server.metric(PRESENT) == MOST_PRESENT - 1);
        Response letIn = cutout();
        for (Wire wire : working) {
            wire.close();
        }
        await("all are gone", () -> server.metric(PRESENT) == 0);

        sentAway.then().statusCode(429).body("code", is("busy"));
        assertThat(Integer.parseInt(sentAway.header("Retry-After"))).isBetween(1, 30);
        inTheirShape
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("errors[0].code", is("rate_limit_exceeded"));
        letIn.then().statusCode(200);
    }

    @Test
    void one_address_leaves_places_to_the_others() throws Exception {
        start("ALPHALIFT_MAX_WAITING=2");
        byte[] body = manyPairs();
        List<Wire> working = new ArrayList<>();
        for (int at = 0; at < 2; at++) {
            working.add(attacker().post("/evaluate", "application/json", body.length).send(body));
        }
        await("both have arrived", () -> server.metric(PRESENT) == 2);

        try (Wire more = attacker().post("/api/remove", "image/png", CHELSEA.length)) {
            assertThat(more.answer()).startsWith("HTTP/1.1 429 ");
        }
        cutout().then().statusCode(200);
        for (Wire wire : working) {
            wire.close();
        }
    }

    @Test
    void one_address_may_send_no_more_than_its_part_at_once() throws Exception {
        start("ALPHALIFT_MAX_WAITING=1");
        List<Wire> stalled = new ArrayList<>();
        for (int at = 0; at < 12; at++) {
            stalled.add(attacker().post("/api/remove", "image/png", 1_000_000).send("abcd"));
        }
        await("all are seen", () -> server.metric(ARRIVING) == 12);

        try (Wire more = attacker().post("/api/remove", "image/png", 1_000_000);
                Wire other = normal()) {
            assertThat(more.answer()).startsWith("HTTP/1.1 429 ").contains("\"code\":\"busy\"");
            assertThat(
                            other.post("/api/remove", "image/png", CHELSEA.length)
                                    .send(CHELSEA)
                                    .answer())
                    .startsWith("HTTP/1.1 200 ");
        }
        for (Wire wire : stalled) {
            wire.close();
        }
        await("all are gone", () -> server.metric(ARRIVING) == 0);
    }

    @Test
    void behind_a_trusted_proxy_clients_are_told_apart() throws Exception {
        start("ALPHALIFT_MAX_WAITING=1", "ALPHALIFT_TRUSTED_PROXIES=127.0.0.2, 10.0.0.0/8");
        List<Wire> stalled = new ArrayList<>();
        for (int at = 0; at < 12; at++) {
            stalled.add(
                    attacker()
                            .post(
                                    "/api/remove",
                                    "image/png",
                                    1_000_000,
                                    "X-Forwarded-For: 203.0.113.%d, 198.51.100.7, 10.1.1.1"
                                            .formatted(at)));
        }
        await("all are seen", () -> server.metric(ARRIVING) == 12);

        try (Wire same =
                        attacker()
                                .post(
                                        "/api/remove",
                                        "image/png",
                                        1_000_000,
                                        "X-Forwarded-For: 203.0.113.99, 198.51.100.7");
                Wire other =
                        attacker()
                                .post(
                                        "/api/remove",
                                        "image/png",
                                        CHELSEA.length,
                                        "X-Forwarded-For: 198.51.100.8")) {
            assertThat(same.answer()).startsWith("HTTP/1.1 429 ");
            assertThat(other.send(CHELSEA).answer()).startsWith("HTTP/1.1 200 ");
        }
        for (Wire wire : stalled) {
            wire.close();
        }
    }

    @Test
    void a_body_refused_by_its_length_ends_the_connection_and_an_answer_always_comes()
            throws Exception {
        start("ALPHALIFT_BODY_TIMEOUT=600");

        try (Wire wire = normal()) {
            String all =
                    wire.post("/api/remove", "image/png", 99_999_999_999L, "Connection: close")
                            .untilItEnds();

            assertThat(all).startsWith("HTTP/1.1 413 ").contains("image_too_large");
        }
        try (Wire wire = normal()) {
            // Without being asked to: what is announced would never be read.
            String all = wire.post("/api/remove", "image/png", 99_999_999_999L).untilItEnds();

            assertThat(all.toLowerCase(Locale.ROOT)).contains("connection: close");
        }
        try (Wire wire = normal()) {
            // Sends on, and reads only then.
            wire.post("/api/remove", "image/png", 40_000_000).send(new byte[1 << 20]);
            assertThat(wire.answer()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void a_server_that_is_told_to_end_cuts_what_has_not_arrived_and_takes_nothing_new()
            throws Exception {
        start("ALPHALIFT_BODY_TIMEOUT=600", "ALPHALIFT_TIMEOUT=600");
        byte[] body = manyPairs();
        try (Wire working =
                        attacker().post("/evaluate", "application/json", body.length).send(body);
                Wire stalled = attacker().post("/api/remove", "image/png", 1_000_000).send("abcd");
                Wire kept = normal()) {
            kept.send("GET /models HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            await("it is in work", () -> server.metric(PRESENT) == 1);

            server.process().destroy();

            assertThat(stalled.untilItEnds())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"code\":\"shutting_down\"");
            // At its head: what follows would come after the end of the connection.
            assertThat(kept.post("/api/remove", "image/png", CHELSEA.length).answer())
                    .startsWith("HTTP/1.1 503 ");
            assertThatThrownBy(this::normal).isInstanceOf(IOException.class);
        }
        // The client of the long work has gone, so nothing is left to do.
        assertThat(Program.end(server.process())).isIn(0, 143);
    }

    @Test
    void heads_that_never_end_are_cut_and_one_address_cannot_have_all_connections()
            throws Exception {
        start("ALPHALIFT_HEAD_TIMEOUT=1", "ALPHALIFT_MAX_CONNECTIONS=20");
        List<Wire> slow = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            slow.add(attacker().send("GET / HTTP/1.1\r\nA: b\r\n"));
        }
        try (Wire other = normal()) {
            assertThat(other.send("GET /models HTTP/1.1\r\nHost: x\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200 ");
        }
        for (Wire wire : slow) {
            // One byte now and then does not help.
            assertThat(endsThoughFed(wire)).isTrue();
            wire.close();
        }
    }

    private static boolean endsThoughFed(Wire wire) throws Exception {
        for (int at = 0; at < 200; at++) {
            try {
                wire.send("C: d\r\n");
            } catch (IOException e) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return false;
    }
}

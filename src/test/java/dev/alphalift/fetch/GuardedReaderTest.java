package dev.alphalift.fetch;

import static dev.alphalift.fetch.GuardedFixture.HERE;
import static dev.alphalift.fetch.GuardedFixture.HERE_TOO;
import static dev.alphalift.fetch.GuardedFixture.NAME;
import static dev.alphalift.fetch.GuardedFixture.address;
import static dev.alphalift.fetch.GuardedFixture.connector;
import static dev.alphalift.fetch.GuardedFixture.reader;
import static dev.alphalift.fetch.GuardedFixture.rules;
import static dev.alphalift.fetch.GuardedFixture.systemTls;
import static dev.alphalift.fetch.LocalServer.ok;
import static dev.alphalift.fetch.LocalServer.redirect;
import static dev.alphalift.fetch.LocalServer.saying;
import static dev.alphalift.fetch.LocalServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader makes of a server's answers; over real connections on this machine.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardedReaderTest {
    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void a_good_answer_is_read_whole() throws IOException {
        try (LocalServer server = saying(ok("picture"))) {
            byte[] bytes = reader(server).read(address(server, "/a%20b/?c=d#e"), soon());

            assertThat(bytes).asString().isEqualTo("picture");
            assertThat(server.heads())
                    .containsExactly(
                            "GET /a%20b/?c=d HTTP/1.1\r\nHost: "
                                    + NAME
                                    + ":"
                                    + server.port()
                                    + "\r\nUser-Agent: Alphalift\r\nAccept: */*"
                                    + "\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\npic\r\n4;x=y\r\nture\r\n0\r\nT: u\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-encoding: identity\r\n\r\npicture",
                "HTTP/1.0 200 OK\r\n\r\npicture",
                "HTTP/1.1 200\nContent-Length: 7\n\npicture and more",
            })
    void a_body_has_a_length_or_chunks_or_ends_with_the_connection(String answer)
            throws IOException {
        try (LocalServer server = saying(answer)) {
            assertThat(reader(server).read(address(server, "/"), soon()))
                    .asString()
                    .isEqualTo("picture");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "garbage",
                "garbage\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "220 mail.example.com ESMTP\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 000 OK\r\n\r\n",
                "HTTP/1.1 -200 OK\r\n\r\n",
                "HTTP/1.1 99999999999 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\nx",
                "ICY 200 OK\r\n\r\nx",
                "\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Encoding: identity, br\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 302 Found\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n",
            })
    void an_answer_that_is_not_proper_http_cannot_be_read(String answer) throws IOException {
        try (LocalServer server = saying(answer)) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageNotContaining("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {103, 201, 204, 206, 300, 304, 400, 401, 403, 404, 407, 429, 500, 503, 999})
    void any_other_status_than_200_cannot_be_read(int status) throws IOException {
        String answer = "HTTP/1.1 " + status + " x\r\nContent-Length: 6\r\n\r\nsecret";
        try (LocalServer server = saying(answer)) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("answered " + status)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void headers_that_never_end_are_cut_off() throws IOException {
        for (String flood : new String[] {"A: b\r\n", "a", " folded\r\n", "\r\n"}) {
            AtomicLong sent = new AtomicLong();
            String start = flood.isBlank() ? "" : "HTTP/1.1 200 OK\r\nX: ";
            try (LocalServer server =
                    LocalServer.start((_, socket) -> {
                        send(socket, start);
                        byte[] piece = flood.repeat(1000).getBytes(StandardCharsets.US_ASCII);
                        while (sent.addAndGet(piece.length) < 1L << 28) {
                            send(socket, piece);
                        }
                    })) {
                assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                        .isInstanceOf(SourceUnavailable.class);
                // Less than what was offered: what fits into the buffers of two sockets.
                assertThat(sent.get()).isLessThan(1L << 28);
            }
        }
    }

    @Test
    void trailers_that_never_end_are_cut_off() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
        try (LocalServer server = saying(head + "A: b\r\n".repeat(100_000))) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOf(SourceUnavailable.class);
        }
    }

    @Test
    void a_length_above_the_limit_is_refused_before_reading() throws IOException {
        CountDownLatch refused = new CountDownLatch(1);
        try (LocalServer server =
                LocalServer.start((_, socket) -> {
                    send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
                    // No byte of the body comes before the reader has decided.
                    refused.await(20, TimeUnit.SECONDS);
                })) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOfSatisfying(
                            ImageTooLarge.class,
                            e -> {
                                assertThat(e.measure()).isEqualTo("bytes");
                                assertThat(e.value()).isEqualTo(1001);
                                assertThat(e.limit()).isEqualTo(1000);
                            });
            refused.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void a_body_without_length_is_cut_off_at_the_limit(String coding) throws IOException {
        byte[] piece = ("3e8\r\n" + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (LocalServer server =
                LocalServer.start((_, socket) -> {
                    send(socket, "HTTP/1.1 200 OK\r\n" + coding + "\r\n");
                    while (true) {
                        send(socket, piece);
                    }
                })) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOf(ImageTooLarge.class);
        }
    }

    @Test
    void a_body_of_just_the_limit_is_read() throws IOException {
        String body = "x".repeat(1000);
        for (String answer : new String[] {ok(body), "HTTP/1.1 200 OK\r\n\r\n" + body}) {
            try (LocalServer server = saying(answer)) {
                assertThat(reader(server).read(address(server, "/"), soon())).hasSize(1000);
            }
        }
    }

    @Test
    void redirects_are_followed_five_times() throws IOException {
        try (LocalServer server = hops(5)) {
            assertThat(reader(server).read(address(server, "/a/0"), soon()))
                    .asString()
                    .isEqualTo("here");
            assertThat(server.heads()).hasSize(6);
        }
        try (LocalServer server = hops(6)) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/a/0"), soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("more than 5 times");
            assertThat(server.heads()).hasSize(6);
        }
    }

    private static LocalServer hops(int count) throws IOException {
        return LocalServer.start((head, socket) -> {
            int hop = head.charAt("GET /a/".length()) - '0';
            send(socket, hop == count ? ok("here") : redirect("" + (hop + 1)));
        });
    }

    @Test
    void a_redirect_in_a_circle_ends() throws IOException {
        try (LocalServer server = saying(redirect("/"))) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), soon()))
                    .isInstanceOf(SourceUnavailable.class);
            assertThat(server.heads()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://10.0.0.1/",
                "//192.168.0.1/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::1]/",
                "http://127.0.0.1:22/",
                "http://elsewhere.example.org/",
                "http://pictures.example.com:22/",
                "http://user:secret@pictures.example.com/",
                "ftp://pictures.example.com/",
                "file:///etc/passwd",
                "data:text/plain,a",
                "http:///",
                "http://a b/",
                "\\\\127.0.0.1\\a",
            })
    void a_redirect_to_what_is_not_allowed_is_refused(String location) throws IOException {
        try (LocalServer server = saying(redirect(location))) {
            GuardedReader reader =
                    reader(server, 1000, "*.example.com", "10.0.0.1", "169.254.169.254");

            assertThatThrownBy(() -> reader.read(address(server, "/from"), soon()))
                    .isInstanceOf(Forbidden.class)
                    .hasMessage(
                            "The address %s is not allowed: it redirects to an address that is not allowed.",
                            address(server, "/from"));
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void the_deadline_ends_a_body_that_drips() throws IOException {
        drips("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "x");
    }

    @Test
    void the_deadline_ends_headers_that_drip() throws IOException {
        drips("HTTP/1.1 200 OK\r\nX: ", "x");
    }

    @Test
    void the_deadline_ends_silence() throws IOException {
        drips("", "");
    }

    private static void drips(String start, String drop) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger drops = new AtomicInteger();
        try (LocalServer server =
                LocalServer.start((_, socket) -> {
                    send(socket, start);
                    while (!over.await(20, TimeUnit.MILLISECONDS)) {
                        drops.incrementAndGet();
                        send(socket, drop);
                    }
                })) {
            assertThatThrownBy(() ->
                            reader(server)
                                    .read(
                                            address(server, "/"),
                                            Deadline.after(Duration.ofMillis(400))))
                    .isInstanceOf(DeadlineExceeded.class);
            // Counted, since a busy machine is slow for both: a quarter of the thousand drops, and
            // a third of what silence is allowed.
            assertThat(drops.get()).isLessThan(250);
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_caller_who_goes_away_ends_the_reading() throws IOException {
        Deadline deadline = soon();
        AtomicInteger looks = new AtomicInteger();
        try (LocalServer server =
                LocalServer.start((_, socket) -> {
                    send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
                    deadline.cancel();
                    untilClosed(socket, looks);
                })) {
            assertThatThrownBy(() -> reader(server).read(address(server, "/"), deadline))
                    .isInstanceOf(DeadlineExceeded.class);
            // Sooner than silence alone would have ended it: looks of 20 ms in ten seconds.
            assertThat(looks.get()).isLessThan(500);
        }
    }

    private static void untilClosed(Socket socket, AtomicInteger looks) throws IOException {
        socket.setSoTimeout(20);
        while (true) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                // Nothing more is sent; this ends when the reader hangs up.
                looks.incrementAndGet();
            }
        }
    }

    @Test
    void a_caller_who_goes_away_ends_the_lookup() {
        Deadline deadline = soon();
        Resolver endless =
                _ -> {
                    deadline.cancel();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        // As a lookup by the system would not be.
                    }
                    return new InetAddress[] {HERE};
                };
        GuardedReader reader =
                new GuardedReader(rules(80, 1000, NAME), connector(endless, HERE_TOO, systemTls()));

        assertThatThrownBy(() -> reader.read("http://" + NAME, deadline))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void the_deadline_ends_the_lookup() {
        CountDownLatch over = new CountDownLatch(1);
        Resolver slow =
                _ -> {
                    try {
                        over.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        // It is over.
                    }
                    return new InetAddress[] {HERE};
                };
        GuardedReader reader =
                new GuardedReader(rules(80, 1000, NAME), connector(slow, HERE_TOO, systemTls()));

        assertThatThrownBy(
                        () -> reader.read("http://" + NAME, Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(DeadlineExceeded.class);
        over.countDown();
    }

    @Test
    void nothing_is_asked_after_the_deadline() throws IOException {
        try (LocalServer server = saying(ok("late"))) {
            Deadline cancelled = soon();
            cancelled.cancel();

            assertThatThrownBy(() -> reader(server).read(address(server, "/"), cancelled))
                    .isInstanceOf(DeadlineExceeded.class);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void a_deadline_that_never_comes_does_not_hinder() throws IOException {
        try (LocalServer server = saying(ok("picture"))) {
            assertThat(reader(server).read(address(server, "/"), Deadline.NONE)).hasSize(7);
        }
    }

    @Test
    void a_damaged_answer_ends_in_bytes_or_in_a_fault() throws IOException {
        byte[][] whole = {
            ok("picture").getBytes(StandardCharsets.ISO_8859_1),
            redirect("/b").getBytes(StandardCharsets.ISO_8859_1),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\npic\r\n4\r\nture\r\n0\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1)
        };
        AtomicLong seed = new AtomicLong();
        try (LocalServer server =
                LocalServer.start((_, socket) -> send(socket, damaged(whole, seed.get())))) {
            for (long i = 0; i < 600; i++) {
                seed.set(i);
                try {
                    byte[] bytes = reader(server).read(address(server, "/"), soon());
                    assertThat(bytes.length).isLessThanOrEqualTo(1000);
                } catch (AlphaliftException e) {
                    assertThat(e)
                            .as("seed %d", i)
                            .isInstanceOfAny(
                                    SourceUnavailable.class, ImageTooLarge.class, Forbidden.class);
                }
            }
        }
    }

    private static byte[] damaged(byte[][] whole, long seed) {
        Random random = new Random(seed);
        byte[] bytes = whole[random.nextInt(whole.length)].clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}

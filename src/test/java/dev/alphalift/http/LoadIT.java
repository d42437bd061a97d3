package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.alphalift.cli.Program;
import dev.alphalift.testdata.LargePicture;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A small server under more than it can do: two pictures in work, one that waits, memory for four
/// megapixels.
@Timeout(600)
class LoadIT {
    private static final byte[] CHELSEA =
            TestData.read(TestData.project().resolve("samples/chelsea.png"));
    private static final int MOST_PRESENT = 3;
    private static final String DONE = "alphalift_pictures_done_total";
    private static final String ARRIVING = "alphalift_pictures_arriving";
    private static final String PRESENT = "alphalift_pictures_present";

    @TempDir private Path folder;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        server =
                RunningServer.start(
                        folder,
                        Map.of(
                                "ALPHALIFT_THREADS",
                                "2",
                                "ALPHALIFT_MAX_WAITING",
                                "1",
                                "ALPHALIFT_TIMEOUT",
                                "4",
                                "ALPHALIFT_BODY_TIMEOUT",
                                "3",
                                "ALPHALIFT_PICTURE_MEMORY",
                                String.valueOf(12 * 4_000_000),
                                "ALPHALIFT_JAVA_OPTS",
                                "-Djava.io.tmpdir=" + temporary));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /// Begins to send a picture and does not go on.
    private Socket halfSent() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        OutputStream out = socket.getOutputStream();
        out.write(
                """
                POST /api/remove HTTP/1.1\r
                Host: x\r
                Content-Type: multipart/form-data; boundary=b\r
                Content-Length: 100000\r
                \r
                --b\r
                Content-Disposition: form-data; name="file"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                """
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(CHELSEA, 0, 50_000);
        out.flush();
        return socket;
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        for (int looks = 0; looks < 15_000; looks++) {
            if (condition.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("It has not come about: " + what);
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        return jpeg(image);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    @Test
    void a_client_that_does_not_read_its_answer_is_left_in_the_end() throws Exception {
        byte[] picture = LargePicture.noise(1900, 1900);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            socket.getOutputStream()
                    .write(
                            """
                            POST /api/remove?extras=%%7B%%22putalpha%%22%%3Atrue%%7D HTTP/1.1\r
                            Host: x\r
                            Content-Type: image/jpeg\r
                            Content-Length: %d\r
                            \r
                            """
                                    .formatted(picture.length)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(picture);
            await("it is done", () -> server.metric(DONE) == 1);
            // Long enough for what only seems to be here still.
            TimeUnit.SECONDS.sleep(1);
            assertThat(server.metric(PRESENT)).isEqualTo(1);
            await("it is gone", () -> server.metric(PRESENT) == 0);
        }
    }

    @Test
    void answers_that_are_quickly_given_free_their_places_as_quickly() throws Exception {
        server.awaitNobody();
        for (int i = 0; i < 20 * MOST_PRESENT; i++) {
            Response answer =
                    server.post("/api/remove", "application/octet-stream", new byte[] {1});

            assertThat(answer.statusCode()).as("request " + i).isEqualTo(415);
        }
    }

    @Test
    void what_clients_left_half_sent_leaves_nothing_on_disk() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int at = 0; at < MOST_PRESENT; at++) {
            sockets.add(halfSent());
        }
        await("all are seen", () -> server.metric(ARRIVING) == MOST_PRESENT);
        for (Socket socket : sockets) {
            socket.close();
        }
        await("all are gone", () -> server.metric(ARRIVING) == 0);
        server.given().multiPart("file", "a", CHELSEA).post("/api/remove").then().statusCode(200);

        await(
                "no file is left",
                () ->
                        files(
                                        folder.resolve(
                                                "tmp/alphalift-uploads-"
                                                        + System.getProperty("user.name")))
                                .isEmpty());
    }

    private static List<Path> files(Path below) throws IOException {
        if (!Files.exists(below)) {
            return List.of();
        }
        try (var files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_picture_that_the_memory_cannot_hold_is_refused_with_both_numbers() throws Exception {
        byte[] large = jpeg(2500, 2000);

        Response answer = server.given().multiPart("file", "a", large).post("/api/remove");
        Path picture = Files.write(folder.resolve("large.jpg"), large);
        Program.Outcome outcome =
                new Program(
                                folder,
                                Map.of("ALPHALIFT_PICTURE_MEMORY", String.valueOf(12 * 4_000_000)))
                        .run(ProcessBuilder.Redirect.PIPE, "i", picture, folder.resolve("o.png"));

        answer.then().statusCode(413).body("code", is("image_too_large"));
        assertThat(answer.<String>path("detail")).contains("5,000,000", "4,000,000");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("5,000,000", "4,000,000");
        assertThat(folder.resolve("o.png")).doesNotExist();
    }

    @Test
    void what_a_large_canvas_or_background_takes_is_counted_before_it_is_taken() throws Exception {
        byte[] three = jpeg(2000, 1500);
        byte[] five = jpeg(2500, 2000);

        Response plain = removeBg(three).post("/v1.0/removebg");
        Response scaled = removeBg(three).multiPart("scale", "100%").post("/v1.0/removebg");
        Response backed =
                removeBg(CHELSEA).multiPart("bg_image_file", "a", five).post("/v1.0/removebg");

        plain.then().statusCode(200);
        scaled.then().statusCode(413);
        backed.then().statusCode(400);
        assertThat(backed.<String>path("errors[0].title"))
                .contains("bg_image_file", "5,000,000", "4,000,000");
    }

    private RequestSpecification removeBg(byte[] picture) {
        return server.given().multiPart("image_file", "a", picture);
    }

    @Test
    void a_server_that_is_told_to_end_finishes_what_is_in_work() throws Exception {
        byte[] picture = jpeg(2000, 1500);
        CompletableFuture<HttpResponse<byte[]>> answer = server.postLater(picture);
        await("it is in work", () -> server.metric(PRESENT) == 1);
        server.process().destroy();

        HttpResponse<byte[]> done = answer.get(300, TimeUnit.SECONDS);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Pixels.ofPng(done.body()).width()).isEqualTo(2000);
        assertThat(Program.end(server.process())).isIn(0, 143);
    }
}

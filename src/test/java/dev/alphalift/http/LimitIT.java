package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One limit of a picture's bytes, whichever way it comes in.
@Timeout(180)
class LimitIT extends OneServer {
    private static final int SIDE = 2000;
    private static final int LIMIT = 54 + 3 * SIDE * SIDE;

    @BeforeAll
    static void start() throws Exception {
        start(Map.of("ALPHALIFT_MAX_BYTES", String.valueOf(LIMIT)));
    }

    /// A white picture, which has as many slashes in base64 as there can be.
    private static byte[] picture(int length) {
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(length).putInt(0).putInt(54);
        file.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
        for (int at = 54; at < length; at++) {
            file.put(at, (byte) 0xff);
        }
        return file.array();
    }

    /// By the JDK's client, which reads while it sends: some are longer than what a server reads on
    /// of a body that it has refused.
    private static Response post(String path, String type, String body) throws Exception {
        return server.post(path, type, body.getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, Response> throughEveryDoor(byte[] picture) throws Exception {
        String text = Base64.getEncoder().encodeToString(picture);
        Map<String, Response> answers = new LinkedHashMap<>();
        answers.put(
                "raw",
                server.given().contentType("image/bmp").body(picture).post("/api/remove?om=true"));
        answers.put(
                "a file of a form",
                server.given().multiPart("file", "a", picture).post("/api/remove?om=true"));
        answers.put(
                "JSON",
                post(
                        "/api/remove",
                        "application/json",
                        "{\"image\": \"" + text.replace("/", "\\/") + "\"}"));
        answers.put(
                "JSON of remove.bg",
                post(
                        "/v1.0/removebg",
                        "application/json",
                        "{\"image_file_b64\": \"" + text + "\", \"size\": \"preview\"}"));
        answers.put(
                "a text of a form",
                server.given()
                        .multiPart("image_file_b64", text)
                        .multiPart("size", "preview")
                        .post("/v1.0/removebg"));
        answers.put(
                "url-encoded",
                post(
                        "/v1.0/removebg",
                        "application/x-www-form-urlencoded",
                        "size=preview&image_file_b64="
                                + URLEncoder.encode(text, StandardCharsets.US_ASCII)));
        return answers;
    }

    @Test
    void a_picture_of_the_limit_is_read_through_every_door() throws Exception {
        throughEveryDoor(picture(LIMIT))
                .forEach((door, answer) -> {
                    String said = answer.asString();
                    boolean isDone = answer.statusCode() == 200;
                    // Nobody can say what the subject of a white picture is.
                    assertThat(isDone || said.contains("unknown_foreground"))
                            .as("%s: %d %.300s", door, answer.statusCode(), said)
                            .isTrue();
                });
        server.awaitNobody();
    }

    @Test
    void a_picture_beyond_it_is_refused_through_every_door_with_both_numbers() throws Exception {
        int length = LIMIT + 100_000;
        throughEveryDoor(picture(length))
                .forEach((door, answer) -> {
                    String said = answer.asString();
                    String numbers = said.replaceAll("(?<=\\d)[.,' \u00a0\u202f](?=\\d{3})", "");

                    assertThat(answer.statusCode()).as("%s: %s", door, said).isEqualTo(413);
                    assertThat(said).as(door).contains("image_too_large");
                    assertThat(numbers).as(door).contains(String.valueOf(LIMIT));
                    // A form is a little longer than the picture in it, and refused before
                    // it is read.
                    assertThat(numbers)
                            .as(door)
                            .containsPattern("\\b" + length / 10_000 + "\\d{4}\\b");
                });
        server.awaitNobody();
    }
}

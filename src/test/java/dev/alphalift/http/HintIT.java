package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.testdata.Pixels;
import io.restassured.response.Response;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a person keeps and erases, sent beside the picture.
@Timeout(120)
class HintIT extends OneServer {
    @BeforeAll
    static void start() throws Exception {
        start(Map.of());
    }

    /// Left is kept, right is erased, a stripe between them is left to the model.
    private static byte[] hint() throws IOException {
        BufferedImage picture = new BufferedImage(451, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D brush = picture.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, 200, 300);
        brush.setColor(Color.BLACK);
        brush.fillRect(250, 0, 201, 300);
        brush.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", file);
        return file.toByteArray();
    }

    private static void assertFollowed(Response answer, Pixels plain) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        Pixels mask = Pixels.ofPng(answer.asByteArray());
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 451; x++) {
                int expected = x < 200 ? 255 : x < 250 ? plain.at(x, y, 0) : 0;
                assertThat(mask.at(x, y, 0)).as("%s, %s", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_form_and_an_object_have_room_for_one() throws Exception {
        Pixels plain =
                Pixels.ofPng(
                        server.given()
                                .multiPart("file", "a", CHELSEA)
                                .post("/api/remove?om=true")
                                .asByteArray());

        assertFollowed(
                server.given()
                        .multiPart("file", "a", CHELSEA)
                        .multiPart("hint", "b.png", hint())
                        .multiPart("om", "true")
                        .post("/api/remove"),
                plain);
        assertFollowed(
                server.given()
                        .contentType("application/json")
                        .body(
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("image", CHELSEA)
                                        .put("hint", hint())
                                        .put("only_mask", true)
                                        .toString())
                        .post("/api/remove"),
                plain);
    }

    @Test
    void what_is_wrong_with_one_is_the_caller_s_fault_and_told_by_name() throws Exception {
        Map<Integer, byte[]> hints =
                Map.of(415, new byte[] {1, 2, 3}, 422, Arrays.copyOf(CHELSEA, 9000));
        for (Map.Entry<Integer, byte[]> hint : hints.entrySet()) {
            Response answer =
                    server.given()
                            .multiPart("file", "a", CHELSEA)
                            .multiPart("hint", "b.png", hint.getValue())
                            .post("/api/remove");

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(hint.getKey());
            assertThat(answer.jsonPath().getString("detail")).startsWith("hint: ");
        }
        Response inQuery =
                server.given().body(CHELSEA).contentType("image/png").post("/api/remove?hint=x");
        assertThat(inQuery.statusCode()).isEqualTo(400);
        assertThat(inQuery.jsonPath().getString("code")).isEqualTo("invalid_option");
        assertThat(inQuery.jsonPath().getString("detail")).contains("hint");
    }
}

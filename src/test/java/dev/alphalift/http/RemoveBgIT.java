package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// remove.bg's interface of the built server, asked by a real client.
@Timeout(600)
class RemoveBgIT {
    private static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");
    private static final String PATH = "/v1.0/removebg";
    private static final String KEY = "the-key";

    @TempDir private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server =
                RunningServer.start(
                        folder,
                        Map.of(
                                "ALPHALIFT_MAX_BYTES",
                                "1000000",
                                "ALPHALIFT_BODY_TIMEOUT",
                                "2",
                                "ALPHALIFT_API_KEYS",
                                "another, " + KEY));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<byte[]> send(String path, Form form, String... headers)
            throws Exception {
        return server.send(
                HttpRequest.newBuilder(server.uri(path))
                        .header("X-Api-Key", KEY)
                        .headers(headers)
                        .POST(form.body()));
    }

    private static HttpResponse<byte[]> send(Form form) throws Exception {
        return send(PATH, form, "Content-Type", Form.TYPE);
    }

    private static HttpResponse<byte[]> sendText(String type, String body) throws Exception {
        return server.send(
                HttpRequest.newBuilder(server.uri(PATH))
                        .header("X-Api-Key", KEY)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode error(HttpResponse<byte[]> answer) {
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        JsonNode errors = TestData.parse(answer.body()).get("errors");
        assertThat(errors.size()).isEqualTo(1);
        assertThat(errors.get(0).get("title").asText()).isNotBlank();
        return errors.get(0);
    }

    @Test
    void a_form_becomes_a_cutout_and_the_headers_tell_of_it() throws Exception {
        HttpResponse<byte[]> answer =
                send(Form.of("image_file", CHELSEA).with("crop", "true").with("type", "animal"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(header(answer, "X-Type")).isEqualTo("animal");
        assertThat(header(answer, "X-Credits-Charged")).isEqualTo("0");
        assertThat(header(answer, "X-Model")).isEqualTo("u2netp");
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
        assertThat(header(answer, "Server-Timing")).contains("total;dur=");
        assertThat(header(answer, "X-Foreground-Top")).isEqualTo("0");
        assertThat(header(answer, "X-Foreground-Left")).isEqualTo("0");
        Pixels pixels = Pixels.ofPng(answer.body());
        assertThat(pixels.channels()).isEqualTo(4);
        for (String name : new String[] {"X-Width", "X-Max-Width", "X-Foreground-Width"}) {
            assertThat(header(answer, name)).isEqualTo(String.valueOf(pixels.width()));
        }
        for (String name : new String[] {"X-Height", "X-Max-Height", "X-Foreground-Height"}) {
            assertThat(header(answer, name)).isEqualTo(String.valueOf(pixels.height()));
        }
    }

    @Test
    void a_preview_tells_what_there_is_at_most() throws Exception {
        HttpResponse<byte[]> answer = send(Form.of("image_file", ROCKET).with("size", "preview"));

        assertThat(header(answer, "X-Width")).isEqualTo("612");
        assertThat(header(answer, "X-Height")).isEqualTo("408");
        assertThat(header(answer, "X-Max-Width")).isEqualTo("640");
        assertThat(header(answer, "X-Max-Height")).isEqualTo("427");
        assertThat(header(answer, "X-Type")).isEqualTo("other");
    }

    @Test
    void forms_fields_and_json_bring_the_same_result() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(CHELSEA);
        byte[] file = send(Form.of("image_file", CHELSEA)).body();

        byte[] inForm = send(Form.of().with("image_file_b64", base64)).body();
        byte[] inFields =
                sendText(
                                "application/x-www-form-urlencoded",
                                "size=full&image_file_b64="
                                        + URLEncoder.encode(base64, StandardCharsets.UTF_8))
                        .body();
        byte[] inJson =
                sendText(
                                "application/json; charset=utf-8",
                                "{\"image_file_b64\": \"%s\", \"crop\": false, \"roi\": null}"
                                        .formatted(base64))
                        .body();

        assertThat(ImageFormat.of(file)).isEqualTo(ImageFormat.PNG);
        assertThat(inForm).isEqualTo(file);
        assertThat(inFields).isEqualTo(file);
        assertThat(inJson).isEqualTo(file);
    }

    @Test
    void json_is_answered_to_who_accepts_nothing_else() throws Exception {
        HttpResponse<byte[]> answer =
                send(
                        PATH,
                        Form.of("image_file", CHELSEA),
                        "Content-Type",
                        Form.TYPE,
                        "Accept",
                        "application/json");

        JsonNode data = TestData.parse(answer.body()).get("data");
        byte[] picture = Base64.getDecoder().decode(data.get("result_b64").asText());
        assertThat(picture).isEqualTo(send(Form.of("image_file", CHELSEA)).body());
        assertThat(data.get("foreground_width").asText())
                .isEqualTo(header(answer, "X-Foreground-Width"));
        assertThat(data.has("foreground_top")).isTrue();
        assertThat(data.has("foreground_left")).isTrue();
        assertThat(data.has("foreground_height")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "format,webp,image/webp",
        "format,jpg,image/jpeg",
        "format,zip,application/zip",
        "bg_color,red,image/jpeg",
        "bg_color,ff000080,image/png",
        "channels,alpha,image/png"
    })
    void the_answer_is_of_the_kind_that_was_asked_for(String name, String value, String type)
            throws Exception {
        HttpResponse<byte[]> answer = send(Form.of("image_file", CHELSEA).with(name, value));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
    }

    @Test
    void a_picture_behind_covers_the_canvas() throws Exception {
        HttpResponse<byte[]> answer =
                send(Form.of("image_file", CHELSEA).file("bg_image_file", ROCKET));
        HttpResponse<byte[]> damaged =
                send(
                        Form.of("image_file", CHELSEA)
                                .file("bg_image_file", Arrays.copyOf(ROCKET, 300)));

        assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(answer, "X-Width")).isEqualTo("451");
        assertThat(damaged.statusCode()).isEqualTo(400);
        assertThat(error(damaged).get("title").asText()).contains("bg_image_file");
    }

    @ParameterizedTest
    @CsvSource({
        "size,huge,400,invalid_option",
        "roi,1px,400,invalid_option",
        "shadow_opacity,101,400,invalid_option",
        "image_url,https://images.example.com/a,400,multiple_sources"
    })
    void what_cannot_be_done_is_told_in_their_shape(
            String name, String value, int status, String code) throws Exception {
        HttpResponse<byte[]> answer = send(Form.of("image_file", CHELSEA).with(name, value));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error(answer).get("code").asText()).isEqualTo(code);
    }

    @Test
    void a_picture_without_a_subject_is_told_as_theirs() throws Exception {
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB), "png", nothing);

        HttpResponse<byte[]> answer = send(Form.of("image_file", nothing.toByteArray()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).get("code").asText()).isEqualTo("unknown_foreground");
    }

    @Test
    void pictures_that_are_none_are_mistakes_of_the_caller() throws Exception {
        HttpResponse<byte[]> none = send(Form.of().with("size", "auto"));
        HttpResponse<byte[]> text = send(Form.of("image_file", "text".getBytes()));
        HttpResponse<byte[]> broken = send(Form.of("image_file", Arrays.copyOf(CHELSEA, 5000)));
        HttpResponse<byte[]> tooLong = send(Form.of("image_file", new byte[1_500_000]));
        HttpResponse<byte[]> address =
                sendText("application/json", "{\"image_url\": \"http://a\"}");

        assertThat(error(none).get("code").asText()).isEqualTo("missing_source");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(error(text).get("code").asText()).isEqualTo("unsupported_format");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(error(broken).get("code").asText()).isEqualTo("unreadable_image");
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(error(tooLong).get("code").asText()).isEqualTo("image_too_large");
        assertThat(address.statusCode()).isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "image/png", "multipart/form-data", ";;;", "application/json"})
    void a_body_that_is_garbage_is_told_in_their_shape(String type) throws Exception {
        HttpResponse<byte[]> answer = sendText(type, "garbage");

        assertThat(answer.statusCode()).isBetween(400, 422);
        error(answer);
    }

    @Test
    void who_shows_no_key_is_kept_out_of_both_dialects() throws Exception {
        for (String path :
                new String[] {PATH, "/v1.0;x/removebg", "/api/remove", "/api;x/remove"}) {
            HttpResponse<byte[]> answer =
                    server.send(
                            HttpRequest.newBuilder(server.uri(path))
                                    .header("Content-Type", Form.TYPE)
                                    .header("X-Api-Key", "wrong")
                                    .POST(Form.of("image_file", CHELSEA).body()));

            assertThat(answer.statusCode()).as(path).isEqualTo(path.startsWith(PATH) ? 403 : 401);
        }
        HttpResponse<byte[]> account = server.get("/v1.0/account");
        HttpResponse<byte[]> fetched = server.get("/api/remove?url=x");

        assertThat(account.statusCode()).isEqualTo(403);
        assertThat(error(account).get("code").asText()).isEqualTo("auth_failed");
        assertThat(fetched.statusCode()).isEqualTo(401);
        assertThat(TestData.parse(fetched.body()).get("code").asText()).isEqualTo("unauthorized");
        assertThat(server.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void an_account_can_be_looked_at() throws Exception {
        HttpResponse<byte[]> answer =
                server.send(
                        HttpRequest.newBuilder(server.uri("/v1.0/account"))
                                .header("X-Api-Key", KEY));

        assertThat(TestData.parse(answer.body()).at("/data/attributes/credits/total").isInt())
                .isTrue();
        assertThat(error(server.get("/v1.0/nothing")).get("code").asText()).isEqualTo("not_found");
    }

    @Test
    void rembgs_endpoint_takes_json_as_well() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(CHELSEA);
        HttpResponse<byte[]> answer =
                server.send(
                        HttpRequest.newBuilder(server.uri("/api/remove"))
                                .header("X-Api-Key", KEY)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"image\": \"%s\", \"only_mask\": true}"
                                                        .formatted(base64))));
        HttpResponse<byte[]> garbage =
                server.send(
                        HttpRequest.newBuilder(server.uri("/api/remove"))
                                .header("X-Api-Key", KEY)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Pixels.ofPng(answer.body()).channels()).isEqualTo(1);
        assertThat(garbage.statusCode()).isEqualTo(400);
        assertThat(header(garbage, "Content-Type")).startsWith("application/problem+json");
    }
}

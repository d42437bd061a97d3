package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// remove.bg's interface of the built server, asked by a real client.
@Timeout(600)
class RemoveBgIT extends OneServer {
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");
    private static final String PATH = "/v1.0/removebg";
    private static final String KEY = "the-key";

    @BeforeAll
    static void start() throws Exception {
        start(
                Map.of(
                        "ALPHALIFT_MAX_BYTES",
                        "1000000",
                        "ALPHALIFT_BODY_TIMEOUT",
                        "2",
                        "ALPHALIFT_API_KEYS",
                        "another, " + KEY));
    }

    private static RequestSpecification withKey() {
        return server.given().header("X-Api-Key", KEY);
    }

    private static RequestSpecification file(byte[] picture) {
        return withKey().multiPart("image_file", "a", picture);
    }

    private static Response send(String type, String body) {
        return withKey().header("Content-Type", type).body(body).post(PATH);
    }

    private static ValidatableResponse error(Response answer) {
        return answer.then()
                .header("Content-Type", startsWith("application/json"))
                .body("errors", hasSize(1))
                .body("errors[0].title", is(not(blankOrNullString())));
    }

    @Test
    void a_form_becomes_a_cutout_and_the_headers_tell_of_it() throws Exception {
        Response answer =
                file(CHELSEA).multiPart("crop", "true").multiPart("type", "animal").post(PATH);

        Pixels pixels = Pixels.ofPng(answer.asByteArray());
        assertThat(pixels.channels()).isEqualTo(4);
        String width = String.valueOf(pixels.width());
        String height = String.valueOf(pixels.height());
        answer.then()
                .statusCode(200)
                .header("Content-Type", "image/png")
                .header("X-Type", "animal")
                .header("X-Credits-Charged", "0")
                .header("X-Model", "u2netp")
                .header("Vary", "Accept")
                .header("Server-Timing", containsString("total;dur="))
                .header("X-Foreground-Top", "0")
                .header("X-Foreground-Left", "0")
                .header("X-Width", width)
                .header("X-Max-Width", width)
                .header("X-Foreground-Width", width)
                .header("X-Height", height)
                .header("X-Max-Height", height)
                .header("X-Foreground-Height", height);
    }

    @Test
    void a_preview_tells_what_there_is_at_most() {
        file(ROCKET)
                .multiPart("size", "preview")
                .post(PATH)
                .then()
                .header("X-Width", "612")
                .header("X-Height", "408")
                .header("X-Max-Width", "640")
                .header("X-Max-Height", "427")
                .header("X-Type", "other");
    }

    @Test
    void forms_fields_and_json_bring_the_same_result() {
        String base64 = Base64.getEncoder().encodeToString(CHELSEA);
        byte[] inFile = file(CHELSEA).post(PATH).asByteArray();

        byte[] inForm = withKey().multiPart("image_file_b64", base64).post(PATH).asByteArray();
        byte[] inFields =
                send(
                                "application/x-www-form-urlencoded",
                                "size=full&image_file_b64="
                                        + URLEncoder.encode(base64, StandardCharsets.UTF_8))
                        .asByteArray();
        byte[] inJson =
                send(
                                "application/json; charset=utf-8",
                                "{\"image_file_b64\": \"%s\", \"crop\": false, \"roi\": null}"
                                        .formatted(base64))
                        .asByteArray();

        assertThat(ImageFormat.of(inFile)).isEqualTo(ImageFormat.PNG);
        assertThat(inForm).isEqualTo(inFile);
        assertThat(inFields).isEqualTo(inFile);
        assertThat(inJson).isEqualTo(inFile);
    }

    @Test
    void json_is_answered_to_who_accepts_nothing_else() {
        Response answer = file(CHELSEA).header("Accept", "application/json").post(PATH);

        byte[] picture = Base64.getDecoder().decode(answer.<String>path("data.result_b64"));
        assertThat(picture).isEqualTo(file(CHELSEA).post(PATH).asByteArray());
        assertThat(answer.<Object>path("data.foreground_width"))
                .hasToString(answer.header("X-Foreground-Width"));
        answer.then()
                .body("data", hasKey("foreground_top"))
                .body("data", hasKey("foreground_left"))
                .body("data", hasKey("foreground_height"));
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
    void the_answer_is_of_the_kind_that_was_asked_for(String name, String value, String type) {
        file(CHELSEA)
                .multiPart(name, value)
                .post(PATH)
                .then()
                .statusCode(200)
                .header("Content-Type", type);
    }

    @Test
    void a_picture_behind_covers_the_canvas() {
        file(CHELSEA)
                .multiPart("bg_image_file", "a", ROCKET)
                .post(PATH)
                .then()
                .header("Content-Type", "image/jpeg")
                .header("X-Width", "451");
        error(file(CHELSEA).multiPart("bg_image_file", "a", Arrays.copyOf(ROCKET, 300)).post(PATH))
                .statusCode(400)
                .body("errors[0].title", containsString("bg_image_file"));
    }

    @ParameterizedTest
    @CsvSource({
        "size,huge,400,invalid_option",
        "roi,1px,400,invalid_option",
        "shadow_opacity,101,400,invalid_option",
        "image_url,https://images.example.com/a,400,multiple_sources"
    })
    void what_cannot_be_done_is_told_in_their_shape(
            String name, String value, int status, String code) {
        error(file(CHELSEA).multiPart(name, value).post(PATH))
                .statusCode(status)
                .body("errors[0].code", is(code));
    }

    @Test
    void a_picture_without_a_subject_is_told_as_theirs() throws Exception {
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB), "png", nothing);

        error(file(nothing.toByteArray()).post(PATH))
                .statusCode(400)
                .body("errors[0].code", is("unknown_foreground"));
    }

    @Test
    void pictures_that_are_none_are_mistakes_of_the_caller() {
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);

        error(withKey().multiPart("size", "auto").post(PATH))
                .statusCode(400)
                .body("errors[0].code", is("missing_source"));
        error(file(text).post(PATH))
                .statusCode(400)
                .body("errors[0].code", is("unsupported_format"));
        error(file(Arrays.copyOf(CHELSEA, 5000)).post(PATH))
                .statusCode(400)
                .body("errors[0].code", is("unreadable_image"));
        error(file(new byte[1_500_000]).post(PATH))
                .statusCode(413)
                .body("errors[0].code", is("image_too_large"));
        send("application/json", "{\"image_url\": \"http://a\"}").then().statusCode(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "image/png", "multipart/form-data", ";;;", "application/json"})
    void a_body_that_is_garbage_is_told_in_their_shape(String type) throws Exception {
        Response answer =
                server.send(
                        HttpRequest.newBuilder(server.uri(PATH))
                                .header("X-Api-Key", KEY)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString("garbage")));

        error(answer).statusCode(both(greaterThanOrEqualTo(400)).and(lessThanOrEqualTo(422)));
    }

    @Test
    void who_shows_no_key_is_kept_out_of_both_dialects() {
        for (String path :
                new String[] {PATH, "/v1.0;x/removebg", "/api/remove", "/api;x/remove"}) {
            Response answer =
                    server.given()
                            .header("X-Api-Key", "wrong")
                            .multiPart("image_file", "a", CHELSEA)
                            .post(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(path.startsWith(PATH) ? 403 : 401);
        }
        error(server.given().get("/v1.0/account"))
                .statusCode(403)
                .body("errors[0].code", is("auth_failed"));
        server.given()
                .get("/api/remove?url=x")
                .then()
                .statusCode(401)
                .body("code", is("unauthorized"));
        server.given().get("/models").then().statusCode(200);
    }

    @Test
    void an_account_can_be_looked_at() {
        withKey()
                .get("/v1.0/account")
                .then()
                .body("data.attributes.credits.total", is(instanceOf(Integer.class)));
        error(server.given().get("/v1.0/nothing")).body("errors[0].code", is("not_found"));
    }

    @Test
    void rembgs_endpoint_takes_json_as_well() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(CHELSEA);
        Response answer =
                withKey()
                        .contentType("application/json")
                        .body("{\"image\": \"%s\", \"only_mask\": true}".formatted(base64))
                        .post("/api/remove");

        answer.then().statusCode(200);
        assertThat(Pixels.ofPng(answer.asByteArray()).channels()).isEqualTo(1);
        withKey()
                .contentType("application/json")
                .body("{")
                .post("/api/remove")
                .then()
                .statusCode(400)
                .header("Content-Type", startsWith("application/problem+json"));
    }
}

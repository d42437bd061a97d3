package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.alphalift.testdata.TestData;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `vm` through the running server, which has a tiny model in the place of ViTMatte and offers it
/// beside the built-in one.
@Timeout(600)
class SecondModelIT extends OneServer {
    private static final String NAME = "vitmatte-small-distinctions-646";

    @BeforeAll
    static void start() throws Exception {
        Files.write(
                home.resolve(NAME + ".onnx"), TestData.resource("models/tiny-vitmatte-1024.onnx"));
        Files.write(
                home.resolve("vitmatte-base-composition-1k.onnx"),
                TestData.resource("models/tiny-trimap-slow-1024.onnx"));
        start(
                Map.of(
                        "U2NET_HOME", home.toString(),
                        "MODEL_CHECKSUM_DISABLED", "1",
                        "ALPHALIFT_OFFERED_MODELS",
                                "u2netp,%s,vitmatte-base-distinctions-646".formatted(NAME)));
    }

    @Test
    void every_way_to_ask_for_it_gives_the_same_cutout_and_says_so() {
        String json =
                "{\"image\":\"%s\",\"vitmatte\":true}"
                        .formatted(Base64.getEncoder().encodeToString(CHELSEA));
        List<Response> answers =
                List.of(
                        server.given()
                                .multiPart("file", "a", CHELSEA)
                                .multiPart("vm", "true")
                                .post("/api/remove"),
                        server.given()
                                .multiPart("file", "a", CHELSEA)
                                .post("/api/remove?vm=true&a=true"),
                        server.given()
                                .multiPart("file", "a", CHELSEA)
                                .multiPart("extras", "{\"vitmatte\": true}")
                                .post("/api/remove"),
                        server.given()
                                .contentType("application/json")
                                .body(json)
                                .post("/api/remove"));

        for (Response answer : answers) {
            answer.then().statusCode(200).header("X-Refined-By", "vitmatte");
            assertThat(answer.asByteArray()).isEqualTo(answers.getFirst().asByteArray());
        }
        server.given()
                .multiPart("file", "a", CHELSEA)
                .post("/api/remove")
                .then()
                .header("X-Confidence", answers.getFirst().header("X-Confidence"));
    }

    @Test
    void the_list_of_models_has_those_that_refine() {
        server.given()
                .get("/models")
                .then()
                .body("models.name", contains("u2netp"))
                .body("refiners.name", contains(NAME, "vitmatte-base-distinctions-646"))
                .body("refiners.present", contains(true, false));
    }

    @Test
    void a_variant_that_is_missing_is_503_and_one_that_is_not_offered_501() {
        for (List<Object> row :
                List.of(
                        List.<Object>of("base-distinctions-646", 503, "model_unavailable"),
                        List.<Object>of("base-composition-1k", 501, "not_available"),
                        List.<Object>of("huge", 400, "invalid_option"))) {
            server.given()
                    .multiPart("file", "a", CHELSEA)
                    .multiPart("vm", "true")
                    .multiPart("extras", "{\"vitmatte_model\": \"%s\"}".formatted(row.getFirst()))
                    .post("/api/remove")
                    .then()
                    .statusCode((int) row.get(1))
                    .body("code", is(row.get(2)))
                    .body("detail", containsString(String.valueOf(row.getFirst())))
                    .body("detail", not(containsString(home.toString())));
        }
    }
}

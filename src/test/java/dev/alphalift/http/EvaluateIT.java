package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.TestData;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scores by the built server, asked by a real client.
@Timeout(600)
class EvaluateIT extends OneServer {
    private static final String PATH = "/evaluate";
    private static final String GOLDEN = "metrics/";

    @BeforeAll
    static void start() throws Exception {
        start(Map.of());
    }

    private static byte[] mask(String name) {
        return TestData.resource(GOLDEN + name + ".png");
    }

    private static RequestSpecification files(
            String name, byte[] file, String other, byte[] otherFile) {
        return server.given().multiPart(name, "a", file).multiPart(other, "a", otherFile);
    }

    private static Response send(String json) {
        return server.given().contentType("application/json").body(json).post(PATH);
    }

    @Test
    void a_mask_and_its_truth_in_a_form_are_scored() {
        files(
                        "prediction",
                        mask("g25-synth-hair-coarse_pred"),
                        "truth",
                        mask("g25-synth-hair-coarse_gt"))
                .post(PATH)
                .then()
                .statusCode(200)
                // The value of golden_masks.json, which NumPy computed.
                .body("pairs[0].scores.iou", is(7834.0 / (7834 + 97 + 753)))
                .body("schema_version", is("1.1"));
    }

    @Test
    void a_picture_without_prediction_is_given_to_the_model() {
        files(
                        "image",
                        TestData.projectFile("samples/testset/image/" + picture()),
                        "truth",
                        TestData.projectFile("samples/testset/alpha/" + picture()))
                .post(PATH)
                .then()
                .statusCode(200)
                .body("pairs[0].variant", is("u2netp"))
                .body("pairs[0].scores.ssim", is(instanceOf(Number.class)));
    }

    private static String picture() {
        return TestData.parse(TestData.projectFile("samples/testset/manifest.json"))
                .at("/pairs/0/image")
                .asText()
                .replaceFirst(".*/", "");
    }

    @Test
    void several_pairs_are_scored_and_what_is_wrong_with_one_stands_in_the_report()
            throws Exception {
        String truth = Base64.getEncoder().encodeToString(mask("g29-synth-border_gt"));
        String broken = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});

        send("""
        {"pairs": [{"name": "same", "prediction": "%s", "truth": "%s"},
                   {"name": "broken", "prediction": "%s", "truth": "%s"}]}
        """
                        .formatted(truth, truth, broken, truth))
                .then()
                .statusCode(200)
                .body("data.failed", is(1))
                .body("summary.iou.mean", is(1.0));
    }

    @Test
    void two_sizes_are_a_problem_with_a_code() {
        files(
                        "prediction",
                        mask("g25-synth-hair-coarse_pred"),
                        "truth",
                        mask("g29-synth-border_gt"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", is("size_mismatch"));
    }

    @Test
    void a_call_that_makes_no_sense_is_the_callers_mistake() throws Exception {
        for (String call :
                new String[] {
                    "{",
                    "[]",
                    "{}",
                    "{\"pairs\": []}",
                    "{\"truth\": \"!\"}",
                    "{\"nonsense\": 1}",
                    "{\"pairs\": [{\"truth\": \"AAAA\"}]}"
                }) {
            Response answer = send(call);

            assertThat(answer.statusCode()).as(call).isEqualTo(400);
            assertThat(answer.<String>path("code")).as(call).isEqualTo("invalid_option");
        }
        server.given()
                .multiPart("truth", "a", mask("g29-synth-border_gt"))
                .post(PATH)
                .then()
                .statusCode(400);
    }

    @Test
    void a_model_that_is_not_known_is_told_before_the_work() {
        files("image", mask("g29-synth-border_gt"), "truth", mask("g29-synth-border_gt"))
                .multiPart("model", "nonsense")
                .post(PATH)
                .then()
                .statusCode(400);
    }

    private static String base64(String mask) {
        return Base64.getEncoder().encodeToString(mask(mask));
    }

    private static void assertRefused(Response answer, String member, String call) {
        assertThat(answer.statusCode()).as(call).isEqualTo(400);
        assertThat(answer.<String>path("code")).as(call).isEqualTo("invalid_option");
        assertThat(answer.<String>path("detail"))
                .as(call)
                .contains("The option " + member + " ")
                .doesNotContain("Exception");
    }

    @Test
    void a_prediction_without_a_truth_is_refused_with_the_members_name() throws Exception {
        String mask = base64("g29-synth-border_gt");

        assertRefused(
                send("{\"pairs\":[{\"prediction\":\"\"}],\"models\":[]}"),
                "pairs[0].prediction",
                "empty");
        assertRefused(
                send("{\"pairs\":[{\"prediction\":\"%s\"}]}".formatted(mask)),
                "pairs[0].truth",
                "alone");
        assertRefused(
                server.given().multiPart("prediction", "a", mask("g29-synth-border_gt")).post(PATH),
                "truth",
                "alone in a form");
    }

    @Test
    void words_that_nobody_reads_are_refused_in_json_in_forms_and_in_the_address()
            throws Exception {
        String mask = base64("g29-synth-border_gt");
        String pair = "\"truth\":\"%s\",\"prediction\":\"%s\"".formatted(mask, mask);

        assertRefused(
                send("{\"pairs\":[{%s,\"trimp\":\"\"}]}".formatted(pair)), "pairs[0].trimp", "");
        assertRefused(send("{%s,\"worst\":-1}".formatted(pair)), "worst", "");
        assertRefused(
                send("{%s,\"variants\":{\"x\":{\"ppn\":true}}}".formatted(pair)), "variants.x", "");
        assertRefused(truthAndPrediction().multiPart("nonsense", "1").post(PATH), "nonsense", "");
        assertRefused(truthAndPrediction().multiPart("trimap", "text").post(PATH), "trimap", "");
        assertRefused(truthAndPrediction().multiPart("model", "u2netp").post(PATH), "image", "");
        assertRefused(
                truthAndPrediction()
                        .multiPart("truth", "a", mask("g29-synth-border_gt"))
                        .post(PATH),
                "truth",
                "");
        assertRefused(
                server.given()
                        .contentType("application/json")
                        .body("{%s}".formatted(pair))
                        .post(PATH + "?resize_predictions=true"),
                "resize_predictions",
                "");
    }

    private static RequestSpecification truthAndPrediction() {
        return files(
                "prediction", mask("g29-synth-border_gt"), "truth", mask("g29-synth-border_gt"));
    }

    @Test
    void values_that_are_doubtful_are_refused_or_flagged() throws Exception {
        byte[] plain = TestData.resource("masks/odd/plain.png");
        byte[] deep = TestData.resource("masks/read/png-16-bits.png");
        byte[] zeroOne = TestData.resource("masks/unscaled/png-zero-one.png");

        files("prediction", plain, "truth", deep)
                .post(PATH)
                .then()
                .body("pairs[0].scores.mae", is(0.0));
        files("prediction", plain, "truth", zeroOne)
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", is("unreadable_image"));
        files("prediction", zeroOne, "truth", plain)
                .post(PATH)
                .then()
                .body("pairs[0].flags", hasItem(containsString("unscaled_prediction")))
                .body("data.warnings[0]", startsWith("unscaled_prediction"));
    }

    @Test
    void the_description_names_variants_and_every_other_member() throws Exception {
        JsonNode bodies =
                TestData.parse(server.given().get("/openapi.json?format=json").asByteArray())
                        .at("/paths/~1evaluate/post/requestBody/content");
        JsonNode call = bodies.at("/application~1json/schema");

        List<String> options = List.of("models", "model", "variants", "resize_predictions");
        List<String> pair = List.of("name", "tags", "image", "prediction", "truth", "trimap");
        assertThat(members(call.at("/anyOf/0")))
                .containsAll(options)
                .containsAll(pair)
                .hasSize(options.size() + pair.size());
        assertThat(members(call.at("/anyOf/1")))
                .containsAll(options)
                .contains("pairs")
                .hasSize(options.size() + 1);
        assertThat(members(bodies.at("/multipart~1form-data/schema")))
                .startsWith("prediction", "truth", "trimap", "image");
        for (JsonNode form : call.path("anyOf")) {
            assertThat(
                            form.at("/properties/variants/additionalProperties/properties/ppm")
                                    .isObject())
                    .isTrue();
            assertThat(form.path("additionalProperties").asBoolean(true)).isFalse();
        }
    }

    private static List<String> members(JsonNode object) {
        return object.path("properties").properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void members_of_one_pair_beside_pairs_are_refused() throws Exception {
        String mask = base64("g29-synth-border_gt");

        assertRefused(
                send(
                        "{\"pairs\":[{\"truth\":\"%s\",\"prediction\":\"%s\"}],\"truth\":\"%s\"}"
                                .formatted(mask, mask, mask)),
                "truth",
                "beside pairs");
    }

    /// What came in the log under a request's name.
    @Test
    void no_call_of_many_odd_ones_ends_in_500() throws Exception {
        String mask = base64("g29-synth-border_gt");
        String[] values = {
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "\"\"",
            "\"AAAA\"",
            "\"%%\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "\"" + mask + "\""
        };
        String[] members = {
            "pairs",
            "name",
            "tags",
            "image",
            "prediction",
            "truth",
            "trimap",
            "models",
            "model",
            "variants",
            "resize_predictions",
            "worst"
        };
        for (String member : members) {
            for (String value : values) {
                for (String rest :
                        new String[] {
                            "",
                            ",\"truth\":\"%s\"".formatted(mask),
                            ",\"truth\":\"%s\",\"prediction\":\"%s\"".formatted(mask, mask)
                        }) {
                    String call = "{\"%s\":%s%s}".formatted(member, value, rest);
                    Response answer = send(call);
                    assertThat(answer.statusCode())
                            .as(call.substring(0, Math.min(80, call.length())))
                            .isIn(200, 400, 415, 422);
                }
            }
        }
        assertThat(server.log()).doesNotContain("failed.", "failed at");
    }
}

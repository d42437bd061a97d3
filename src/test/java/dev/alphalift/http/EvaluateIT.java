package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.TestData;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scores by the built server, asked by a real client.
@Timeout(600)
class EvaluateIT {
    private static final String PATH = "/evaluate";
    private static final String GOLDEN = "metrics/";

    @TempDir private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static byte[] mask(String name) {
        return TestData.resource(GOLDEN + name + ".png");
    }

    private static HttpResponse<byte[]> send(Form form) throws Exception {
        return server.send(
                HttpRequest.newBuilder(server.uri(PATH))
                        .header("Content-Type", Form.TYPE)
                        .POST(form.body()));
    }

    private static HttpResponse<byte[]> send(String json) throws Exception {
        return server.send(
                HttpRequest.newBuilder(server.uri(PATH))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return TestData.parse(answer.body());
    }

    @Test
    void a_mask_and_its_truth_in_a_form_are_scored() throws Exception {
        HttpResponse<byte[]> answer =
                send(
                        Form.of("prediction", mask("g25-synth-hair-coarse_pred"))
                                .file("truth", mask("g25-synth-hair-coarse_gt")));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode scores = json(answer).at("/pairs/0/scores");
        // The value of golden_masks.json, which NumPy computed.
        assertThat(scores.path("iou").asDouble()).isEqualTo(7834.0 / (7834 + 97 + 753));
        assertThat(json(answer).path("schema_version").asText()).isEqualTo("1.1");
    }

    @Test
    void a_picture_without_prediction_is_given_to_the_model() throws Exception {
        Form form =
                Form.of("image", TestData.projectFile("samples/testset/image/" + picture()))
                        .file("truth", TestData.projectFile("samples/testset/alpha/" + picture()));

        HttpResponse<byte[]> answer = send(form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/pairs/0/variant").asText()).isEqualTo("u2netp");
        assertThat(json(answer).at("/pairs/0/scores/ssim").isNumber()).isTrue();
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

        HttpResponse<byte[]> answer =
                send(
                        """
                        {"pairs": [{"name": "same", "prediction": "%s", "truth": "%s"},
                                   {"name": "broken", "prediction": "%s", "truth": "%s"}]}
                        """
                                .formatted(truth, truth, broken, truth));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/data/failed").asInt()).isEqualTo(1);
        assertThat(json(answer).at("/summary/iou/mean").asDouble()).isEqualTo(1);
    }

    @Test
    void two_sizes_are_a_problem_with_a_code() throws Exception {
        HttpResponse<byte[]> answer =
                send(
                        Form.of("prediction", mask("g25-synth-hair-coarse_pred"))
                                .file("truth", mask("g29-synth-border_gt")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("code").asText()).isEqualTo("size_mismatch");
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
            HttpResponse<byte[]> answer = send(call);

            assertThat(answer.statusCode()).as(call).isEqualTo(400);
            assertThat(json(answer).path("code").asText()).as(call).isEqualTo("invalid_option");
        }
        assertThat(send(Form.of("truth", mask("g29-synth-border_gt"))).statusCode()).isEqualTo(400);
    }

    @Test
    void a_model_that_is_not_known_is_told_before_the_work() throws Exception {
        HttpResponse<byte[]> answer =
                send(
                        Form.of("image", mask("g29-synth-border_gt"))
                                .file("truth", mask("g29-synth-border_gt"))
                                .with("model", "nonsense"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static String base64(String mask) {
        return Base64.getEncoder().encodeToString(mask(mask));
    }

    private static void assertRefused(HttpResponse<byte[]> answer, String member, String call) {
        assertThat(answer.statusCode()).as(call).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).as(call).isEqualTo("invalid_option");
        assertThat(json(answer).path("detail").asText())
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
                send(Form.of("prediction", mask("g29-synth-border_gt"))),
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
        assertRefused(send(truthAndPrediction().with("nonsense", "1")), "nonsense", "");
        assertRefused(send(truthAndPrediction().with("trimap", "text")), "trimap", "");
        assertRefused(send(truthAndPrediction().with("model", "u2netp")), "image", "");
        assertRefused(
                send(truthAndPrediction().file("truth", mask("g29-synth-border_gt"))), "truth", "");
        assertRefused(
                server.send(
                        HttpRequest.newBuilder(server.uri(PATH + "?resize_predictions=true"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{%s}".formatted(pair)))),
                "resize_predictions",
                "");
    }

    private static Form truthAndPrediction() {
        return Form.of("prediction", mask("g29-synth-border_gt"))
                .file("truth", mask("g29-synth-border_gt"));
    }

    @Test
    void values_that_are_doubtful_are_refused_or_flagged() throws Exception {
        byte[] plain = TestData.resource("masks/odd/plain.png");
        byte[] deep = TestData.resource("masks/read/png-16-bits.png");
        byte[] zeroOne = TestData.resource("masks/unscaled/png-zero-one.png");

        HttpResponse<byte[]> read = send(Form.of("prediction", plain).file("truth", deep));
        HttpResponse<byte[]> refused = send(Form.of("prediction", plain).file("truth", zeroOne));
        HttpResponse<byte[]> flagged = send(Form.of("prediction", zeroOne).file("truth", plain));

        assertThat(json(read).at("/pairs/0/scores/mae").asDouble(9)).isZero();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("code").asText()).isEqualTo("unreadable_image");
        assertThat(json(flagged).at("/pairs/0/flags").toString()).contains("unscaled_prediction");
        assertThat(json(flagged).at("/data/warnings/0").asText()).startsWith("unscaled_prediction");
    }

    @Test
    void the_description_names_variants_and_every_other_member() throws Exception {
        JsonNode bodies =
                json(server.get("/openapi.json?format=json"))
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
                    HttpResponse<byte[]> answer = send(call);
                    assertThat(answer.statusCode())
                            .as(call.substring(0, Math.min(80, call.length())))
                            .isIn(200, 400, 415, 422);
                }
            }
        }
        assertThat(server.log()).doesNotContain("failed.", "failed at");
    }
}

package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.TestData;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scores by the built server, asked by a real client.
@Timeout(120)
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
        assertThat(json(answer).path("schema_version").asText()).isEqualTo("1.0");
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
}

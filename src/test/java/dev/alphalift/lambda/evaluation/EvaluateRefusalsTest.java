package dev.alphalift.lambda.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.lambda.CallLogs;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.s3.S3Case;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.SpoiltJson;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the function `evaluate` makes of calls that make no sense.
class EvaluateRefusalsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static S3Case fixture;
    private static Evaluations evaluations;
    private static EvaluateFunction function;
    private static String mask;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(5));
        evaluations = fixture.evaluations();
        function =
                new EvaluateFunction(
                        fixture.remover,
                        new FunctionSettings(Duration.ofMinutes(1), S3Case.OPTIONS, 1 << 20),
                        new EvaluationSettings(evaluations, 1, null),
                        fixture.store,
                        CallLogs.NONE);
        mask = Base64.getEncoder().encodeToString(GreyPictures.random(8, 6, new Random(5)));
    }

    @AfterAll
    static void stop() {
        evaluations.close();
        fixture.close();
    }

    private static JsonNode call(String json) throws IOException {
        return function.evaluate(JSON.readTree(json.replace("MASK", mask)));
    }

    /// `|` stands for a comma in the table.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "a truth is missing, {\"prediction\":\"MASK\"}",
                "not empty, {\"pairs\":[{\"prediction\":\"\"}]|\"models\":[]}",
                "a truth is missing, {\"pairs\":[{\"prediction\":\"MASK\"}]}",
                "needs a prediction, {\"pairs\":[{\"truth\":\"MASK\"}]}",
                "must be an object, {\"pairs\":[7]}",
                "must be an array, {\"pairs\":\"x\"}",
                "there is no pair, {\"pairs\":[]}",
                "no such member, {\"pairs\":[{\"truth\":\"MASK\"|\"predicton\":\"MASK\"}]}",
                "must be base64 or s3, {\"pairs\":[{\"truth\":7|\"prediction\":\"MASK\"}]}",
                "must be base64 or s3, {\"pairs\":[{\"truth\":\"%\"|\"prediction\":\"MASK\"}]}",
                "a truth is missing, {\"pairs\":[{\"foreground\":\"MASK\"}]}",
                "pairs[0].predictions.mine, {\"pairs\":[{\"predictions\":{\"mine\":7}|\"truth\":\"MASK\"}]}",
                "must look like, {\"pairs\":[{\"truth\":{\"at\":7}|\"prediction\":\"MASK\"}]}",
                "must look like, {\"pairs\":[{\"truth\":{\"where\":\"x\"}|\"prediction\":\"MASK\"}]}",
                "pairs[0].name, {\"pairs\":[{\"name\":7|\"truth\":\"MASK\"|\"prediction\":\"MASK\"}]}",
                "pairs[0].tags, {\"pairs\":[{\"tags\":\"x\"|\"truth\":\"MASK\"|\"prediction\":\"MASK\"}]}",
                "pairs[0].predictions, {\"pairs\":[{\"predictions\":\"x\"|\"truth\":\"MASK\"|\"prediction\":\"MASK\"}]}",
                "nobody would look, {\"pairs\":[{\"truth\":\"MASK\"|\"prediction\":\"MASK\"}]|\"data\":\"s3://a/b\"}",
                "nobody would look, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"images\":\"s3://a/b\"}",
                "1 to 100, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"worst\":-1}",
                "1 to 100, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"worst\":\"7\"}",
                "1 to 100, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"worst\":1e400}",
                "true or false, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"resize_predictions\":\"no\"}",
                "array of texts, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"models\":{}}",
                "must be a text, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"models\":[7]}",
                "object of options, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"variants\":{\"x\":7}}",
                "no such option, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"variants\":{\"x\":{\"ppn\":true}}}",
                "object of variants, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"variants\":[\"x\"]}",
                "it must be whole, {\"action\":7}",
                "must be a text, {\"name\":7|\"truth\":\"MASK\"|\"prediction\":\"MASK\"}",
                "s3://bucket/key, {\"data\":7}",
                "number of a batch, {\"action\":\"score\"|\"report\":\"s3://a/b\"|\"batch\":-1}",
                "number of a batch, {\"action\":\"score\"|\"report\":\"s3://a/b\"|\"batch\":\"x\"}",
                "a number, {\"truth\":\"MASK\"|\"prediction\":\"MASK\"|\"tolerance\":[1]}",
            })
    void what_cannot_be_is_refused_as_the_callers_mistake(String words, String json) {
        assertThatThrownBy(() -> call(json.replace('|', ',')))
                .isInstanceOf(FunctionFault.class)
                .hasMessageStartingWith("invalid_option: ")
                .hasMessageContaining(words);
    }

    @Test
    void a_call_with_anything_anywhere_is_answered_or_refused() throws IOException {
        long seed = 23;
        Random random = new Random(seed);
        String whole =
                """
                {"pairs": [{"name": "a", "truth": "MASK", "prediction": "MASK", "tags": ["x"]}],
                 "models": [], "variants": {}, "resize_predictions": false, "worst": 3, "name": "n",
                 "tolerance": 0.1}
                """
                        .replace("MASK", mask);
        SpoiltJson spoilt = new SpoiltJson(List.of("image", "data", "batch", "baseline"), mask);
        for (int round = 0; round < 600; round++) {
            JsonNode json = JSON.readTree(whole);
            spoilt.spoil(json, random);
            if (random.nextBoolean()) {
                spoilt.spoil(json, random);
            }
            try {
                assertThat(function.evaluate(json).path("schema").asText()).isNotEmpty();
            } catch (FunctionFault fault) {
                assertThat(fault.getMessage())
                        .as("seed %d: %s", seed, json)
                        .doesNotStartWith("unexpected");
            }
        }
    }

    private static String put(String key, byte[] bytes) {
        fixture.server.upload(fixture.source, key, bytes);
        return "s3://%s/%s".formatted(fixture.source, key.substring(0, key.indexOf('/') + 1));
    }

    @Test
    void pictures_in_a_store_without_a_truth_are_no_success_unless_that_is_asked_for()
            throws IOException {
        String folder = put("bare/images/a.png", GreyPictures.random(8, 6, new Random(6)));
        String call = "{\"data\": \"%s\"%s}";

        assertThatThrownBy(() -> call(call.formatted(folder, "")))
                .hasMessageContaining("there is no truth in it");
        JsonNode report = call(call.formatted(folder, ", \"without_truth\": true"));

        assertThat(report.at("/data/warnings").toString()).contains("nothing about accuracy");
    }

    @Test
    void a_folder_in_a_store_that_is_not_understood_is_named() {
        put("odd/images/a.png", GreyPictures.random(8, 6, new Random(6)));
        String folder = put("odd/schablonen/a.png", GreyPictures.random(8, 6, new Random(7)));

        assertThatThrownBy(() -> call("{\"data\": \"%s\"}".formatted(folder)))
                .hasMessageStartingWith("invalid_option: ")
                .hasMessageContaining("schablonen (1 picture)");
    }

    @Test
    void a_list_in_a_store_may_begin_with_a_byte_order_mark_and_is_read_as_strictly()
            throws IOException {
        put("lists/t.png", TestData.resource("masks/odd/plain.png"));
        String folder =
                put(
                        "lists/a.csv",
                        "\ufeffname;truth;prediction\na;t.png;t.png\n"
                                .getBytes(StandardCharsets.UTF_8));
        put(
                "lists/b.json",
                "[{\"truth\": \"t.png\", \"predicton\": \"t.png\"}]"
                        .getBytes(StandardCharsets.UTF_8));

        JsonNode report = call("{\"data\": \"%sa.csv\"}".formatted(folder));

        assertThat(report.at("/pairs/0/name").asText()).isEqualTo("a");
        assertThatThrownBy(() -> call("{\"data\": \"%sb.json\"}".formatted(folder)))
                .hasMessageContaining("predicton");
    }

    @Test
    void remarks_of_a_list_that_is_cut_into_batches_stand_in_the_merged_report()
            throws IOException {
        put("remarks/t.png", TestData.resource("masks/odd/plain.png"));
        String folder =
                put(
                        "remarks/a.csv",
                        "name,truth,prediction,licence\na,t.png,t.png,none\n"
                                .getBytes(StandardCharsets.UTF_8));
        String report = "s3://%s/evaluations/remarks/".formatted(fixture.target);
        JsonNode plan =
                call(
                        "{\"action\": \"plan\", \"data\": \"%sa.csv\", \"report\": \"%s\"}"
                                .formatted(folder, report));
        ObjectAddress batches =
                new ObjectAddress(
                        plan.at("/batches/bucket").asText(), plan.at("/batches/key").asText());
        byte[] calls = fixture.server.read(batches.bucket(), batches.key()).asByteArray();
        TestData.parse(calls).forEach(function::evaluate);

        JsonNode merged = function.evaluate(plan.get("merge"));

        assertThat(merged.at("/data/warnings").toString()).contains("licence");
    }
}

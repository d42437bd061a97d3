package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.lambda.evaluation.EvaluateFunction;
import dev.alphalift.lambda.evaluation.EvaluationSettings;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.Reports;
import dev.alphalift.testdata.S3Server;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built function `evaluate`, an executable or Java, under the runtime's protocol, beside a
/// server that speaks S3's.
class EvaluationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAIRS = 7;

    @TempDir private static Path folder;
    private static S3Server server;
    private static String source;
    private static String target;
    private static FunctionHost function;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
        source = server.bucket();
        target = server.bucket();
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("ALPHALIFT_EVALUATIONS", "s3://" + target + "/evaluations/");
        function = FunctionHost.start(FunctionProcess.unpack(folder), "evaluate", environment);
    }

    @AfterAll
    static void stop() throws Exception {
        function.close();
        server.close();
    }

    private static JsonNode call(JsonNode event) throws Exception {
        JsonNode answer = function.call(event);
        assertThat(answer.has("errorMessage")).as(answer.toString()).isFalse();
        return answer;
    }

    private static ObjectNode inCall() {
        Random random = new Random(11);
        ObjectNode event = JSON.createObjectNode();
        event.putArray("models").add("u2netp");
        var pairs = event.putArray("pairs");
        for (int i = 0; i < 3; i++) {
            ObjectNode pair = pairs.addObject().put("name", "pair " + i);
            pair.put("image", GreyPictures.random(150 + i, 100, random));
            pair.put("prediction", GreyPictures.random(150 + i, 100, random));
            pair.put("truth", GreyPictures.random(150 + i, 100, random));
            pair.put("trimap", GreyPictures.random(150 + i, 100, random));
        }
        return event;
    }

    @Test
    void every_score_has_the_digits_that_it_has_on_the_jvm() throws Exception {
        JsonNode given = call(inCall());

        try (BackgroundRemover remover =
                        new Assembly(Settings.of(Map.of("HOME", folder.toString())))
                                .backgroundRemover(_ -> {});
                Evaluations evaluations =
                        new Assembly(Settings.of(Map.of())).evaluations(remover, null)) {
            EvaluateFunction here =
                    new EvaluateFunction(
                            remover,
                            new FunctionSettings(
                                    Duration.ofMinutes(5), RemovalOptions.DEFAULT, 1 << 20),
                            new EvaluationSettings(evaluations, 1, null),
                            server.store(Duration.ofSeconds(5)),
                            CallLogs.NONE);
            assertThat(Reports.lasting(given)).isEqualTo(Reports.lasting(here.evaluate(inCall())));
        }
        assertThat(given.at("/pairs/0/scores/s_measure").isNumber()).isTrue();
        assertThat(given.at("/pairs/0/scores/psnr").isNumber()).isTrue();
        assertThat(given.path("pairs").path(0).at("/scores/sad_trimap").isNumber()).isTrue();
    }

    @Test
    void a_data_set_that_is_cut_into_batches_gives_the_report_of_one_call() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < PAIRS; i++) {
            for (String kind : List.of("image", "mask")) {
                server.upload(
                        source,
                        "datasets/Ein Satz + é/%s/%02d.png".formatted(kind, i),
                        GreyPictures.random(64, 48, random));
            }
        }
        ObjectNode event = JSON.createObjectNode();
        event.put("data", "s3://" + source + "/datasets/Ein Satz + é/");

        JsonNode whole =
                call(event.deepCopy().put("report", "s3://" + target + "/evaluations/whole/"));
        JsonNode plan = call(event.deepCopy().put("action", "plan").put("batch", 3));
        List<JsonNode> batches = new ArrayList<>();
        read("evaluations/Ein Satz + é/plan/batches.json").forEach(batches::add);
        Collections.reverse(batches);
        for (JsonNode batch : batches) {
            call(batch);
        }
        JsonNode merged = call(plan.get("merge"));

        assertThat(batches).hasSize(3);
        assertThat(merged.path("variants")).isEqualTo(whole.path("variants"));
        assertThat(Reports.lasting(read("evaluations/Ein Satz + é/report.json")))
                .isEqualTo(Reports.lasting(read("evaluations/whole/report.json")));
        assertThat(server.contents(target)).containsKey("evaluations/whole/report.csv");
    }

    private static JsonNode read(String key) throws Exception {
        return JSON.readTree(server.read(target, key).asByteArray());
    }

    @Test
    void a_fault_begins_with_its_code_and_a_line_is_logged_of_each_call() throws Exception {
        JsonNode answer =
                function.call(JSON.createObjectNode().put("data", "s3://no-such-bucket/a/"));

        assertThat(answer.path("errorMessage").asText()).startsWith("source_missing: ");
        JsonNode line =
                function.log()
                        .lines()
                        .filter(each -> each.contains("\"source_missing\""))
                        .map(each -> TestData.parse(each.getBytes(StandardCharsets.UTF_8)))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.path("function").asText()).isEqualTo("evaluate");
        assertThat(line.path("action").asText()).isEqualTo("whole");
    }
}

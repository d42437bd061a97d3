package dev.alphalift.lambda.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.lambda.CallLogs;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.StartUp;
import dev.alphalift.lambda.s3.S3Case;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BenchmarkFunctionTest {
    private static S3Case fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode call(ObjectNode call, Duration timeout) {
        StartUp startUp = new StartUp();
        startUp.isOver();
        return new BenchmarkFunction(
                        fixture.remover,
                        new FunctionSettings(timeout, S3Case.OPTIONS, 1 << 20),
                        new BenchmarkSettings(
                                2, new Assembly(Settings.of(Map.of())).limits(), "1.0-test", "cpu"),
                        fixture.store,
                        CallLogs.NONE,
                        startUp)
                .benchmark(call);
    }

    private static ObjectNode few() {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("runs", 3).put("warm_up", 1);
        call.putArray("sizes").add(0.01);
        call.putArray("concurrency").add(2);
        return call;
    }

    private static JsonNode call(ObjectNode call) {
        return call(call, Duration.ofMinutes(1));
    }

    @Test
    void the_functions_own_model_is_measured_with_a_picture_that_is_made() {
        JsonNode report = call(few());

        JsonNode result = report.path("results").path(0);
        assertThat(report.path("results")).hasSize(1);
        assertThat(result.path("model").asText()).isEqualTo("u2net_custom");
        assertThat(result.at("/picture/megapixels").asDouble()).isBetween(0.009, 0.011);
        assertThat(result.path("warm_ms").path("samples").asInt()).isEqualTo(3);
        assertThat(result.path("start_up_ms").path("p50").asDouble()).isPositive();
        assertThat(result.at("/throughput/0/concurrency").asInt()).isEqualTo(2);
        assertThat(result.path("verdicts").findValuesAsText("target"))
                .contains("median_latency", "peak_memory", "throughput", "start_up");
    }

    @Test
    void a_picture_of_the_store_is_measured_and_the_report_is_put_there_and_held_against() {
        fixture.server.upload(fixture.source, "datasets/a b.png", S3Case.picture(5));
        ObjectNode call = few();
        call.putArray("images").add("s3://" + fixture.source + "/datasets/a b.png");
        String place = "s3://" + fixture.target + "/evaluations/speed.json";

        JsonNode report = call(call.put("report", place));
        call.remove("report");
        JsonNode again = call(call.put("baseline", place).put("tolerance", 1_000));

        assertThat(report.at("/results/0/picture/name").asText()).endsWith("a b.png");
        assertThat(report.path("report").asText()).isEqualTo(place);
        JsonNode put =
                TestData.parse(
                        fixture.server
                                .read(fixture.target, "evaluations/speed.json")
                                .asByteArray());
        assertThat(put.path("results").toString()).isEqualTo(report.path("results").toString());
        assertThat(again.at("/baseline/file").asText()).isEqualTo(place);
        assertThat(again.path("passed").asBoolean(false)).isTrue();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> call(few().put("laps", 1)))
                .hasMessageStartingWith("invalid_option: ")
                .hasMessageContaining("laps")
                .hasMessageContaining("Maybe one of these: baseline, ");
        assertThatThrownBy(() -> call(few().put("runs", 0)))
                .hasMessageContaining("it must lie in 1 to 1,000,000");
        ObjectNode model = few();
        model.putArray("models").add("no-such-model");
        assertThatThrownBy(() -> call(model)).hasMessageContaining("no-such-model");
        assertThatThrownBy(() -> call(few().put("tolerance", -1)))
                .hasMessageContaining("it must not be negative");
    }

    @Test
    void no_more_is_measured_when_there_is_no_time() {
        assertThatThrownBy(() -> call(few(), Duration.ofNanos(1)))
                .hasMessageStartingWith("deadline_exceeded: ");
    }
}

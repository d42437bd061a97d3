package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.evaluation.Failure;
import dev.alphalift.evaluation.PairResult;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluateWebTest {
    @Test
    void an_evaluation_that_lasts_too_long_is_a_504_with_what_was_done() {
        PairResult scored =
                new PairResult(
                        "a",
                        "u2netp",
                        List.of("hair"),
                        "stamp",
                        null,
                        null,
                        null,
                        Map.of(),
                        new Failure("size_mismatch", "Two sizes."));
        DeadlineExceeded late = new DeadlineExceeded(Duration.ofSeconds(60), 1, 3);

        WebAnswer answer = EvaluateWeb.late(late, List.of(scored), "id");

        JsonNode json = TestData.parse(answer.body());
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(json.path("code").asText()).isEqualTo("deadline_exceeded");
        assertThat(json.path("detail").asText()).contains("60.0 s: 1 of 3 results");
        assertThat(json.path("done").asInt()).isEqualTo(1);
        assertThat(json.path("all").asInt()).isEqualTo(3);
        assertThat(json.at("/pairs/0/name").asText()).isEqualTo("a");
        assertThat(json.at("/pairs/0/error/code").asText()).isEqualTo("size_mismatch");
        assertThat(json.path("requestId").asText()).isEqualTo("id");
    }
}

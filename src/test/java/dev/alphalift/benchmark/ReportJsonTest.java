package dev.alphalift.benchmark;

import static dev.alphalift.benchmark.ReportFixture.baseline;
import static dev.alphalift.benchmark.ReportFixture.report;
import static dev.alphalift.benchmark.ReportFixture.result;
import static dev.alphalift.benchmark.ReportFixture.spread;
import static dev.alphalift.benchmark.ReportFixture.warm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.testdata.BenchmarkSchema;
import dev.alphalift.testdata.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static final Result PLAIN = result("u2netp", warm(200, 400_000_000L, 8));

    private static JsonNode json(BenchmarkReport report) {
        byte[] bytes = ReportJson.bytes(report);
        BenchmarkSchema.assertValid(bytes);
        return TestData.parse(bytes);
    }

    @Test
    void what_was_not_measured_is_null_and_there() {
        Result bare = new Result(PLAIN.configuration(), null, null, warm(200, null, 8), null, null);

        JsonNode result = json(report(bare)).at("/results/0");

        for (String key : List.of("start_up_ms", "cold_ms", "soak", "rembg")) {
            assertThat(result.get(key).isNull()).as(key).isTrue();
        }
        assertThat(result.at("/memory/peak_bytes").isNull()).isTrue();
        assertThat(result.at("/verdicts/1/passed").isNull()).isTrue();
    }

    @Test
    void everything_that_can_be_measured_fits_the_schema() {
        Soak soak = Soak.of(List.of(new Soak.Sample(1, 0.5, 100_000_000)));
        RembgResult rembg =
                new RembgResult(
                        "/bin/rembg", "u2netp", spread(4000), spread(2000), spread(400), 8L, null);
        Result full =
                new Result(
                        PLAIN.configuration(), spread(700), spread(900), PLAIN.warm(), soak, rembg);

        JsonNode report = json(report(full).against(baseline(report(PLAIN)), 0.1));

        assertThat(report.at("/results/0/rembg/ratio/warm").doubleValue()).isEqualTo(0.5);
        assertThat(report.at("/results/0/soak/samples/0/0").intValue()).isEqualTo(1);
        assertThat(report.at("/baseline/passed").booleanValue()).isTrue();
    }

    @Test
    void each_run_is_a_row_of_its_steps_where_that_is_asked_for() {
        assertThat(json(report(PLAIN)).at("/results/0/runs_ms").isNull()).isTrue();

        byte[] bytes = ReportJson.bytesWithRuns(report(PLAIN));

        BenchmarkSchema.assertValid(bytes);
        assertThat(TestData.parse(bytes).at("/results/0/runs_ms"))
                .hasToString(
                        "[{\"total\":15.5,\"decode\":1.0,\"preprocess\":2.0,\"inference\":3.0,"
                                + "\"postprocess\":4.0,\"encode\":5.0}]");
    }

    @Test
    void a_regression_fails_the_report_and_is_listed() {
        Result slow = result("u2netp", warm(300, 400_000_000L, 8));

        JsonNode report = json(report(slow).against(baseline(report(PLAIN)), 0.1));

        assertThat(report.get("passed").booleanValue()).isFalse();
        JsonNode regression = report.at("/baseline/regressions/0");
        assertThat(regression.get("figure").textValue()).isEqualTo("warm_ms");
        assertThat(regression.get("change").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void the_text_names_each_figure_and_each_verdict() {
        Result slow = result("u2netp", warm(300, 400_000_000L, 4));

        String text =
                String.join(
                        "\n", ReportText.lines(report(slow).against(baseline(report(PLAIN)), 0.1)));

        assertThat(text)
                .contains("u2netp, 2 threads, made-1mp (1155x866)")
                .contains("throughput     MISSED: 4.00 pictures/s (at least 5)")
                .contains("median_latency met: 300.00 ms (at most 1,000)")
                .contains("warm_ms 200.00 -> 300.00 (+50.0 %)")
                .contains("peak memory: 400 MB; of the control group: 500 MB");
    }
}

package dev.alphalift.benchmark;

import static dev.alphalift.benchmark.ReportFixture.baseline;
import static dev.alphalift.benchmark.ReportFixture.picture;
import static dev.alphalift.benchmark.ReportFixture.report;
import static dev.alphalift.benchmark.ReportFixture.result;
import static dev.alphalift.benchmark.ReportFixture.warm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.benchmark.BaselineComparison.Change;
import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkBaselineTest {
    private static final double TOLERANCE = 0.10;

    private static final Result EARLIER = result("u2netp", warm(200, 400_000_000L, 8));

    private static BaselineComparison compared(Result now) {
        BaselineComparison comparison =
                report(now).against(baseline(report(EARLIER)), TOLERANCE).comparison();
        assertThat(comparison).isNotNull();
        return comparison;
    }

    @Test
    void a_report_is_no_worse_than_itself() {
        BaselineComparison comparison = compared(EARLIER);

        assertThat(comparison.passed()).isTrue();
        assertThat(comparison.sameMachine()).isTrue();
        assertThat(comparison.compared()).isEqualTo(5);
        assertThat(comparison.date()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void what_is_worse_within_the_tolerance_passes() {
        assertThat(compared(result("u2netp", warm(219, 439_000_000L, 7.21))).passed()).isTrue();
    }

    @Test
    void a_median_beyond_the_tolerance_is_a_regression() {
        BaselineComparison comparison = compared(result("u2netp", warm(230, 400_000_000L, 8)));

        assertThat(comparison.passed()).isFalse();
        Change change = comparison.regressions().getFirst();
        assertThat(comparison.regressions()).hasSize(1);
        assertThat(change.figure()).isEqualTo("warm_ms");
        assertThat(change.before()).isEqualTo(200);
        assertThat(change.now()).isEqualTo(230);
        assertThat(change.change()).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void of_throughput_less_is_worse_and_more_is_not() {
        assertThat(compared(result("u2netp", warm(200, 400_000_000L, 16))).passed()).isTrue();
        assertThat(compared(result("u2netp", warm(200, 400_000_000L, 7))).regressions())
                .extracting(Change::figure)
                .containsExactly("pictures_per_second at 2");
    }

    @Test
    void memory_that_is_not_known_any_more_is_not_compared() {
        BaselineComparison comparison = compared(result("u2netp", warm(200, null, 8)));

        assertThat(comparison.compared()).isEqualTo(4);
        assertThat(comparison.passed()).isTrue();
    }

    @Test
    void another_model_is_not_compared() {
        BaselineComparison comparison = compared(result("u2net", warm(9_000, 900_000_000L, 1)));

        assertThat(comparison.compared()).isZero();
        assertThat(comparison.passed()).isTrue();
    }

    @Test
    void another_machine_is_told() {
        Machine other = new Machine("Linux 6.1", "amd64", null, 2, null, "native", "25", "cpu");

        BaselineComparison comparison =
                baseline(report(EARLIER)).compare(other, List.of(EARLIER), TOLERANCE);

        assertThat(comparison.sameMachine()).isFalse();
    }

    @Test
    void a_plan_that_shares_nothing_is_refused_before_it_is_carried_out() {
        BenchmarkBaseline baseline = baseline(report(EARLIER));

        baseline.requireShared(plan("u2netp"));
        assertThatThrownBy(() -> baseline.requireShared(plan("u2net")))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("earlier.json");
    }

    private static BenchmarkPlan plan(String model) {
        return new BenchmarkPlan(
                List.of(model), List.of(2), List.of(picture("made-1mp")), Repeats.DEFAULT, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"schema\": \"alphalift-evaluation\"}",
                "{\"schema\": \"alphalift-benchmark\", \"schema_version\": \"2.0\", \"results\": []}",
                "{\"schema\": \"alphalift-benchmark\", \"schema_version\": \"1.0\"}"
            })
    void a_file_that_is_no_report_is_refused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> BenchmarkBaseline.of("broken.json", bytes))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("broken.json");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> BenchmarkBaseline.read(Path.of("no-such-report.json")))
                .isInstanceOf(SourceMissing.class)
                .hasMessageContaining("no-such-report.json");
    }
}

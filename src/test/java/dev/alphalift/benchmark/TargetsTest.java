package dev.alphalift.benchmark;

import static dev.alphalift.benchmark.ReportFixture.baseline;
import static dev.alphalift.benchmark.ReportFixture.report;
import static dev.alphalift.benchmark.ReportFixture.result;
import static dev.alphalift.benchmark.ReportFixture.spread;
import static dev.alphalift.benchmark.ReportFixture.warm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.benchmark.measure.Soak;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static Verdict verdict(List<Verdict> verdicts, String target) {
        return verdicts.stream()
                .filter(verdict -> verdict.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Soak soak(double growth, boolean judged) {
        return new Soak(2000, 100, growth, 0.1, judged, List.of());
    }

    @Test
    void a_limit_itself_is_met() {
        List<Verdict> verdicts =
                Targets.verdicts(warm(1_000, 1_000_000_000L, 5), spread(10_000), null);

        assertThat(verdicts).hasSize(4).allMatch(verdict -> Boolean.TRUE.equals(verdict.passed()));
    }

    @Test
    void a_little_beyond_each_limit_is_missed() {
        List<Verdict> verdicts =
                Targets.verdicts(
                        warm(1_000.1, 1_000_000_001L, 4.99), spread(10_000.1), soak(10.1, true));

        assertThat(verdicts).hasSize(5).allMatch(verdict -> Boolean.FALSE.equals(verdict.passed()));
    }

    @Test
    void what_was_not_measured_is_neither_met_nor_missed() {
        List<Verdict> verdicts = Targets.verdicts(warm(100, null, 9), null, soak(99, false));

        for (String target : List.of("peak_memory", "start_up", "memory_growth")) {
            assertThat(verdict(verdicts, target).passed()).as(target).isNull();
        }
        assertThat(verdict(verdicts, "memory_growth").value()).isEqualTo(99);
        assertThat(verdict(verdicts, "start_up").value()).isNull();
    }

    @Test
    void a_report_meets_its_targets_while_none_is_missed() {
        assertThat(report(result("u2netp", warm(100, null, 9))).meetsTargets()).isTrue();
        assertThat(
                        report(
                                        result("u2netp", warm(100, null, 9)),
                                        result("u2net", warm(100, null, 4)))
                                .meetsTargets())
                .isFalse();
    }

    @Test
    void a_missed_target_alone_does_not_fail_a_report() {
        BenchmarkReport slow = report(result("u2netp", warm(5_000, null, 1)));

        assertThat(slow.meetsTargets()).isFalse();
        assertThat(slow.passed()).isTrue();
        assertThat(slow.against(baseline(slow), 0.1).passed()).isTrue();
    }

    @Test
    void a_report_that_is_worse_than_before_fails_though_it_meets_its_targets() {
        BenchmarkReport before = report(result("u2netp", warm(100, null, 9)));
        BenchmarkReport worse =
                report(result("u2netp", warm(200, null, 9))).against(baseline(before), 0.1);

        assertThat(worse.meetsTargets()).isTrue();
        assertThat(worse.passed()).isFalse();
    }
}

package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Machine;
import dev.alphalift.benchmark.measure.SoakLength;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that was measured in one go.
///
/// @param version of this program
/// @param repeats how often
/// @param soak null when there was none
/// @param comparison null when there was no baseline
public record BenchmarkReport(
        Instant date,
        String version,
        Machine machine,
        Repeats repeats,
        @Nullable SoakLength soak,
        List<Result> results,
        @Nullable BaselineComparison comparison) {
    public BenchmarkReport {
        results = List.copyOf(results);
    }

    /// The same held against an earlier one.
    public BenchmarkReport against(BenchmarkBaseline baseline, double tolerance) {
        return new BenchmarkReport(
                date,
                version,
                machine,
                repeats,
                soak,
                results,
                baseline.compare(machine, results, tolerance));
    }

    /// Whether no target was missed; what could not be told misses none.
    public boolean meetsTargets() {
        return results.stream()
                .flatMap(result -> result.verdicts().stream())
                .allMatch(verdict -> !Objects.equals(verdict.passed(), false));
    }

    /// Whether nothing is worse than the baseline, if there was one.
    public boolean passed() {
        return comparison == null || comparison.passed();
    }
}

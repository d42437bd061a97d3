package dev.alphalift.benchmark;

import java.util.List;

/// A report held against an earlier one.
///
/// @param baseline the earlier one's name
/// @param date when it was made
/// @param tolerance how much worse a figure may be, as a part of the earlier one
/// @param sameMachine whether processor, system and runtime were the same; figures of different
///   machines say little about the program
/// @param compared how many figures both have
/// @param regressions those that are worse by more than the tolerance
public record BaselineComparison(
        String baseline,
        String date,
        double tolerance,
        boolean sameMachine,
        int compared,
        List<Change> regressions) {
    public BaselineComparison {
        regressions = List.copyOf(regressions);
    }

    /// A figure that has become worse.
    ///
    /// @param figure its name, for example `warm_ms`; throughput has its concurrency behind it
    /// @param change by what part of the earlier figure it has risen or fallen
    public record Change(
            Configuration configuration, String figure, double before, double now, double change) {}

    /// Whether nothing is worse.
    public boolean passed() {
        return regressions.isEmpty();
    }
}

package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one configuration showed.
///
/// @param startUp milliseconds from the start of a process until its model is loaded; null when
///   nobody saw it start
/// @param cold milliseconds of whole processes, from their start to their end with the cutout
///   written; null when there were none
/// @param soak null when there was none
/// @param rembg what rembg showed beside it; null when it was left out
public record Result(
        Configuration configuration,
        @Nullable Spread startUp,
        @Nullable Spread cold,
        Measurement warm,
        @Nullable Soak soak,
        @Nullable RembgResult rembg) {
    /// This held against the published targets.
    public List<Verdict> verdicts() {
        return Targets.verdicts(warm, startUp, soak);
    }
}

package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Spread;
import org.jspecify.annotations.Nullable;

/// What rembg showed with the same model, picture and number of threads, each of its runs next to
/// one of ours.
///
/// @param executable what was run
/// @param model its name for the model, in the form that it has
/// @param cold milliseconds of whole processes
/// @param startUp milliseconds until its session is there, rembg's import included
/// @param warm milliseconds of `remove` with that session
/// @param peakBytes the most memory that the warm process had
/// @param problem why figures are missing; null when they are not
public record RembgResult(
        String executable,
        String model,
        @Nullable Spread cold,
        @Nullable Spread startUp,
        @Nullable Spread warm,
        @Nullable Long peakBytes,
        @Nullable String problem) {}

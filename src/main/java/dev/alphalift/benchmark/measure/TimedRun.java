package dev.alphalift.benchmark.measure;

import dev.alphalift.pipeline.StepTimes;

/// One removal.
///
/// @param totalNanos from the call to its return: the steps, and waiting for a turn
/// @param steps what the pipeline told of its steps
public record TimedRun(long totalNanos, StepTimes steps) {
    double millis() {
        return Nanos.toMillis(totalNanos);
    }
}

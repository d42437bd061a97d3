package dev.alphalift.benchmark.measure;

import java.util.List;

/// What a process showed that was warm.
///
/// @param warm milliseconds a picture, one after the other
/// @param steps the same, step by step
/// @param runs the same, run by run
/// @param cpu processor time of the same runs
/// @param throughput with several callers; may be empty
/// @param memory of the process when all that was done
public record Measurement(
        Spread warm,
        StepSpreads steps,
        List<TimedRun> runs,
        CpuUse cpu,
        List<Throughput> throughput,
        MemoryUse memory) {
    public Measurement {
        runs = List.copyOf(runs);
        throughput = List.copyOf(throughput);
    }

    public static Measurement of(Stretch alone, List<Throughput> throughput, MemoryUse memory) {
        return new Measurement(
                alone.latency(),
                StepSpreads.of(alone.runs()),
                alone.runs(),
                CpuUse.of(alone),
                throughput,
                memory);
    }
}

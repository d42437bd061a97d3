package dev.alphalift.benchmark.measure;

import java.util.ArrayList;
import java.util.List;

/// Runs that were made without a pause.
///
/// @param runs at least one
/// @param wallNanos from the first's begin to the last's end, at least 1
/// @param cpu what the process used in that time
public record Stretch(List<TimedRun> runs, long wallNanos, CpuTime cpu) {
    public Stretch {
        runs = List.copyOf(runs);
    }

    /// Both, as if there had been no pause between them.
    public Stretch plus(Stretch other) {
        List<TimedRun> all = new ArrayList<>(runs);
        all.addAll(other.runs);
        return new Stretch(all, wallNanos + other.wallNanos, cpu.plus(other.cpu));
    }

    Spread latency() {
        return Spread.of(runs.stream().mapToDouble(TimedRun::millis).toArray());
    }

    double picturesASecond() {
        return runs.size() / Nanos.toSeconds(wallNanos);
    }
}

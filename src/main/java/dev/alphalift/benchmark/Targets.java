package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.Throughput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The published targets.
final class Targets {
    static final double LATENCY_MILLIS = 1_000;
    static final double PEAK_BYTES = 1e9;
    static final double PICTURES_A_SECOND = 5;
    static final double START_UP_MILLIS = 10_000;

    /// Megabytes a 1,000 pictures: a million pictures would take 10 GB.
    static final double GROWTH = 10;

    private Targets() {}

    static List<Verdict> verdicts(Measurement warm, @Nullable Spread startUp, @Nullable Soak soak) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Verdict.atMost("median_latency", "ms", LATENCY_MILLIS, warm.warm().p50()));
        Long peak = warm.memory().peakBytes();
        verdicts.add(
                Verdict.atMost(
                        "peak_memory",
                        "bytes",
                        PEAK_BYTES,
                        peak == null ? null : peak.doubleValue()));
        verdicts.add(
                Verdict.atLeast(
                        "throughput", "pictures/s", PICTURES_A_SECOND, best(warm.throughput())));
        verdicts.add(
                Verdict.atMost(
                        "start_up", "ms", START_UP_MILLIS, startUp == null ? null : startUp.p50()));
        if (soak != null) {
            Verdict growth =
                    Verdict.atMost("memory_growth", "MB/1,000 pictures", GROWTH, soak.growth());
            verdicts.add(soak.judged() ? growth : growth.unjudged());
        }
        return verdicts;
    }

    private static @Nullable Double best(List<Throughput> throughput) {
        return throughput.stream()
                .map(Throughput::picturesASecond)
                .max(Double::compare)
                .orElse(null);
    }
}

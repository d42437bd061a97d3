package dev.alphalift.benchmark.measure;

import org.jspecify.annotations.Nullable;

/// What several callers at once get.
///
/// @param concurrency pictures that are asked for at a time
/// @param pictures how many there were in all
/// @param seconds for all of them
/// @param latency milliseconds for each of them, waiting for its turn included
/// @param peakBytes the most memory that the process has had until then; null where the system does
///   not tell
public record Throughput(
        int concurrency,
        int pictures,
        double seconds,
        double picturesASecond,
        Spread latency,
        CpuUse cpu,
        @Nullable Long peakBytes) {
    public static Throughput of(int concurrency, Stretch stretch, MemoryUse after) {
        return new Throughput(
                concurrency,
                stretch.runs().size(),
                Nanos.toSeconds(stretch.wallNanos()),
                stretch.picturesASecond(),
                stretch.latency(),
                CpuUse.of(stretch),
                after.peakBytes());
    }
}

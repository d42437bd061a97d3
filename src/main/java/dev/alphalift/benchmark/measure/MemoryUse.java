package dev.alphalift.benchmark.measure;

import org.jspecify.annotations.Nullable;

/// Memory of a process, in bytes; null what the system does not tell.
///
/// @param peakBytes the most that was ever resident (VmHWM)
/// @param residentBytes what is resident now (VmRSS)
/// @param cgroup the peak of the process' control group
public record MemoryUse(
        @Nullable Long peakBytes, @Nullable Long residentBytes, @Nullable Cgroup cgroup) {
    /// The control group: all its processes since it was made, and files that the kernel keeps in
    /// memory for them.
    ///
    /// @param version 1 or 2
    public record Cgroup(int version, long peakBytes) {}
}

package dev.alphalift.benchmark.measure;

import org.jspecify.annotations.Nullable;

/// Processor time that the measured runs took; null what the system does not tell.
///
/// @param millisAPicture processor time for one picture
/// @param userMillisAPicture the part of it in the program; counted in hundredths of a second in
///   all
/// @param systemMillisAPicture the part of it in the kernel; the same
/// @param coresUsed processor time to wall time: 2 means that two processors were always at work
public record CpuUse(
        @Nullable Double millisAPicture,
        @Nullable Double userMillisAPicture,
        @Nullable Double systemMillisAPicture,
        @Nullable Double coresUsed) {
    static CpuUse of(Stretch stretch) {
        int pictures = stretch.runs().size();
        CpuTime cpu = stretch.cpu();
        Long total = cpu.total();
        return new CpuUse(
                millis(total, pictures),
                millis(cpu.user(), pictures),
                millis(cpu.system(), pictures),
                total == null ? null : (double) total / stretch.wallNanos());
    }

    private static @Nullable Double millis(@Nullable Long nanos, int pictures) {
        return nanos == null ? null : Nanos.toMillis(nanos) / pictures;
    }
}

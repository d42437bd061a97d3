package dev.alphalift.dialect;

import dev.alphalift.pipeline.StepTimes;
import java.util.Locale;

/// The header `Server-Timing` (W3C): milliseconds by step; what is missing from the total was
/// waiting.
final class ServerTiming {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private ServerTiming() {}

    static String of(StepTimes times, long nanos) {
        return String.format(
                Locale.ROOT,
                "decode;dur=%.1f, preprocess;dur=%.1f, inference;dur=%.1f, postprocess;dur=%.1f,"
                        + " encode;dur=%.1f, total;dur=%.1f",
                times.decode() / NANOS_A_MILLISECOND,
                times.preprocess() / NANOS_A_MILLISECOND,
                times.inference() / NANOS_A_MILLISECOND,
                times.postprocess() / NANOS_A_MILLISECOND,
                times.encode() / NANOS_A_MILLISECOND,
                nanos / NANOS_A_MILLISECOND);
    }
}

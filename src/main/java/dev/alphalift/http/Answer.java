package dev.alphalift.http;

import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.StepTimes;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/// A result as an answer: the picture, and what was done in the headers.
final class Answer {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private Answer() {}

    static Response of(Removal removal, long nanos) {
        return Response.ok(removal.bytes(), removal.format().mediaType())
                .header("Vary", "Accept")
                .header("X-Width", removal.size().width())
                .header("X-Height", removal.size().height())
                .header("X-Model", removal.model())
                .header("X-Subject-Found", removal.foundSubject())
                .header("Server-Timing", timing(removal.times(), nanos))
                .build();
    }

    /// Server Timing (W3C): milliseconds by step; what is missing from the total was waiting.
    private static String timing(StepTimes times, long nanos) {
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

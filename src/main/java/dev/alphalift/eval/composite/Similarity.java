package dev.alphalift.eval.composite;

import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// How alike two pictures are by their structure and by their samples.
///
/// @param ssim mean over the channels; null for pictures smaller than the window
/// @param msSsim mean over the channels; null for pictures below 161 pixels on a side
/// @param psnr null for identical pictures
public record Similarity(@Nullable Double ssim, @Nullable Double msSsim, @Nullable Double psnr) {
    /// Compares two pictures of one size; their transparency is left out.
    public static Similarity of(RgbImage one, RgbImage other) {
        if (!one.size().equals(other.size())) {
            throw new IllegalArgumentException(
                    "The pictures (%s and %s) must be of one size."
                            .formatted(one.size(), other.size()));
        }
        SimilarityMeter meter = new SimilarityMeter(one.size());
        for (int channel = 0; channel < 3; channel++) {
            copy(one.samples(), channel, meter.one());
            copy(other.samples(), channel, meter.other());
            meter.add();
        }
        return meter.take();
    }

    private static void copy(byte[] samples, int channel, char[] plane) {
        for (int at = 0; at < plane.length; at++) {
            plane[at] = (char) (samples[3 * at + channel] & 0xff);
        }
    }
}

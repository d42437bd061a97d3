package dev.alphalift.eval.mask;

import dev.alphalift.eval.ThresholdCounts;
import org.jspecify.annotations.Nullable;

/// The enhanced-alignment measure (Fan et al., "Enhanced-alignment Measure for Binary Foreground
/// Map Evaluation", IJCAI 2018) of the stretched prediction at thresholds. It divides by one pixel
/// less than there are, as published, so that the best is `N / (N - 1)`.
///
/// @param adaptive at twice the mean
/// @param mean over 256 thresholds
/// @param max the greatest of these
public record EMeasure(double adaptive, double mean, double max) {
    private static final double EPSILON = Math.ulp(1.0);

    /// Null for a picture of one pixel, which the definition divides by nothing.
    public static @Nullable EMeasure of(ValueCounts counts) {
        if (counts.pixels() == 1) {
            return null;
        }
        ThresholdCounts levels = counts.thresholdCounts();
        long truePositives = 0;
        long falsePositives = 0;
        double sum = 0;
        double max = 0;
        for (int level = ThresholdCounts.LEVELS - 1; level >= 0; level--) {
            truePositives += levels.foreground()[level];
            falsePositives += levels.background()[level];
            double value =
                    alignment(
                            truePositives,
                            falsePositives,
                            counts.foregroundPixels(),
                            counts.pixels());
            sum += value;
            max = Math.max(max, value);
        }
        Overlap overlap = counts.overlapFrom(counts.adaptiveThreshold());
        double adaptive =
                alignment(
                        overlap.truePositives(),
                        overlap.falsePositives(),
                        counts.foregroundPixels(),
                        counts.pixels());
        return new EMeasure(adaptive, sum / ThresholdCounts.LEVELS, max);
    }

    /// The measure of a binary prediction.
    ///
    /// @param truth foreground pixels of the truth
    static double alignment(long truePositives, long falsePositives, long truth, long pixels) {
        long predicted = truePositives + falsePositives;
        double freedom = pixels - 1 + EPSILON;
        if (truth == 0) {
            return (pixels - predicted) / freedom;
        }
        if (truth == pixels) {
            return predicted / freedom;
        }
        double meanX = (double) predicted / pixels;
        double meanY = (double) truth / pixels;
        long missed = truth - truePositives;
        double sum =
                truePositives * enhanced(1 - meanX, 1 - meanY)
                        + falsePositives * enhanced(1 - meanX, -meanY)
                        + missed * enhanced(-meanX, 1 - meanY)
                        + (pixels - predicted - missed) * enhanced(-meanX, -meanY);
        return sum / freedom;
    }

    private static double enhanced(double x, double y) {
        double aligned = 2 * (x * y) / (x * x + y * y + EPSILON);
        return (aligned + 1) * (aligned + 1) / 4;
    }
}

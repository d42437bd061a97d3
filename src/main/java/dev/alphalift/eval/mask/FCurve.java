package dev.alphalift.eval.mask;

import dev.alphalift.eval.ThresholdCounts;

/// Precision, recall and F (`b2 = 0.3`) of one picture at each of 256 thresholds, with the rules of
/// PySODMetrics: a value is foreground if it is at least the threshold, and a ratio of nothing to
/// nothing is 0.
public final class FCurve {
    private final long[] truePositives = new long[ThresholdCounts.LEVELS];
    private final long[] predicted = new long[ThresholdCounts.LEVELS];

    public FCurve(ThresholdCounts counts) {
        long foreground = 0;
        long all = 0;
        for (int level = ThresholdCounts.LEVELS - 1; level >= 0; level--) {
            foreground += counts.foreground()[level];
            all += counts.foreground()[level] + (long) counts.background()[level];
            truePositives[level] = foreground;
            predicted[level] = all;
        }
    }

    /// Precision where values from a threshold on are foreground.
    ///
    /// @param threshold 0 to 255
    public double precision(int threshold) {
        return ratio(truePositives[threshold], predicted[threshold]);
    }

    /// Recall there.
    ///
    /// @param threshold 0 to 255
    public double recall(int threshold) {
        return ratio(truePositives[threshold], truePositives[0]);
    }

    /// F there, b2 = 0.3.
    ///
    /// @param threshold 0 to 255
    public double f(int threshold) {
        return FBeta.of(precision(threshold), recall(threshold));
    }

    /// F of a precision and a recall, b2 = 0.3; 0 where both are 0.
    public static double f(double precision, double recall) {
        return FBeta.of(precision, recall);
    }

    /// F over all thresholds.
    public double mean() {
        double sum = 0;
        for (int threshold = 0; threshold < ThresholdCounts.LEVELS; threshold++) {
            sum += f(threshold);
        }
        return sum / ThresholdCounts.LEVELS;
    }

    /// The greatest F: the threshold that suits this picture best.
    public double max() {
        double max = 0;
        for (int threshold = 0; threshold < ThresholdCounts.LEVELS; threshold++) {
            max = Math.max(max, f(threshold));
        }
        return max;
    }

    /// F at twice the stretched prediction's mean, which is no point of the curve.
    public static double adaptive(ValueCounts counts) {
        Overlap overlap = counts.overlapFrom(counts.adaptiveThreshold());
        return FBeta.of(
                ratio(overlap.truePositives(), overlap.truePositives() + overlap.falsePositives()),
                ratio(overlap.truePositives(), counts.foregroundPixels()));
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}

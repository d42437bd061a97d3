package dev.alphalift.eval.mask;

import org.jspecify.annotations.Nullable;

/// How two masks overlap, in pixels, and the ratios of these counts. A ratio of nothing to nothing
/// is null.
///
/// @param truePositives foreground in both
/// @param falsePositives predicted alone
/// @param falseNegatives missed
/// @param trueNegatives background in both
public record Overlap(
        long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    /// Counts.
    public static Overlap of(BitMask predicted, BitMask truth) {
        long both = predicted.countBoth(truth);
        long predictedPixels = predicted.count();
        long truthPixels = truth.count();
        return new Overlap(
                both,
                predictedPixels - both,
                truthPixels - both,
                truth.size().pixels() - predictedPixels - truthPixels + both);
    }

    /// `TP / (TP + FP + FN)` (Jaccard, "The Distribution of the Flora in the Alpine Zone", 1912).
    public @Nullable Double iou() {
        return ratio(truePositives, truePositives + falsePositives + falseNegatives);
    }

    /// `2 TP / (2 TP + FP + FN)` (Dice, "Measures of the Amount of Ecologic Association Between
    /// Species", 1945).
    public @Nullable Double dice() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /// The harmonic mean of precision and recall (van Rijsbergen, "Information Retrieval", 1979),
    /// which is the Dice coefficient: so it has a value where one of them has none.
    public @Nullable Double f1() {
        return dice();
    }

    /// `TP / (TP + FP)`.
    public @Nullable Double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /// `TP / (TP + FN)`.
    public @Nullable Double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /// See [FBeta]; null where precision or recall is.
    public @Nullable Double fBeta() {
        Double precision = precision();
        Double recall = recall();
        return precision == null || recall == null ? null : FBeta.of(precision, recall);
    }

    /// Whether nothing is predicted.
    public boolean predictsNothing() {
        return truePositives + falsePositives == 0;
    }

    /// Whether there is nothing to predict.
    public boolean hasEmptyTruth() {
        return truePositives + falseNegatives == 0;
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}

package dev.alphalift.eval.mask;

/// The F measure `(1 + b2) P R / (b2 P + R)` with `b2 = 0.3`, which counts precision for more
/// (Achanta et al., "Frequency-tuned Salient Region Detection", CVPR 2009).
final class FBeta {
    /// The square of beta.
    static final double SQUARED_BETA = 0.3;

    private FBeta() {}

    /// The measure; 0 where both are 0.
    static double of(double precision, double recall) {
        double numerator = (1 + SQUARED_BETA) * precision * recall;
        return numerator == 0 ? 0 : numerator / (SQUARED_BETA * precision + recall);
    }
}

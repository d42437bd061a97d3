package dev.alphalift.eval.composite;

/// Multi-scale structural similarity (Wang, Simoncelli and Bovik, Asilomar 2003, equation 7) of one
/// channel, over five scales, as `piq.multi_scale_ssim` 0.8 computes it: the paper's weights as
/// they are (their sum is 1.0001), means of contrast and structure, luminance at the last scale
/// only, means below 0 count as 0.
final class MsSsim {
    /// The least side: the window must fit in at the last scale.
    static final int LEAST_SIDE = ((Ssim.WINDOW - 1) << 4) + 1;

    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

    private final PlanePair[] scales = new PlanePair[WEIGHTS.length];
    private final Ssim ssim;

    /// @param full what is compared, each side at least [#LEAST_SIDE]
    MsSsim(PlanePair full, Ssim ssim) {
        this.ssim = ssim;
        scales[0] = full;
        for (int scale = 1; scale < scales.length; scale++) {
            scales[scale] = scales[scale - 1].half();
        }
    }

    /// The similarity of what the planes hold now.
    ///
    /// @param full the means at full size
    double of(Ssim.Means full) {
        double result = Math.pow(Math.max(0, full.contrast()), WEIGHTS[0]);
        int last = scales.length - 1;
        for (int scale = 1; scale <= last; scale++) {
            scales[scale - 1].halveInto(scales[scale]);
            Ssim.Means means = ssim.of(scales[scale]);
            double factor = scale == last ? means.similarity() : means.contrast();
            result *= Math.pow(Math.max(0, factor), WEIGHTS[scale]);
        }
        return result;
    }
}

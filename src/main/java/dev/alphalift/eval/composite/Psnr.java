package dev.alphalift.eval.composite;

import org.jspecify.annotations.Nullable;

/// Peak signal-to-noise ratio of 8-bit samples, in dB: `10 log10(255^2 / MSE)`, the mean taken over
/// all samples of all channels.
final class Psnr {
    private static final double PEAK = 255.0 * 255.0;

    private Psnr() {}

    /// The ratio; null for identical pictures, which have no bound.
    ///
    /// @param squaredError the sum of squared differences
    static @Nullable Double of(long squaredError, long samples) {
        return squaredError == 0 ? null : 10 * Math.log10(PEAK * samples / squaredError);
    }
}

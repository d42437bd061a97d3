package dev.alphalift.codec.colour;

import org.jspecify.annotations.Nullable;

/// How a stored value (0 to 1) becomes light: `(scale * value + offset) ^ exponent`, and `slope *
/// value` below a limit (ICC.1:2010, 10.16, function type 3).
public record ToneCurve(double exponent, double scale, double offset, double slope, double limit) {
    /// IEC 61966-2-1.
    static final ToneCurve SRGB = joined(2.4, 1.055, 12.92, 0.04045);

    private static final double IN_PNG = 1e5;

    /// A curve of one exponent.
    public static ToneCurve power(double exponent) {
        return new ToneCurve(exponent, 1, 0, 0, 0);
    }

    private static ToneCurve joined(
            double exponent, double stretch, double steepness, double limit) {
        return new ToneCurve(exponent, 1 / stretch, (stretch - 1) / stretch, 1 / steepness, limit);
    }

    /// The curve of a code point (ITU-T H.273, table 3); null for those that say nothing, and for
    /// light above white (PQ, HLG), which no such curve can say.
    static @Nullable ToneCurve ofCode(int code) {
        return switch (code) {
            // BT.709's, BT.601's and BT.2020's, which are one to 12 bits.
            case 1, 6, 11, 14, 15 ->
                    joined(1 / 0.45, 1.09929682680944, 4.5, 4.5 * 0.018053968510807);
            case 4 -> power(2.2);
            case 5 -> power(2.8);
            case 7 -> joined(1 / 0.45, 1.111572195921731, 4, 4 * 0.022821585529445);
            case 8 -> power(1);
            case 13 -> SRGB;
            default -> null;
        };
    }

    /// The curve of a PNG's `gAMA` chunk; null when it is out of all proportion.
    static @Nullable ToneCurve ofGamma(int value) {
        double exponent = IN_PNG / value;
        return exponent >= 0.1 && exponent <= 10 ? power(exponent) : null;
    }

    boolean isPower() {
        return slope == 0;
    }
}

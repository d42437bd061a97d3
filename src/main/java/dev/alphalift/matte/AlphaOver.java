package dev.alphalift.matte;

import dev.alphalift.image.Fraction;

/// One pixel over another (Porter and Duff 1984, "over", straight opacity), rounded as Pillow's
/// `Image.alpha_composite` does.
public final class AlphaOver {
    // Pillow's AlphaComposite.c: seven more bits than 8 for the two weights.
    private static final int PRECISION_BITS = 7;

    private AlphaOver() {}

    /// Puts a pixel behind the RGBA pixel at an index; that one's opacity is not 0.
    public static void blend(byte[] target, int at, int red, int green, int blue, int opacity) {
        int alpha = target[at + 3] & 0xff;
        int behind = opacity * (255 - alpha);
        int total = alpha * 255 + behind;
        int weight = alpha * 255 * 255 * (1 << PRECISION_BITS) / total;
        int weightBehind = 255 * (1 << PRECISION_BITS) - weight;
        target[at] = mix(target[at], weight, red, weightBehind);
        target[at + 1] = mix(target[at + 1], weight, green, weightBehind);
        target[at + 2] = mix(target[at + 2], weight, blue, weightBehind);
        target[at + 3] = (byte) Fraction.divided(total);
    }

    private static byte mix(byte front, int weight, int back, int weightBack) {
        int sum = (front & 0xff) * weight + back * weightBack;
        return (byte) (Fraction.floored(sum + (0x80 << PRECISION_BITS)) >> PRECISION_BITS);
    }
}

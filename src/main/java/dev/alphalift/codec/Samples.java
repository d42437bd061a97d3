package dev.alphalift.codec;

/// Conversions between kinds of pixel, as libjpeg and Pillow do them, to the bit.
final class Samples {
    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << (SCALE_BITS - 1);

    private Samples() {}

    static byte[] greyToRgb(byte[] grey) {
        byte[] samples = new byte[Math.multiplyExact(3, grey.length)];
        for (int pixel = 0, at = 0; pixel < grey.length; pixel++, at += 3) {
            byte value = grey[pixel];
            samples[at] = value;
            samples[at + 1] = value;
            samples[at + 2] = value;
        }
        return samples;
    }

    /// Replaces luminance and chrominance by inks in place, libjpeg's `ycck_cmyk_convert`: the RGB
    /// of JFIF, inverted, with 16-bit fixed-point factors; the fourth sample stays.
    ///
    /// @param from first pixel
    /// @param to pixel after the last
    static void ycckToCmyk(byte[] inks, int from, int to) {
        int redFactor = fixed(1.40200);
        int blueFactor = fixed(1.77200);
        int greenRedFactor = fixed(0.71414);
        int greenBlueFactor = fixed(0.34414);
        for (int at = 4 * from; at < 4 * to; at += 4) {
            int luminance = inks[at] & 0xff;
            int blueness = (inks[at + 1] & 0xff) - 128;
            int redness = (inks[at + 2] & 0xff) - 128;
            int red = (redFactor * redness + HALF) >> SCALE_BITS;
            int green =
                    (-greenBlueFactor * blueness - greenRedFactor * redness + HALF) >> SCALE_BITS;
            int blue = (blueFactor * blueness + HALF) >> SCALE_BITS;
            inks[at] = clip(255 - (luminance + red));
            inks[at + 1] = clip(255 - (luminance + green));
            inks[at + 2] = clip(255 - (luminance + blue));
        }
    }

    /// Inks stored inverted, as Adobe does and Pillow always assumes, to RGB by Pillow's
    /// `cmyk2rgb`.
    ///
    /// @param from first pixel
    /// @param to pixel after the last
    static void invertedCmykToRgb(byte[] inks, byte[] samples, int from, int to) {
        for (int pixel = from; pixel < to; pixel++) {
            int light = inks[4 * pixel + 3] & 0xff;
            for (int channel = 0; channel < 3; channel++) {
                int ink = 255 - (inks[4 * pixel + channel] & 0xff);
                samples[3 * pixel + channel] = clip(light - multiply(ink, light));
            }
        }
    }

    /// Two bytes as fractions of 255, multiplied and rounded: Pillow's `MULDIV255`.
    private static int multiply(int a, int b) {
        int product = a * b + 128;
        return ((product >> 8) + product) >> 8;
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << SCALE_BITS) + 0.5);
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}

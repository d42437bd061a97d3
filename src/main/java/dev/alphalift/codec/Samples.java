package dev.alphalift.codec;

import dev.alphalift.image.Fraction;
import dev.alphalift.image.Size;

/// Conversions between kinds of pixel, as libjpeg and Pillow do them, to the bit.
public final class Samples {
    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << (SCALE_BITS - 1);

    private static final int RED = fixed(1.40200);
    private static final int BLUE = fixed(1.77200);
    private static final int GREEN_OF_RED = fixed(0.71414);
    private static final int GREEN_OF_BLUE = fixed(0.34414);

    private Samples() {}

    /// Luminance and chrominance, interleaved, each chroma row there twice, to RGB in place. Chroma
    /// rows are mixed 3 to 1 with their neighbours first, as libjpeg-turbo's `h1v2_fancy_upsample`
    /// does it.
    public static byte[] halfHeightChromaToRgb(byte[] samples, Size size) {
        int line = 3 * size.width();
        byte[] source = samples.clone();
        int last = (size.height() - 1) / 2;
        for (int y = 0; y < size.height(); y++) {
            int own = y / 2;
            boolean upper = y % 2 == 0;
            int neighbour = Math.clamp(upper ? own - 1 : own + 1, 0, last);
            int bias = upper ? 1 : 2;
            int ownRow = 2 * own * line;
            int neighbourRow = 2 * neighbour * line;
            for (int x = 0; x < line; x += 3) {
                int at = y * line + x;
                int blueness =
                        mix(source[ownRow + x + 1], source[neighbourRow + x + 1], bias) - 128;
                int redness = mix(source[ownRow + x + 2], source[neighbourRow + x + 2], bias) - 128;
                int luminance = source[at] & 0xff;
                samples[at] = clip(luminance + red(redness));
                samples[at + 1] = clip(luminance + green(blueness, redness));
                samples[at + 2] = clip(luminance + blue(blueness));
            }
        }
        return samples;
    }

    private static int mix(byte own, byte neighbour, int bias) {
        return (3 * (own & 0xff) + (neighbour & 0xff) + bias) >> 2;
    }

    // libjpeg's `build_ycc_rgb_table`.
    private static int red(int redness) {
        return (RED * redness + HALF) >> SCALE_BITS;
    }

    private static int green(int blueness, int redness) {
        return (-GREEN_OF_BLUE * blueness - GREEN_OF_RED * redness + HALF) >> SCALE_BITS;
    }

    private static int blue(int blueness) {
        return (BLUE * blueness + HALF) >> SCALE_BITS;
    }

    public static byte[] greyToRgb(byte[] grey) {
        byte[] samples = new byte[Math.multiplyExact(3, grey.length)];
        for (int pixel = 0, at = 0; pixel < grey.length; pixel++, at += 3) {
            byte value = grey[pixel];
            samples[at] = value;
            samples[at + 1] = value;
            samples[at + 2] = value;
        }
        return samples;
    }

    /// Indices of a byte each to RGB.
    ///
    /// @param from the first index
    /// @param palette three bytes an index
    /// @param pixel where the first one goes
    public static void indicesToRgb(
            byte[] indices, int from, byte[] palette, byte[] samples, int pixel, int count) {
        for (int i = 0, to = 3 * pixel; i < count; i++, to += 3) {
            System.arraycopy(palette, 3 * (indices[from + i] & 0xff), samples, to, 3);
        }
    }

    /// Indices of 1, 2, 4 or 8 bits to RGB, the high bits of a byte first.
    ///
    /// @param distance bits from one index to the next
    /// @param palette three bytes an index
    /// @param pixel where the first one goes
    public static void packedIndicesToRgb(
            byte[] row,
            int depth,
            int distance,
            byte[] palette,
            byte[] samples,
            int pixel,
            int count) {
        int highest = (1 << depth) - 1;
        for (int i = 0, bit = 0, to = 3 * pixel; i < count; i++, bit += distance, to += 3) {
            int index = (row[bit >> 3] & 0xff) >> (8 - depth - (bit & 7)) & highest;
            System.arraycopy(palette, 3 * index, samples, to, 3);
        }
    }

    /// Replaces luminance and chrominance by inks in place, libjpeg's `ycck_cmyk_convert`: the RGB
    /// of JFIF, inverted, with 16-bit fixed-point factors; the fourth sample stays.
    ///
    /// @param from first pixel
    /// @param to pixel after the last
    public static void ycckToCmyk(byte[] inks, int from, int to) {
        for (int at = 4 * from; at < 4 * to; at += 4) {
            int luminance = inks[at] & 0xff;
            int blueness = (inks[at + 1] & 0xff) - 128;
            int redness = (inks[at + 2] & 0xff) - 128;
            inks[at] = clip(255 - (luminance + red(redness)));
            inks[at + 1] = clip(255 - (luminance + green(blueness, redness)));
            inks[at + 2] = clip(255 - (luminance + blue(blueness)));
        }
    }

    /// Inks stored inverted, as Adobe does and Pillow always assumes, to RGB by Pillow's
    /// `cmyk2rgb`.
    ///
    /// @param from first pixel
    /// @param to pixel after the last
    public static void invertedCmykToRgb(byte[] inks, byte[] samples, int from, int to) {
        for (int pixel = from; pixel < to; pixel++) {
            int light = inks[4 * pixel + 3] & 0xff;
            for (int channel = 0; channel < 3; channel++) {
                int ink = 255 - (inks[4 * pixel + channel] & 0xff);
                samples[3 * pixel + channel] = clip(light - Fraction.product(ink, light));
            }
        }
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << SCALE_BITS) + 0.5);
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}

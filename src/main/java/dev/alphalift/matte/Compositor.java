package dev.alphalift.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// Puts a picture's colours and a mask together as RGBA, in the rounding of Pillow. The results are
/// computed row by row when they are read: a large cutout never lies in memory whole.
public final class Compositor {
    private Compositor() {}

    /// rembg's plain cutout (`naive_cutout`, Pillow's paste through a mask onto transparent black):
    /// each colour is multiplied by the mask, although PNG's opacity is straight, so that soft
    /// edges are darker than they were. A picture's own transparency is multiplied by the mask.
    public static PixelRows darkenedCutout(RgbImage image, Mask mask) {
        requireSameSize(image, mask);
        return new Darkened(image, mask);
    }

    /// rembg's `putalpha`: the colours as they are, the mask as opacity.
    public static PixelRows straightCutout(RgbImage image, Mask mask) {
        requireSameSize(image, mask);
        return new Straight(image, mask);
    }

    private static void requireSameSize(RgbImage image, Mask mask) {
        if (!image.size().equals(mask.size())) {
            throw new IllegalArgumentException(
                    "The mask (%s) must be as large as the picture (%s)."
                            .formatted(mask.size(), image.size()));
        }
    }

    /// Two bytes as fractions of 255, multiplied and rounded: Pillow's `MULDIV255`.
    static int multiply(int a, int b) {
        int product = a * b + 128;
        return ((product >> 8) + product) >> 8;
    }

    private record Darkened(RgbImage image, Mask mask) implements PixelRows {
        @Override
        public Size size() {
            return image.size();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            int width = size().width();
            int start = row * width;
            byte[] samples = image.samples();
            byte[] opacity = mask.values();
            @Nullable Alpha transparency = image.transparency();
            for (int x = 0; x < width; x++) {
                int alpha = opacity[start + x] & 0xff;
                int from = 3 * (start + x);
                int to = offset + 4 * x;
                target[to] = (byte) multiply(samples[from] & 0xff, alpha);
                target[to + 1] = (byte) multiply(samples[from + 1] & 0xff, alpha);
                target[to + 2] = (byte) multiply(samples[from + 2] & 0xff, alpha);
                target[to + 3] = (byte) alpha;
            }
            if (transparency != null) {
                byte[] own = transparency.values();
                for (int x = 0; x < width; x++) {
                    int to = offset + 4 * x + 3;
                    target[to] = (byte) multiply(target[to] & 0xff, own[start + x] & 0xff);
                }
            }
        }
    }

    private record Straight(RgbImage image, Mask mask) implements PixelRows {
        @Override
        public Size size() {
            return image.size();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            int width = size().width();
            int start = row * width;
            byte[] samples = image.samples();
            byte[] opacity = mask.values();
            for (int x = 0; x < width; x++) {
                int from = 3 * (start + x);
                int to = offset + 4 * x;
                target[to] = samples[from];
                target[to + 1] = samples[from + 1];
                target[to + 2] = samples[from + 2];
                target[to + 3] = opacity[start + x];
            }
        }
    }
}

package dev.alphalift.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Fraction;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Puts a picture's colours and a mask together as RGBA, in the rounding of Pillow. The results are
/// computed row by row when they are read: a large cutout never lies in memory whole.
public final class Compositor {
    private static final VarHandle PIXEL =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

    /// A mask times the picture's own opacity; the mask itself where the picture has none.
    public static Mask withOwnOpacity(RgbImage image, Mask mask) {
        requireSameSize(image, mask);
        Alpha own = image.transparency();
        if (own == null) {
            return mask;
        }
        byte[] values = mask.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) Fraction.product(values[at] & 0xff, own.values()[at] & 0xff);
        }
        return new Mask(mask.size(), values);
    }

    private static void requireSameSize(RgbImage image, Mask mask) {
        if (!image.size().equals(mask.size())) {
            throw new IllegalArgumentException(
                    "The mask (%s) must be as large as the picture (%s)."
                            .formatted(mask.size(), image.size()));
        }
    }

    /// A pixel, red in the lowest byte, whose colours are multiplied by its opacity.
    private static int darkened(int colour, int alpha) {
        int redBlue = (colour & 0xff_00ff) * alpha + 0x80_0080;
        int green = (colour >>> 8 & 0xff) * alpha + 0x80;
        redBlue = (((redBlue >>> 8) & 0xff_00ff) + redBlue) >>> 8 & 0xff_00ff;
        green = ((green >>> 8) + green) & 0xff00;
        return redBlue | green | alpha << 24;
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
            int last = start + width - 1;
            int at = offset;
            for (int pixel = start; pixel < last; pixel++, at += 4) {
                // The fourth byte is the next pixel's.
                int colour = (int) PIXEL.get(samples, 3 * pixel);
                PIXEL.set(target, at, darkened(colour, opacity[pixel] & 0xff));
            }
            int colour =
                    (samples[3 * last] & 0xff)
                            | (samples[3 * last + 1] & 0xff) << 8
                            | (samples[3 * last + 2] & 0xff) << 16;
            PIXEL.set(target, at, darkened(colour, opacity[last] & 0xff));
            if (transparency != null) {
                byte[] own = transparency.values();
                for (int x = 0; x < width; x++) {
                    int to = offset + 4 * x + 3;
                    target[to] = (byte) Fraction.product(target[to] & 0xff, own[start + x] & 0xff);
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

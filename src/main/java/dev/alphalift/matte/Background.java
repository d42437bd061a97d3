package dev.alphalift.matte;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;

/// A colour behind a cutout.
public final class Background {
    // Pillow's AlphaComposite.c: seven more bits than 8 for the two weights.
    private static final int PRECISION_BITS = 7;

    private final Rgba colour;

    public Background(Rgba colour) {
        this.colour = colour;
    }

    /// The cutout over this colour (Porter and Duff 1984, "over", straight opacity), rounded as
    /// Pillow's `Image.alpha_composite` does. The result is RGBA still: a half-transparent colour
    /// stays so.
    ///
    /// @param cutout RGBA
    public PixelRows behind(PixelRows cutout) {
        if (cutout.channels() != PixelRows.Channels.RGBA) {
            throw new IllegalArgumentException(
                    "A cutout has opacity; %s has none.".formatted(cutout.channels()));
        }
        return new Over(cutout, colour);
    }

    private record Over(PixelRows cutout, Rgba colour) implements PixelRows {
        @Override
        public Size size() {
            return cutout.size();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            cutout.copyRow(row, target, offset);
            int end = offset + 4 * size().width();
            for (int at = offset; at < end; at += 4) {
                int alpha = target[at + 3] & 0xff;
                if (alpha == 0) {
                    target[at] = (byte) colour.red();
                    target[at + 1] = (byte) colour.green();
                    target[at + 2] = (byte) colour.blue();
                    target[at + 3] = (byte) colour.alpha();
                } else if (alpha < 255) {
                    blend(target, at, alpha);
                }
            }
        }

        private void blend(byte[] target, int at, int alpha) {
            int behind = colour.alpha() * (255 - alpha);
            int total = alpha * 255 + behind;
            int weight = alpha * 255 * 255 * (1 << PRECISION_BITS) / total;
            int weightBehind = 255 * (1 << PRECISION_BITS) - weight;
            target[at] = mix(target[at], weight, colour.red(), weightBehind);
            target[at + 1] = mix(target[at + 1], weight, colour.green(), weightBehind);
            target[at + 2] = mix(target[at + 2], weight, colour.blue(), weightBehind);
            target[at + 3] = (byte) divide(total + 0x80);
        }

        private static byte mix(byte front, int weight, int back, int weightBack) {
            int sum = (front & 0xff) * weight + back * weightBack;
            return (byte) (divide(sum + (0x80 << PRECISION_BITS)) >> PRECISION_BITS);
        }

        /// Pillow's `SHIFTFORDIV255`.
        private static int divide(int value) {
            return ((value >> 8) + value) >> 8;
        }
    }
}

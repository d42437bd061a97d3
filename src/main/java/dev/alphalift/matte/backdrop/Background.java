package dev.alphalift.matte.backdrop;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Rgba;
import dev.alphalift.matte.AlphaOver;

/// A colour behind a cutout.
public final class Background {
    private static final int HIGHEST = 255;

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

    /// Whether it lets nothing through.
    public boolean isOpaque() {
        return colour.alpha() == HIGHEST;
    }

    private static final class Over extends LaidOver {
        private final Rgba colour;

        Over(PixelRows cutout, Rgba colour) {
            super(cutout);
            this.colour = colour;
        }

        @Override
        void fillBehind(int row, byte[] target, int offset) {
            int end = offset + 4 * size().width();
            // A fully transparent colour leaves visible pixels as they are, in Pillow's rounding
            // too.
            boolean blends = colour.alpha() > 0;
            for (int at = offset; at < end; at += 4) {
                int alpha = target[at + 3] & 0xff;
                if (alpha == 0) {
                    target[at] = (byte) colour.red();
                    target[at + 1] = (byte) colour.green();
                    target[at + 2] = (byte) colour.blue();
                    target[at + 3] = (byte) colour.alpha();
                } else if (blends && alpha < 255) {
                    AlphaOver.blend(
                            target,
                            at,
                            colour.red(),
                            colour.green(),
                            colour.blue(),
                            colour.alpha());
                }
            }
        }
    }
}

package dev.alphalift.matte.backdrop;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.AlphaOver;
import org.jspecify.annotations.Nullable;

/// A picture behind a cutout, as large as the canvas.
public final class BackgroundPicture {
    private static final int HIGHEST = 255;

    private final RgbImage picture;

    private BackgroundPicture(RgbImage picture) {
        this.picture = picture;
    }

    /// A picture that covers a canvas: its middle, in the canvas' proportions, scaled by Lanczos.
    public static BackgroundPicture covering(Size canvas, RgbImage picture, Workers workers) {
        Region middle = middle(canvas, picture.size());
        Alpha own = picture.transparency();
        Alpha opacity = own == null ? null : own.resized(middle, canvas, workers);
        RgbImage colours = picture.part(middle).resized(canvas, workers);
        return new BackgroundPicture(new RgbImage(canvas, colours.samples(), opacity));
    }

    /// The largest part in the middle of a picture that has a canvas' proportions.
    public static Region middle(Size canvas, Size picture) {
        double scale =
                Math.max(
                        (double) canvas.width() / picture.width(),
                        (double) canvas.height() / picture.height());
        int width = Math.clamp(Math.round(canvas.width() / scale), 1, picture.width());
        int height = Math.clamp(Math.round(canvas.height() / scale), 1, picture.height());
        return new Region(
                (picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
    }

    /// Whether it lets nothing through.
    public boolean isOpaque() {
        Alpha opacity = picture.transparency();
        return opacity == null || opacity.isAll(Region.whole(opacity.size()), HIGHEST);
    }

    /// The cutout over this picture, as [Background#behind].
    ///
    /// @param cutout RGBA, of the canvas' size
    public PixelRows behind(PixelRows cutout) {
        if (!cutout.size().equals(picture.size())) {
            throw new IllegalArgumentException(
                    "The background (%s) must be as large as the cutout (%s)."
                            .formatted(picture.size(), cutout.size()));
        }
        return new Over(cutout, picture);
    }

    private static final class Over extends LaidOver {
        private final RgbImage picture;

        Over(PixelRows cutout, RgbImage picture) {
            super(cutout);
            this.picture = picture;
        }

        @Override
        void fillBehind(int row, byte[] target, int offset) {
            byte[] colours = picture.samples();
            @Nullable Alpha opacity = picture.transparency();
            int width = size().width();
            for (int x = 0; x < width; x++) {
                int at = offset + 4 * x;
                int pixel = row * width + x;
                int from = 3 * pixel;
                int behind = opacity == null ? HIGHEST : opacity.values()[pixel] & 0xff;
                int alpha = target[at + 3] & 0xff;
                if (alpha == 0) {
                    System.arraycopy(colours, from, target, at, 3);
                    target[at + 3] = (byte) behind;
                } else if (alpha < HIGHEST) {
                    AlphaOver.blend(
                            target,
                            at,
                            colours[from] & 0xff,
                            colours[from + 1] & 0xff,
                            colours[from + 2] & 0xff,
                            behind);
                }
            }
        }
    }
}

package dev.alphalift.matte.backdrop;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A picture that covers a canvas: its middle, in the canvas' proportions, scaled by Lanczos.
final class Covering {
    /// Colours and opacity, and what is between two passes of the resampling.
    static final int BYTES_PER_PIXEL = 7;

    private Covering() {}

    static PixelRows of(Backdrop.Place place, RgbImage picture) {
        Size canvas = place.canvas();
        Workers workers = place.workers();
        place.deadline().check();
        Region middle = BackgroundPicture.middle(canvas, picture.size());
        RgbImage part = picture.part(middle);
        RgbImage colours = part.size().equals(canvas) ? part : part.resized(canvas, workers);
        place.deadline().check();
        Alpha own = picture.transparency();
        return own == null
                ? colours
                : new Opaqueness(colours, own.resized(middle, canvas, workers));
    }

    /// Colours and their opacity, RGBA.
    private record Opaqueness(RgbImage colours, Alpha alpha) implements PixelRows {
        @Override
        public Size size() {
            return colours.size();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            int width = size().width();
            byte[] samples = colours.samples();
            for (int x = 0; x < width; x++) {
                int pixel = row * width + x;
                System.arraycopy(samples, 3 * pixel, target, offset + 4 * x, 3);
                target[offset + 4 * x + 3] = alpha.values()[pixel];
            }
        }
    }
}

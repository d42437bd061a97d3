package dev.alphalift.matte.backdrop;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import dev.alphalift.matte.AlphaOver;

/// One picture over another of the same size, computed row by row when it is read.
public final class Overlay {
    private static final int HIGHEST = 255;

    private Overlay() {}

    /// A cutout over what is behind it (Porter and Duff 1984, "over", straight opacity), RGBA. With
    /// [Blending#ENCODED] each pixel is what [Background] and [BackgroundPicture] make of it.
    ///
    /// @param front RGBA
    /// @param behind RGB or RGBA
    public static PixelRows of(PixelRows front, PixelRows behind, Blending blending) {
        if (front.channels() != PixelRows.Channels.RGBA
                || behind.channels() == PixelRows.Channels.GREY) {
            throw new IllegalArgumentException(
                    "There is no %s over %s.".formatted(front.channels(), behind.channels()));
        }
        if (!front.size().equals(behind.size())) {
            throw new IllegalArgumentException(
                    "The background (%s) must be as large as the cutout (%s)."
                            .formatted(behind.size(), front.size()));
        }
        return new Over(front, behind, blending);
    }

    private record Over(PixelRows front, PixelRows behind, Blending blending) implements PixelRows {
        @Override
        public Size size() {
            return front.size();
        }

        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            front.copyRow(row, target, offset);
            int width = size().width();
            int step = behind.channels().count();
            byte[] back = new byte[step * width];
            behind.copyRow(row, back, 0);
            for (int x = 0; x < width; x++) {
                int at = offset + 4 * x;
                int opacity = step == 4 ? back[4 * x + 3] & 0xff : HIGHEST;
                if (target[at + 3] == 0) {
                    System.arraycopy(back, step * x, target, at, 3);
                    target[at + 3] = (byte) opacity;
                } else if (target[at + 3] != (byte) HIGHEST && opacity > 0) {
                    blend(target, at, back, step * x, opacity);
                }
            }
        }

        private void blend(byte[] target, int at, byte[] back, int from, int opacity) {
            int red = back[from] & 0xff;
            int green = back[from + 1] & 0xff;
            int blue = back[from + 2] & 0xff;
            switch (blending) {
                case ENCODED -> AlphaOver.blend(target, at, red, green, blue, opacity);
                case LINEAR -> LinearLight.blend(target, at, red, green, blue, opacity);
            }
        }
    }
}

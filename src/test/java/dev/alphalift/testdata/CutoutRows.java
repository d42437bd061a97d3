package dev.alphalift.testdata;

import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;

/// A picture with a mask for its opacity, both as they are.
public record CutoutRows(RgbImage image, Mask mask) implements PixelRows {
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
        for (int x = 0; x < size().width(); x++) {
            int pixel = row * size().width() + x;
            System.arraycopy(image.samples(), 3 * pixel, target, offset + 4 * x, 3);
            target[offset + 4 * x + 3] = mask.values()[pixel];
        }
    }
}

package dev.alphalift.matte;

import dev.alphalift.image.RgbImage;

/// The same as [BlockSums] where every pixel is a block and the opacity is in 65,535ths.
final class PixelSums implements RowWindow.Source {
    private final int width;
    private final byte[] samples;
    private final char[] opacity;

    PixelSums(RgbImage image, FineAlpha opacity) {
        this.width = image.size().width();
        this.samples = image.samples();
        this.opacity = opacity.values();
    }

    @Override
    public void read(int y, int[] row) {
        int to = 0;
        for (int pixel = y * width; pixel < (y + 1) * width; pixel++) {
            int value = opacity[pixel];
            int red = samples[3 * pixel] & 0xff;
            int green = samples[3 * pixel + 1] & 0xff;
            int blue = samples[3 * pixel + 2] & 0xff;
            row[to] = value;
            row[to + 1] = red;
            row[to + 2] = green;
            row[to + 3] = blue;
            row[to + 4] = value * red;
            row[to + 5] = value * green;
            row[to + 6] = value * blue;
            row[to + 7] = red * red;
            row[to + 8] = red * green;
            row[to + 9] = red * blue;
            row[to + 10] = green * green;
            row[to + 11] = green * blue;
            row[to + 12] = blue * blue;
            to += BlockSums.VALUES;
        }
    }
}

package dev.alphalift.matte;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;

/// A picture and its trimap with one pixel for each block: the mean colour, and what is sure of all
/// pixels of the block.
record ReducedPicture(RgbImage image, Trimap trimap) {
    private static final byte UNKNOWN = (byte) 128;

    static ReducedPicture of(RgbImage image, Trimap trimap, BlockGrid grid) {
        return new ReducedPicture(reduced(image, grid), reduced(trimap, grid));
    }

    /// The trimap alone.
    static Trimap reduced(Trimap trimap, BlockGrid grid) {
        byte[] known = trimap.values();
        int columns = grid.columns();
        byte[] values = new byte[Math.multiplyExact(columns, grid.rows())];
        for (int y = 0; y < grid.whole().height(); y++) {
            int to = y / grid.side() * columns;
            int from = y * grid.whole().width();
            boolean isFirst = y % grid.side() == 0;
            for (int column = 0; column < columns; column++, to++) {
                int start = from + column * grid.side();
                byte value = isFirst ? known[start] : values[to];
                int end = start + grid.pixelsAcross(column, column + 1);
                for (int pixel = start; pixel < end; pixel++) {
                    value = known[pixel] == value ? value : UNKNOWN;
                }
                values[to] = value;
            }
        }
        return new Trimap(grid.size(), values);
    }

    private static RgbImage reduced(RgbImage image, BlockGrid grid) {
        byte[] samples = image.samples();
        int columns = grid.columns();
        byte[] means = new byte[Math.multiplyExact(3 * columns, grid.rows())];
        int[] sums = new int[3 * columns];
        for (int row = 0; row < grid.rows(); row++) {
            int down = grid.pixelsDown(row, row + 1);
            for (int line = 0; line < down; line++) {
                add(samples, row * grid.side() + line, grid, sums);
            }
            for (int at = 0; at < sums.length; at++) {
                int pixels = down * grid.pixelsAcross(at / 3, at / 3 + 1);
                means[3 * row * columns + at] = (byte) ((sums[at] + pixels / 2) / pixels);
                sums[at] = 0;
            }
        }
        return new RgbImage(grid.size(), means);
    }

    private static void add(byte[] samples, int y, BlockGrid grid, int[] sums) {
        int from = 3 * y * grid.whole().width();
        for (int column = 0; column < grid.columns(); column++) {
            int end = from + 3 * grid.pixelsAcross(column, column + 1);
            int red = 0;
            int green = 0;
            int blue = 0;
            for (; from < end; from += 3) {
                red += samples[from] & 0xff;
                green += samples[from + 1] & 0xff;
                blue += samples[from + 2] & 0xff;
            }
            sums[3 * column] += red;
            sums[3 * column + 1] += green;
            sums[3 * column + 2] += blue;
        }
    }
}

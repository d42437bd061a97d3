package dev.alphalift.matte;

import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import java.util.Arrays;

/// What the guided filter has to know of each block of a picture and its mask: the sums over its
/// pixels of `p`, `r g b`, `pr pg pb` and `rr rg rb gg gb bb`, where `p` is the mask and `r g b`
/// the colour, all from 0 to 255. Windows that are made of blocks so have the same mean and
/// covariance as if every pixel had been looked at.
final class BlockSums implements RowWindow.Source {
    /// Sums for each block.
    static final int VALUES = 13;

    /// A block of no more has sums that an `int` holds.
    static final int LARGEST_SIDE = 128;

    private final BlockGrid grid;
    private final byte[] samples;
    private final byte[] mask;

    BlockSums(BlockGrid grid, RgbImage image, Mask mask) {
        this.grid = grid;
        this.samples = image.samples();
        this.mask = mask.values();
    }

    @Override
    public void read(int y, int[] row) {
        Arrays.fill(row, 0);
        int width = grid.whole().width();
        int end = y * grid.side() + grid.pixelsDown(y, y + 1);
        for (int line = y * grid.side(); line < end; line++) {
            for (int column = 0; column < grid.columns(); column++) {
                int from = line * width + column * grid.side();
                add(from, from + grid.pixelsAcross(column, column + 1), row, VALUES * column);
            }
        }
    }

    private void add(int from, int end, int[] row, int to) {
        int p = 0;
        int r = 0;
        int g = 0;
        int b = 0;
        int pr = 0;
        int pg = 0;
        int pb = 0;
        int rr = 0;
        int rg = 0;
        int rb = 0;
        int gg = 0;
        int gb = 0;
        int bb = 0;
        for (int pixel = from; pixel < end; pixel++) {
            int value = mask[pixel] & 0xff;
            int red = samples[3 * pixel] & 0xff;
            int green = samples[3 * pixel + 1] & 0xff;
            int blue = samples[3 * pixel + 2] & 0xff;
            p += value;
            r += red;
            g += green;
            b += blue;
            pr += value * red;
            pg += value * green;
            pb += value * blue;
            rr += red * red;
            rg += red * green;
            rb += red * blue;
            gg += green * green;
            gb += green * blue;
            bb += blue * blue;
        }
        row[to] += p;
        row[to + 1] += r;
        row[to + 2] += g;
        row[to + 3] += b;
        row[to + 4] += pr;
        row[to + 5] += pg;
        row[to + 6] += pb;
        row[to + 7] += rr;
        row[to + 8] += rg;
        row[to + 9] += rb;
        row[to + 10] += gg;
        row[to + 11] += gb;
        row[to + 12] += bb;
    }
}

package dev.alphalift.matte;

import java.util.Arrays;

/// The colour guided filter: around each block of a picture the opacity is a linear function of the
/// colour, `a . I + b`, found by least squares over a square window, and the functions of all
/// windows around a block are averaged (He, Sun and Tang, "Guided Image Filtering", ECCV 2010, and
/// TPAMI 2013: equations 5, 6 and 8 with the covariance of three channels). Hands out rows of
/// averaged functions from the top to the bottom and has only the rows of a window in memory. For
/// one thread.
final class GuidedFilter {
    /// Numbers of a function: a factor each for red, green and blue, and what is added.
    static final int VALUES = 4;

    // Functions are added up as whole numbers. A factor is at most a quarter of the inverse root of
    // epsilon, 250 for a millionth, so that an int holds all four.
    private static final double UNITS = 1 << 20;

    private final BlockGrid grid;
    private final int whole;
    private final int radius;
    private final double epsilon;
    private final RowWindow sums;
    private final RowWindow functions;
    private final long[] window = new long[BlockSums.VALUES];

    /// @param source sums for each block, as of [BlockSums]
    /// @param whole what a full opacity is in them
    /// @param radius of a window in blocks; it has a side of twice that and one
    /// @param epsilon what is added to a variance of colours from 0 to 1, at least a millionth
    GuidedFilter(BlockGrid grid, RowWindow.Source source, int whole, int radius, double epsilon) {
        this.grid = grid;
        this.whole = whole;
        this.radius = radius;
        this.epsilon = epsilon;
        int columns = grid.columns();
        this.sums = new RowWindow(radius, grid.rows(), BlockSums.VALUES * columns, source);
        this.functions = new RowWindow(radius, grid.rows(), VALUES * columns, this::fit);
    }

    /// Bytes that a filter takes.
    static long bytes(BlockGrid grid, int radius) {
        long columns = grid.columns();
        return RowWindow.bytes(radius, grid.rows(), BlockSums.VALUES * columns)
                + RowWindow.bytes(radius, grid.rows(), VALUES * columns);
    }

    /// Writes the averaged function of each block of a row: for colours from 0 to 255, to an
    /// opacity from 0 to 65,535. Rows are asked for in ascending order.
    void row(int y, float[] target) {
        long[] totals = functions.around(y);
        int columns = grid.columns();
        int down = Math.min(grid.rows(), y + radius + 1) - Math.max(0, y - radius);
        long[] around = new long[VALUES];
        for (int ahead = 0; ahead < Math.min(radius, columns); ahead++) {
            add(totals, ahead, around);
        }
        for (int x = 0; x < columns; x++) {
            if (x + radius < columns) {
                add(totals, x + radius, around);
            }
            if (x - radius > 0) {
                subtract(totals, x - radius - 1, around);
            }
            int across = Math.min(columns, x + radius + 1) - Math.max(0, x - radius);
            double scale = FineAlpha.OPAQUE / (UNITS * across * down);
            for (int value = 0; value < 3; value++) {
                target[VALUES * x + value] = (float) (around[value] * scale / 255);
            }
            target[VALUES * x + 3] = (float) (around[3] * scale);
        }
    }

    private static void add(long[] totals, int column, long[] sum) {
        int from = sum.length * column;
        for (int value = 0; value < sum.length; value++) {
            sum[value] += totals[from + value];
        }
    }

    private static void subtract(long[] totals, int column, long[] sum) {
        int from = sum.length * column;
        for (int value = 0; value < sum.length; value++) {
            sum[value] -= totals[from + value];
        }
    }

    /// The functions of a row of windows.
    private void fit(int y, int[] row) {
        long[] totals = sums.around(y);
        int columns = grid.columns();
        long down = grid.pixelsDown(Math.max(0, y - radius), Math.min(grid.rows(), y + radius + 1));
        Arrays.fill(window, 0);
        for (int ahead = 0; ahead < Math.min(radius, columns); ahead++) {
            add(totals, ahead, window);
        }
        for (int x = 0; x < columns; x++) {
            if (x + radius < columns) {
                add(totals, x + radius, window);
            }
            if (x - radius > 0) {
                subtract(totals, x - radius - 1, window);
            }
            int across =
                    grid.pixelsAcross(Math.max(0, x - radius), Math.min(columns, x + radius + 1));
            fit(down * across, row, VALUES * x);
        }
    }

    /// The function of one window: `a = (covariance of colours + epsilon)^-1 covariance with p`, `b
    /// = mean of p - a . mean colour`.
    private void fit(long pixels, int[] row, int to) {
        long p = window[0];
        if (p == 0 || p == pixels * whole) {
            row[to] = 0;
            row[to + 1] = 0;
            row[to + 2] = 0;
            row[to + 3] = p == 0 ? 0 : (int) UNITS;
            return;
        }
        long r = window[1];
        long g = window[2];
        long b = window[3];
        // Products of whole numbers are exact, so nothing is lost where they are nearly alike.
        double unit = 1 / (255.0 * 255.0 * pixels * pixels);
        double rr = (pixels * window[7] - r * r) * unit + epsilon;
        double rg = (pixels * window[8] - r * g) * unit;
        double rb = (pixels * window[9] - r * b) * unit;
        double gg = (pixels * window[10] - g * g) * unit + epsilon;
        double gb = (pixels * window[11] - g * b) * unit;
        double bb = (pixels * window[12] - b * b) * unit + epsilon;
        double share = 1 / (255.0 * whole * pixels * pixels);
        double pr = (pixels * window[4] - p * r) * share;
        double pg = (pixels * window[5] - p * g) * share;
        double pb = (pixels * window[6] - p * b) * share;
        double first = gg * bb - gb * gb;
        double second = rb * gb - rg * bb;
        double third = rg * gb - rb * gg;
        double scale = UNITS / (rr * first + rg * second + rb * third);
        double red = (first * pr + second * pg + third * pb) * scale;
        double green = (second * pr + (rr * bb - rb * rb) * pg + (rg * rb - rr * gb) * pb) * scale;
        double blue = (third * pr + (rg * rb - rr * gb) * pg + (rr * gg - rg * rg) * pb) * scale;
        row[to] = (int) red;
        row[to + 1] = (int) green;
        row[to + 2] = (int) blue;
        row[to + 3] =
                (int)
                        (UNITS * p / ((double) whole * pixels)
                                - (red * r + green * g + blue * b) / (255.0 * pixels));
    }
}

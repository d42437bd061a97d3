package dev.alphalift.eval.composite;

import dev.alphalift.image.Region;
import java.util.Arrays;

/// Structural similarity (Wang, Bovik, Sheikh and Simoncelli, IEEE Transactions on Image Processing
/// 13, 2004, equations 13 to 17) of one channel: a Gaussian window of 11 pixels and sigma 1.5, K1 =
/// 0.01, K2 = 0.03, population covariance, the mean over all windows that lie in the picture, at
/// full size.
///
/// A window in which both pictures are the same has the value 1 to the last bit. So only parts with
/// a difference are filtered, tile by tile, and what is summed is how much is missing to 1. Room to
/// work in, for one thread.
final class Ssim {
    static final int WINDOW = 11;

    private static final int REACH = WINDOW - 1;
    private static final int TILE_WIDTH = 64;
    private static final int TILE_HEIGHT = 64;
    private static final double SIGMA = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;
    private static final double[] WEIGHTS = weights();

    // One row before it is filtered: values, sum of squares, product.
    private final double[] rowOne = new double[TILE_WIDTH + REACH];
    private final double[] rowOther = new double[TILE_WIDTH + REACH];
    private final double[] rowSquares = new double[TILE_WIDTH + REACH];
    private final double[] rowProduct = new double[TILE_WIDTH + REACH];
    // A tile filtered along its rows.
    private final double[][] tileOne = tile();
    private final double[][] tileOther = tile();
    private final double[][] tileSquares = tile();
    private final double[][] tileProduct = tile();
    // One row filtered both ways.
    private final double[] meanOne = new double[TILE_WIDTH];
    private final double[] meanOther = new double[TILE_WIDTH];
    private final double[] meanSquares = new double[TILE_WIDTH];
    private final double[] meanProduct = new double[TILE_WIDTH];
    // What is missing to 1, by column of a tile.
    private final double[] missingSimilarity = new double[TILE_WIDTH];
    private final double[] missingContrast = new double[TILE_WIDTH];

    /// The means of a plane.
    ///
    /// @param similarity of luminance, contrast and structure: SSIM
    /// @param contrast of contrast and structure alone
    record Means(double similarity, double contrast) {}

    private static double[][] tile() {
        return new double[TILE_HEIGHT + REACH][TILE_WIDTH];
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double total = 0;
        for (int at = 0; at < WINDOW; at++) {
            double distance = at - REACH / 2.0;
            weights[at] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
            total += weights[at];
        }
        for (int at = 0; at < WINDOW; at++) {
            weights[at] /= total;
        }
        return weights;
    }

    /// The means over all windows of a plane, each side at least [#WINDOW].
    Means of(PlanePair pair) {
        int columns = pair.size().width() - REACH;
        int rows = pair.size().height() - REACH;
        double similarity = 0;
        double contrast = 0;
        for (int top = 0; top < rows; top += TILE_HEIGHT) {
            for (int left = 0; left < columns; left += TILE_WIDTH) {
                int width = Math.min(TILE_WIDTH, columns - left);
                int height = Math.min(TILE_HEIGHT, rows - top);
                if (scan(pair, new Region(left, top, width, height))) {
                    for (int x = 0; x < width; x++) {
                        similarity += missingSimilarity[x];
                        contrast += missingContrast[x];
                    }
                }
            }
        }
        double windows = (double) columns * rows;
        return new Means(1 - similarity / windows, 1 - contrast / windows);
    }

    /// Sums what is missing in a tile of windows, told by their upper left corners; false if
    /// nothing is.
    private boolean scan(PlanePair pair, Region tile) {
        int reached = tile.width() + REACH;
        int first = tile.top();
        int last = tile.bottom() + REACH - 1;
        while (first <= last && pair.same(first, tile.left(), reached)) {
            first++;
        }
        if (first > last) {
            return false;
        }
        while (pair.same(last, tile.left(), reached)) {
            last--;
        }
        int from = Math.max(tile.top(), first - REACH);
        int to = Math.min(tile.bottom(), last + 1);
        sum(pair, new Region(tile.left(), from, tile.width(), to - from));
        return true;
    }

    private void sum(PlanePair pair, Region tile) {
        int width = tile.width();
        for (int row = 0; row < tile.height() + REACH; row++) {
            load(pair, (tile.top() + row) * pair.size().width() + tile.left(), width + REACH);
            along(rowOne, tileOne[row], width);
            along(rowOther, tileOther[row], width);
            along(rowSquares, tileSquares[row], width);
            along(rowProduct, tileProduct[row], width);
        }
        Arrays.fill(missingSimilarity, 0);
        Arrays.fill(missingContrast, 0);
        double c1 = K1 * pair.white() * K1 * pair.white();
        double c2 = K2 * pair.white() * K2 * pair.white();
        for (int row = 0; row < tile.height(); row++) {
            down(tileOne, row, meanOne, width);
            down(tileOther, row, meanOther, width);
            down(tileSquares, row, meanSquares, width);
            down(tileProduct, row, meanProduct, width);
            compare(width, c1, c2);
        }
    }

    private void load(PlanePair pair, int start, int width) {
        char[] one = pair.one();
        char[] other = pair.other();
        double[] ones = rowOne;
        double[] others = rowOther;
        double[] squares = rowSquares;
        double[] products = rowProduct;
        for (int x = 0; x < width; x++) {
            ones[x] = one[start + x];
            others[x] = other[start + x];
        }
        for (int x = 0; x < width; x++) {
            double a = ones[x];
            double b = others[x];
            squares[x] = a * a + b * b;
            products[x] = a * b;
        }
    }

    // The weights are symmetric: six products instead of eleven. Both loops write at x and read at
    // x plus a constant, which is what the JIT makes vectors of; offsets that it does not know
    // would
    // keep it from that.

    /// The window's weighted sum along a row.
    private static void along(double[] from, double[] to, int width) {
        double w0 = WEIGHTS[0];
        double w1 = WEIGHTS[1];
        double w2 = WEIGHTS[2];
        double w3 = WEIGHTS[3];
        double w4 = WEIGHTS[4];
        double w5 = WEIGHTS[5];
        for (int x = 0; x < width; x++) {
            to[x] =
                    w0 * (from[x] + from[x + 10])
                            + w1 * (from[x + 1] + from[x + 9])
                            + w2 * (from[x + 2] + from[x + 8])
                            + w3 * (from[x + 3] + from[x + 7])
                            + w4 * (from[x + 4] + from[x + 6])
                            + w5 * from[x + 5];
        }
    }

    /// The window's weighted sum over eleven rows.
    private static void down(double[][] rows, int first, double[] to, int width) {
        double w0 = WEIGHTS[0];
        double w1 = WEIGHTS[1];
        double w2 = WEIGHTS[2];
        double w3 = WEIGHTS[3];
        double w4 = WEIGHTS[4];
        double w5 = WEIGHTS[5];
        double[] r0 = rows[first];
        double[] r1 = rows[first + 1];
        double[] r2 = rows[first + 2];
        double[] r3 = rows[first + 3];
        double[] r4 = rows[first + 4];
        double[] r5 = rows[first + 5];
        double[] r6 = rows[first + 6];
        double[] r7 = rows[first + 7];
        double[] r8 = rows[first + 8];
        double[] r9 = rows[first + 9];
        double[] r10 = rows[first + 10];
        for (int x = 0; x < width; x++) {
            to[x] =
                    w0 * (r0[x] + r10[x])
                            + w1 * (r1[x] + r9[x])
                            + w2 * (r2[x] + r8[x])
                            + w3 * (r3[x] + r7[x])
                            + w4 * (r4[x] + r6[x])
                            + w5 * r5[x];
        }
    }

    /// Equation 13, and its part without luminance, for one row.
    private void compare(int width, double c1, double c2) {
        double[] ones = meanOne;
        double[] others = meanOther;
        double[] squares = meanSquares;
        double[] products = meanProduct;
        double[] similarity = missingSimilarity;
        double[] contrasts = missingContrast;
        for (int x = 0; x < width; x++) {
            double product = 2 * (ones[x] * others[x]);
            double square = ones[x] * ones[x] + others[x] * others[x];
            double contrast = (2 * products[x] - product + c2) / (squares[x] - square + c2);
            contrasts[x] += 1 - contrast;
            similarity[x] += 1 - (product + c1) / (square + c1) * contrast;
        }
    }
}

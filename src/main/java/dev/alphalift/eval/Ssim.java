package dev.alphalift.eval;

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
    private final double[] tileOne = tile();
    private final double[] tileOther = tile();
    private final double[] tileSquares = tile();
    private final double[] tileProduct = tile();
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

    private static double[] tile() {
        return new double[TILE_WIDTH * (TILE_HEIGHT + REACH)];
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
                if (scan(pair, left, width, top, Math.min(rows, top + TILE_HEIGHT))) {
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

    /// Sums what is missing in the windows of a tile; false if nothing is.
    private boolean scan(PlanePair pair, int left, int width, int top, int bottom) {
        int first = top;
        int last = bottom + REACH - 1;
        while (first <= last && pair.same(first, left, width + REACH)) {
            first++;
        }
        if (first > last) {
            return false;
        }
        while (pair.same(last, left, width + REACH)) {
            last--;
        }
        Arrays.fill(missingSimilarity, 0);
        Arrays.fill(missingContrast, 0);
        int from = Math.max(top, first - REACH);
        int to = Math.min(bottom, last + 1);
        for (int row = from; row < to + REACH; row++) {
            load(pair, row * pair.size().width() + left, width + REACH);
            int start = (row - from) * TILE_WIDTH;
            filter(rowOne, 0, 1, tileOne, start, width);
            filter(rowOther, 0, 1, tileOther, start, width);
            filter(rowSquares, 0, 1, tileSquares, start, width);
            filter(rowProduct, 0, 1, tileProduct, start, width);
        }
        double c1 = K1 * pair.white() * K1 * pair.white();
        double c2 = K2 * pair.white() * K2 * pair.white();
        for (int start = 0; start < (to - from) * TILE_WIDTH; start += TILE_WIDTH) {
            filter(tileOne, start, TILE_WIDTH, meanOne, 0, width);
            filter(tileOther, start, TILE_WIDTH, meanOther, 0, width);
            filter(tileSquares, start, TILE_WIDTH, meanSquares, 0, width);
            filter(tileProduct, start, TILE_WIDTH, meanProduct, 0, width);
            compare(width, c1, c2);
        }
        return true;
    }

    private void load(PlanePair pair, int start, int width) {
        char[] one = pair.one();
        char[] other = pair.other();
        double[] ones = rowOne;
        double[] others = rowOther;
        double[] squares = rowSquares;
        double[] products = rowProduct;
        for (int x = 0; x < width; x++) {
            double a = one[start + x];
            double b = other[start + x];
            ones[x] = a;
            others[x] = b;
            squares[x] = a * a + b * b;
            products[x] = a * b;
        }
    }

    /// One row of the window's weighted sum over values that are a step apart. The weights are
    /// symmetric: six products instead of eleven.
    private static void filter(
            double[] from, int start, int step, double[] to, int target, int width) {
        double w0 = WEIGHTS[0];
        double w1 = WEIGHTS[1];
        double w2 = WEIGHTS[2];
        double w3 = WEIGHTS[3];
        double w4 = WEIGHTS[4];
        double w5 = WEIGHTS[5];
        for (int x = 0; x < width; x++) {
            int at = start + x;
            to[target + x] =
                    w0 * (from[at] + from[at + 10 * step])
                            + w1 * (from[at + step] + from[at + 9 * step])
                            + w2 * (from[at + 2 * step] + from[at + 8 * step])
                            + w3 * (from[at + 3 * step] + from[at + 7 * step])
                            + w4 * (from[at + 4 * step] + from[at + 6 * step])
                            + w5 * from[at + 5 * step];
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

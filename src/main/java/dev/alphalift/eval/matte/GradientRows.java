package dev.alphalift.eval.matte;

import dev.alphalift.eval.MinMax;
import dev.alphalift.image.Alpha;

/// The norms of a matte's gradient, row after row. The derivative along x is the matte filtered by
/// `G(y) G'(x)`, scaled to a unit sum of squares, with the picture's border repeated outside; the
/// filter is separable, so that nine rows are all that is kept. Used by one thread.
final class GradientRows {
    private static final double DEVIATION = 1.4;

    /// Where the Gaussian falls below 0.01: `ceil(s sqrt(-2 ln(sqrt(2 pi) s 0.01)))`.
    private static final int RADIUS = 4;

    private static final int ROWS = 2 * RADIUS + 1;

    /// By distance, 0 to 4. The derivative's sign does not matter to a norm.
    private static final double[] GAUSSIAN = unit(0);

    private static final double[] DERIVATIVE = unit(1);

    private final byte[] values;
    private final int width;
    private final int height;
    private final double scale;
    // The rows around the next one, by row number modulo their number.
    private final double[][] rows;
    private final double[] smooth;
    private final double[] slope;
    private int read;
    private int next;

    GradientRows(Alpha matte) {
        values = matte.values();
        width = matte.size().width();
        height = matte.size().height();
        // Stretching moves all values and multiplies them; only the factor reaches a derivative.
        MinMax range = MinMax.of(matte);
        scale = range.isConstant() ? 0 : 1.0 / (range.most() - range.least());
        rows = new double[ROWS][width];
        smooth = new double[width + 2 * RADIUS];
        slope = new double[width + 2 * RADIUS];
    }

    private static double[] unit(int power) {
        double[] half = new double[RADIUS + 1];
        double squares = 0;
        for (int i = 0; i <= RADIUS; i++) {
            half[i] = Math.pow(i, power) * Math.exp(-i * i / (2 * DEVIATION * DEVIATION));
            squares += (i == 0 ? 1 : 2) * half[i] * half[i];
        }
        for (int i = 0; i <= RADIUS; i++) {
            half[i] /= Math.sqrt(squares);
        }
        return half;
    }

    /// Writes the next row's norms, `width` of them.
    void next(double[] norms) {
        while (read < Math.min(height, next + RADIUS + 1)) {
            readRow();
        }
        filterColumns();
        repeatEnds(smooth);
        repeatEnds(slope);
        filterRows(norms);
        next++;
    }

    private void readRow() {
        double[] row = rows[read % ROWS];
        int start = read * width;
        for (int x = 0; x < width; x++) {
            row[x] = values[start + x] & 0xff;
        }
        read++;
    }

    private double[] row(int offset) {
        return rows[Math.clamp(next + offset, 0, height - 1) % ROWS];
    }

    private void filterColumns() {
        double[] here = row(0);
        for (int x = 0; x < width; x++) {
            smooth[RADIUS + x] = GAUSSIAN[0] * here[x];
            slope[RADIUS + x] = 0;
        }
        for (int i = 1; i <= RADIUS; i += 2) {
            addRows(i);
        }
    }

    /// Adds the rows at a distance and at the one after it.
    private void addRows(int distance) {
        double[] above = row(-distance);
        double[] below = row(distance);
        double[] farAbove = row(-distance - 1);
        double[] farBelow = row(distance + 1);
        double gaussian = GAUSSIAN[distance];
        double farGaussian = GAUSSIAN[distance + 1];
        double derivative = DERIVATIVE[distance];
        double farDerivative = DERIVATIVE[distance + 1];
        for (int x = 0; x < width; x++) {
            smooth[RADIUS + x] +=
                    gaussian * (below[x] + above[x]) + farGaussian * (farBelow[x] + farAbove[x]);
            slope[RADIUS + x] +=
                    derivative * (below[x] - above[x])
                            + farDerivative * (farBelow[x] - farAbove[x]);
        }
    }

    private void repeatEnds(double[] padded) {
        for (int i = 0; i < RADIUS; i++) {
            padded[i] = padded[RADIUS];
            padded[RADIUS + width + i] = padded[RADIUS + width - 1];
        }
    }

    private void filterRows(double[] norms) {
        double g0 = GAUSSIAN[0];
        double g1 = GAUSSIAN[1];
        double g2 = GAUSSIAN[2];
        double g3 = GAUSSIAN[3];
        double g4 = GAUSSIAN[4];
        double d1 = DERIVATIVE[1];
        double d2 = DERIVATIVE[2];
        double d3 = DERIVATIVE[3];
        double d4 = DERIVATIVE[4];
        double[] a = smooth;
        double[] b = slope;
        for (int x = 0; x < width; x++) {
            double alongX =
                    d1 * (a[x + 5] - a[x + 3])
                            + d2 * (a[x + 6] - a[x + 2])
                            + d3 * (a[x + 7] - a[x + 1])
                            + d4 * (a[x + 8] - a[x]);
            double alongY =
                    g0 * b[x + 4]
                            + g1 * (b[x + 5] + b[x + 3])
                            + g2 * (b[x + 6] + b[x + 2])
                            + g3 * (b[x + 7] + b[x + 1])
                            + g4 * (b[x + 8] + b[x]);
            norms[x] = scale * Math.sqrt(alongX * alongX + alongY * alongY);
        }
    }
}

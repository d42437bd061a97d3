package dev.alphalift.eval.mask;

import dev.alphalift.eval.MinMax;
import dev.alphalift.image.Alpha;

/// The weighted F measure (Margolin et al., "How to Evaluate Foreground Maps?", CVPR 2014), `(1 +
/// b2) P R / (b2 P + R)` with `b2 = 1`, of the stretched prediction, as in PySODMetrics. Errors of
/// foreground pixels are forgiven as far as their neighbours are right; those of background pixels
/// count for more far away from the foreground. Goes through the picture once and keeps seven rows
/// of errors. Used by one thread.
public final class WeightedF {
    private static final double EPSILON = Math.ulp(1.0);
    private static final int RADIUS = 3;
    private static final int ROWS = 2 * RADIUS + 1;
    private static final double[] KERNEL = kernel();

    /// Weights of background pixels by squared distance, as far as 128 pixels.
    private static final double[] IMPORTANCE = importance();

    private final int width;
    private final int height;
    private final byte[] predicted;
    private final byte[] truth;
    private final MinMax range;
    private final NearestForeground nearest;
    // The errors of one row, with zeros on both sides, and of seven rows after filtering along
    // them.
    private final double[] errors;
    private final double[][] filtered = new double[ROWS][];
    private final double[] nothing;
    private final int[] indices;
    private final long[] squares;
    private long foregroundPixels;
    private double foregroundErrors;
    private double backgroundErrors;

    private WeightedF(Alpha predicted, Alpha truth) {
        this.width = truth.size().width();
        this.height = truth.size().height();
        this.predicted = predicted.values();
        this.truth = truth.values();
        this.range = MinMax.of(predicted);
        this.nearest = new NearestForeground(truth);
        this.errors = new double[width + 2 * RADIUS];
        for (int i = 0; i < ROWS; i++) {
            filtered[i] = new double[width];
        }
        this.nothing = new double[width];
        this.indices = new int[width];
        this.squares = new long[width];
    }

    /// The score; 0 where the truth has no foreground.
    public static double score(Alpha predicted, Alpha truth) {
        if (Centroid.of(truth).foregroundPixels() == 0) {
            return 0;
        }
        return new WeightedF(predicted, truth).score();
    }

    private double score() {
        for (int y = 0; y < height + RADIUS; y++) {
            if (y < height) {
                nearest.row(y, indices, squares);
                spreadErrors(y);
                filterAlong(filtered[y % ROWS]);
            }
            if (y >= RADIUS) {
                addForeground(y - RADIUS);
            }
        }
        double right = foregroundPixels - foregroundErrors;
        double recall = 1 - foregroundErrors / foregroundPixels;
        double precision = right / (right + backgroundErrors + EPSILON);
        return 2 * recall * precision / (recall + precision + EPSILON);
    }

    /// Background pixels take the error of the nearest foreground pixel; their own counts at once.
    private void spreadErrors(int y) {
        int row = y * width;
        double sum = 0;
        for (int x = 0; x < width; x++) {
            errors[RADIUS + x] = 1 - range.of(predicted[indices[x]] & 0xff);
            double error = range.of(predicted[row + x] & 0xff);
            if (squares[x] != 0 && error != 0) {
                sum += error * importance(squares[x]);
            }
        }
        backgroundErrors += sum;
    }

    private void filterAlong(double[] target) {
        double k0 = KERNEL[0];
        double k1 = KERNEL[1];
        double k2 = KERNEL[2];
        double k3 = KERNEL[3];
        double[] e = errors;
        for (int x = 0; x < width; x++) {
            target[x] =
                    k0 * e[x + 3]
                            + k1 * (e[x + 2] + e[x + 4])
                            + k2 * (e[x + 1] + e[x + 5])
                            + k3 * (e[x] + e[x + 6]);
        }
    }

    private double[] filtered(int y) {
        return y < 0 || y >= height ? nothing : filtered[y % ROWS];
    }

    private void addForeground(int y) {
        double[] here = filtered(y);
        double[] above = filtered(y - 1);
        double[] below = filtered(y + 1);
        double[] above2 = filtered(y - 2);
        double[] below2 = filtered(y + 2);
        double[] above3 = filtered(y - 3);
        double[] below3 = filtered(y + 3);
        int row = y * width;
        double sum = 0;
        for (int x = 0; x < width; x++) {
            if ((truth[row + x] & 0xff) <= 128) {
                continue;
            }
            double around =
                    KERNEL[0] * here[x]
                            + KERNEL[1] * (above[x] + below[x])
                            + KERNEL[2] * (above2[x] + below2[x])
                            + KERNEL[3] * (above3[x] + below3[x]);
            sum += Math.min(around, 1 - range.of(predicted[row + x] & 0xff));
            foregroundPixels++;
        }
        foregroundErrors += sum;
    }

    private static double importance(long square) {
        return square < IMPORTANCE.length ? IMPORTANCE[(int) square] : exactImportance(square);
    }

    private static double exactImportance(long square) {
        return 2 - Math.exp(Math.log(0.5) / 5 * Math.sqrt((double) square));
    }

    private static double[] importance() {
        double[] table = new double[1 << 14];
        for (int square = 0; square < table.length; square++) {
            table[square] = exactImportance(square);
        }
        return table;
    }

    /// A Gaussian of deviation 5 in a window of 7, by distance; its sum over the window is 1.
    private static double[] kernel() {
        double[] half = new double[RADIUS + 1];
        double sum = 0;
        for (int i = 0; i <= RADIUS; i++) {
            half[i] = Math.exp(-i * i / 50.0);
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i <= RADIUS; i++) {
            half[i] /= sum;
        }
        return half;
    }
}

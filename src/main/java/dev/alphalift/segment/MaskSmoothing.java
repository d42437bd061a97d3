package dev.alphalift.segment;

import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// rembg's `post_process`: a grey opening with a cross of 3x3 (scikit-image, borders reflected), a
/// Gaussian of sigma 2 in double precision (SciPy: cut at four sigma, borders reflected, columns
/// before rows), then 0 below 127 and 255 from there on.
public final class MaskSmoothing {
    private static final double SIGMA = 2;
    private static final int RADIUS = (int) (4 * SIGMA + 0.5);
    private static final double THRESHOLD = 127;
    private static final int SMALLEST_RANGE = 16;

    private final Workers workers;
    private final double[] weights = weights();

    public MaskSmoothing(Workers workers) {
        this.workers = workers;
    }

    /// A mask of the same size that holds 0 and 255 only.
    public Mask smooth(Mask mask) {
        Size size = mask.size();
        byte[] opened = cross(cross(mask.values(), size, true), size, false);
        byte[] result = new byte[opened.length];
        workers.forRowRanges(
                size.height(),
                SMALLEST_RANGE,
                (from, to) -> {
                    double[] padded = new double[size.width() + 2 * RADIUS];
                    for (int y = from; y < to; y++) {
                        blurDown(opened, size, y, padded);
                        reflectEnds(padded, size.width());
                        thresholdAcross(padded, result, y * size.width(), size.width());
                    }
                });
        return new Mask(size, result);
    }

    /// The least (or greatest) of each pixel and its four neighbours. A border reflected about its
    /// edge repeats the edge pixel, which is one of the five already.
    private byte[] cross(byte[] source, Size size, boolean least) {
        int width = size.width();
        byte[] result = new byte[source.length];
        workers.forRowRanges(
                size.height(),
                SMALLEST_RANGE,
                (from, to) -> {
                    for (int y = from; y < to; y++) {
                        int row = y * width;
                        int above = y == 0 ? row : row - width;
                        int below = y == size.height() - 1 ? row : row + width;
                        for (int x = 0; x < width; x++) {
                            int left = source[row + Math.max(0, x - 1)] & 0xff;
                            int right = source[row + Math.min(width - 1, x + 1)] & 0xff;
                            int centre = source[row + x] & 0xff;
                            int up = source[above + x] & 0xff;
                            int down = source[below + x] & 0xff;
                            result[row + x] =
                                    (byte)
                                            (least
                                                    ? min(centre, left, right, up, down)
                                                    : max(centre, left, right, up, down));
                        }
                    }
                });
        return result;
    }

    private static int min(int centre, int left, int right, int up, int down) {
        return Math.min(centre, Math.min(Math.min(left, right), Math.min(up, down)));
    }

    private static int max(int centre, int left, int right, int up, int down) {
        return Math.max(centre, Math.max(Math.max(left, right), Math.max(up, down)));
    }

    /// One row of the vertical blur. Sums pairs from the outside in, as SciPy's `correlate1d` does
    /// for symmetric weights: the order decides the last bit.
    private void blurDown(byte[] source, Size size, int y, double[] padded) {
        int width = size.width();
        int centre = y * width;
        for (int x = 0; x < width; x++) {
            padded[RADIUS + x] = (source[centre + x] & 0xff) * weights[0];
        }
        for (int distance = RADIUS; distance > 0; distance--) {
            double weight = weights[distance];
            int above = reflect(y - distance, size.height()) * width;
            int below = reflect(y + distance, size.height()) * width;
            for (int x = 0; x < width; x++) {
                int sum = (source[above + x] & 0xff) + (source[below + x] & 0xff);
                padded[RADIUS + x] += sum * weight;
            }
        }
    }

    private static void reflectEnds(double[] padded, int width) {
        for (int distance = 1; distance <= RADIUS; distance++) {
            padded[RADIUS - distance] = padded[RADIUS + reflect(-distance, width)];
            padded[RADIUS + width - 1 + distance] =
                    padded[RADIUS + reflect(width - 1 + distance, width)];
        }
    }

    private void thresholdAcross(double[] padded, byte[] result, int start, int width) {
        for (int x = 0; x < width; x++) {
            int at = x + RADIUS;
            double sum = padded[at] * weights[0];
            for (int distance = RADIUS; distance > 0; distance--) {
                sum += (padded[at - distance] + padded[at + distance]) * weights[distance];
            }
            result[start + x] = (byte) (sum < THRESHOLD ? 0 : 255);
        }
    }

    /// SciPy's mode `reflect`, d c b a | a b c d | d c b a, for any distance.
    private static int reflect(int index, int length) {
        int period = Math.floorMod(index, 2 * length);
        return period < length ? period : 2 * length - 1 - period;
    }

    private static double[] weights() {
        double[] weights = new double[RADIUS + 1];
        double total = 0;
        for (int distance = 0; distance <= RADIUS; distance++) {
            weights[distance] = Math.exp(-0.5 / (SIGMA * SIGMA) * distance * distance);
            total += distance == 0 ? weights[distance] : 2 * weights[distance];
        }
        for (int distance = 0; distance <= RADIUS; distance++) {
            weights[distance] /= total;
        }
        return weights;
    }
}

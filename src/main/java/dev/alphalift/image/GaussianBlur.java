package dev.alphalift.image;

/// The Gaussian itself, not a likeness by boxes: cut off at four deviations, borders reflected (d c
/// b a | a b c d | d c b a), as SciPy's `gaussian_filter` has it, summed in single precision and
/// rounded once. Columns before rows, in place of whole planes a window of rows. The time goes with
/// the deviation, in steps that a processor does eight at a time.
public final class GaussianBlur {
    private static final double CUT = 4;

    private final int width;
    private final int height;
    private final int radius;
    private final float[] weights;

    private GaussianBlur(Size size, double sigma) {
        this.width = size.width();
        this.height = size.height();
        this.radius = radius(sigma);
        this.weights = weights(sigma, radius);
    }

    /// Interleaved samples, each channel blurred by itself.
    ///
    /// @param samples row by row, `channels * size.pixels()` of them; not changed
    /// @param sigma the standard deviation in pixels, at least 0; 0 changes nothing
    /// @param betweenRows called again and again; what it throws ends the work
    public static byte[] of(
            byte[] samples, Size size, int channels, double sigma, Runnable betweenRows) {
        if (samples.length != channels * size.pixels()) {
            throw new IllegalArgumentException(
                    "%s samples cannot be %s channels of %s."
                            .formatted(samples.length, channels, size));
        }
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException(
                    "The deviation (%s) must be a number and not negative.".formatted(sigma));
        }
        return radius(sigma) == 0
                ? samples.clone()
                : new GaussianBlur(size, sigma).blur(samples, channels, betweenRows);
    }

    /// What the work takes beside the result, at most, in bytes.
    public static long workingBytes(Size size, int channels, double sigma) {
        int radius = radius(sigma);
        long rows = Math.min(2L * radius + 1, size.height());
        long row = (long) channels * size.width() * Float.BYTES;
        return rows * row + 2 * row + 2L * channels * radius * Float.BYTES;
    }

    private static int radius(double sigma) {
        return (int) (CUT * sigma + 0.5);
    }

    private static float[] weights(double sigma, int radius) {
        double[] exact = new double[radius + 1];
        double total = 0;
        for (int distance = 0; distance <= radius; distance++) {
            exact[distance] = Math.exp(-0.5 / (sigma * sigma) * distance * distance);
            total += distance == 0 ? exact[distance] : 2 * exact[distance];
        }
        float[] weights = new float[radius + 1];
        for (int distance = 0; distance <= radius; distance++) {
            weights[distance] = (float) (exact[distance] / total);
        }
        return weights;
    }

    private byte[] blur(byte[] samples, int channels, Runnable betweenRows) {
        int line = channels * width;
        int pad = channels * radius;
        int kept = (int) Math.min(2L * radius + 1, height);
        float[][] window = new float[kept][line];
        int loaded = 0;
        float[] column = new float[line + 2 * pad];
        float[] row = new float[line];
        byte[] result = new byte[samples.length];
        for (int y = 0; y < height; y++) {
            betweenRows.run();
            int last = Math.min(height - 1, y + radius);
            for (; loaded <= last; loaded++) {
                load(samples, loaded * line, window[loaded % kept]);
            }
            sumDown(window, y, column, pad);
            reflectEnds(column, channels);
            sumAcross(column, row, channels);
            for (int at = 0; at < line; at++) {
                result[y * line + at] = (byte) (int) (row[at] + 0.5f);
            }
        }
        return result;
    }

    private static void load(byte[] samples, int from, float[] row) {
        for (int at = 0; at < row.length; at++) {
            row[at] = samples[from + at] & 0xff;
        }
    }

    private void sumDown(float[][] window, int y, float[] column, int pad) {
        float[] centre = window[y % window.length];
        int line = centre.length;
        float first = weights[0];
        for (int at = 0; at < line; at++) {
            column[pad + at] = centre[at] * first;
        }
        for (int distance = 1; distance <= radius; distance++) {
            float[] above = window[reflect(y - distance, height) % window.length];
            float[] below = window[reflect(y + distance, height) % window.length];
            float weight = weights[distance];
            for (int at = 0; at < line; at++) {
                column[pad + at] += (above[at] + below[at]) * weight;
            }
        }
    }

    private void reflectEnds(float[] column, int channels) {
        for (int distance = 1; distance <= radius; distance++) {
            int left = channels * (radius + reflect(-distance, width));
            int right = channels * (radius + reflect(width - 1 + distance, width));
            System.arraycopy(column, left, column, channels * (radius - distance), channels);
            System.arraycopy(
                    column, right, column, channels * (radius + width - 1 + distance), channels);
        }
    }

    private void sumAcross(float[] column, float[] row, int channels) {
        int centre = channels * radius;
        float first = weights[0];
        for (int at = 0; at < row.length; at++) {
            row[at] = column[centre + at] * first;
        }
        for (int distance = 1; distance <= radius; distance++) {
            int left = centre - channels * distance;
            int right = centre + channels * distance;
            float weight = weights[distance];
            for (int at = 0; at < row.length; at++) {
                row[at] += (column[left + at] + column[right + at]) * weight;
            }
        }
    }

    private static int reflect(int index, int length) {
        int period = Math.floorMod(index, 2 * length);
        return period < length ? period : 2 * length - 1 - period;
    }
}

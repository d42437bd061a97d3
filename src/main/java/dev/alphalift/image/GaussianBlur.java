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
        return (rows + 5) * row + 2L * channels * radius * Float.BYTES;
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
        int kept = (int) Math.min(2L * radius + 1, height);
        float[][] window = new float[kept][line];
        int loaded = 0;
        float[] column = new float[line];
        Across across = new Across(line, channels);
        byte[] result = new byte[samples.length];
        for (int y = 0; y < height; y++) {
            betweenRows.run();
            int last = Math.min(height - 1, y + radius);
            for (; loaded <= last; loaded++) {
                load(samples, loaded * line, window[loaded % kept]);
            }
            sumDown(window, y, column);
            across.sum(column);
            across.write(result, y * line);
        }
        return result;
    }

    private static void load(byte[] samples, int from, float[] row) {
        for (int at = 0; at < row.length; at++) {
            row[at] = samples[from + at] & 0xff;
        }
    }

    private void sumDown(float[][] window, int y, float[] column) {
        multiply(column, window[y % window.length], weights[0]);
        for (int distance = 1; distance <= radius; distance++) {
            float[] above = window[reflect(y - distance, height) % window.length];
            float[] below = window[reflect(y + distance, height) % window.length];
            addPairs(column, above, below, weights[distance]);
        }
    }

    private static void multiply(float[] target, float[] source, float weight) {
        for (int at = 0; at < target.length; at++) {
            target[at] = source[at] * weight;
        }
    }

    /// One index for all: with a shift in it the compiler does one value at a time.
    private static void addPairs(float[] sums, float[] one, float[] other, float weight) {
        for (int at = 0; at < sums.length; at++) {
            sums[at] += (one[at] + other[at]) * weight;
        }
    }

    /// The sums along one row.
    private final class Across {
        private final int channels;
        private final float[] padded;
        private final float[] left;
        private final float[] right;
        private final float[] sums;

        Across(int line, int channels) {
            this.channels = channels;
            this.padded = new float[line + 2 * channels * radius];
            this.left = new float[line];
            this.right = new float[line];
            this.sums = new float[line];
        }

        void sum(float[] column) {
            int line = sums.length;
            int centre = channels * radius;
            System.arraycopy(column, 0, padded, centre, line);
            reflectEnds();
            multiply(sums, column, weights[0]);
            for (int distance = 1; distance <= radius; distance++) {
                System.arraycopy(padded, centre - channels * distance, left, 0, line);
                System.arraycopy(padded, centre + channels * distance, right, 0, line);
                addPairs(sums, left, right, weights[distance]);
            }
        }

        private void reflectEnds() {
            for (int distance = 1; distance <= radius; distance++) {
                copyPixel(radius + reflect(-distance, width), radius - distance);
                copyPixel(
                        radius + reflect(width - 1 + distance, width),
                        radius + width - 1 + distance);
            }
        }

        private void copyPixel(int from, int to) {
            System.arraycopy(padded, channels * from, padded, channels * to, channels);
        }

        void write(byte[] target, int from) {
            for (int at = 0; at < sums.length; at++) {
                target[from + at] = (byte) (int) (sums[at] + 0.5f);
            }
        }
    }

    private static int reflect(int index, int length) {
        int period = Math.floorMod(index, 2 * length);
        return period < length ? period : 2 * length - 1 - period;
    }
}

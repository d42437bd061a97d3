package dev.alphalift.image;

import java.util.Arrays;

/// Resampling with the Lanczos window of radius 3 in the fixed-point arithmetic of Pillow
/// (`Resample.c`, 8 bits a channel): horizontally, rounded to 8 bits, then vertically, with
/// coefficients of 22 bits. The same input gives the same bytes as `Image.resize(size, LANCZOS)`.
public final class Lanczos {
    private static final double RADIUS = 3;
    private static final int PRECISION_BITS = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final int SMALLEST_RANGE = 16;

    private Lanczos() {}

    /// Resamples interleaved 8-bit samples.
    ///
    /// @param channels samples a pixel, each resampled by itself
    /// @return the samples at the target size; the same array when the size does not change
    static byte[] resize(byte[] source, Size size, int channels, Size target, Workers workers) {
        byte[] wide = source;
        if (target.width() != size.width()) {
            Kernel kernel = Kernel.of(size.width(), target.width());
            int from = size.width() * channels;
            int to = target.width() * channels;
            byte[] result = new byte[Math.multiplyExact(to, size.height())];
            workers.forRowRanges(
                    size.height(),
                    SMALLEST_RANGE,
                    (first, end) -> {
                        int[] line = new int[from];
                        for (int row = first; row < end; row++) {
                            unpack(source, row * from, line, channels);
                            if (channels == 3) {
                                acrossRgb(line, result, row * to, kernel);
                            } else {
                                across(line, result, row * to, kernel);
                            }
                        }
                    });
            wide = result;
        }
        if (target.height() == size.height()) {
            return wide;
        }
        return down(wide, target.width() * channels, size.height(), target.height(), workers);
    }

    /// One row as integers, channel after channel, so that the sums over it run over neighbours.
    private static void unpack(byte[] source, int start, int[] line, int channels) {
        int width = line.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            int base = channel * width;
            int from = start + channel;
            for (int x = 0; x < width; x++) {
                line[base + x] = source[from + x * channels] & 0xff;
            }
        }
    }

    private static void across(int[] line, byte[] target, int start, Kernel kernel) {
        int[] weights = kernel.weights;
        for (int x = 0; x < kernel.outputs; x++) {
            int first = kernel.first[x];
            int taps = kernel.taps[x];
            int offset = x * kernel.stride;
            int sum = HALF;
            for (int tap = 0; tap < taps; tap++) {
                sum += line[first + tap] * weights[offset + tap];
            }
            target[start + x] = clip(sum);
        }
    }

    private static void acrossRgb(int[] line, byte[] target, int start, Kernel kernel) {
        int[] weights = kernel.weights;
        int width = line.length / 3;
        for (int x = 0; x < kernel.outputs; x++) {
            int first = kernel.first[x];
            int taps = kernel.taps[x];
            int offset = x * kernel.stride;
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int tap = 0; tap < taps; tap++) {
                int weight = weights[offset + tap];
                red += line[first + tap] * weight;
                green += line[width + first + tap] * weight;
                blue += line[2 * width + first + tap] * weight;
            }
            int at = start + 3 * x;
            target[at] = clip(red);
            target[at + 1] = clip(green);
            target[at + 2] = clip(blue);
        }
    }

    private static byte[] down(byte[] source, int line, int rows, int targetRows, Workers workers) {
        Kernel kernel = Kernel.of(rows, targetRows);
        byte[] result = new byte[Math.multiplyExact(line, targetRows)];
        workers.forRowRanges(
                targetRows,
                SMALLEST_RANGE,
                (from, end) -> {
                    int[] sums = new int[line];
                    for (int y = from; y < end; y++) {
                        Arrays.fill(sums, HALF);
                        for (int tap = 0; tap < kernel.taps[y]; tap++) {
                            int weight = kernel.weights[y * kernel.stride + tap];
                            add(source, (kernel.first[y] + tap) * line, weight, sums);
                        }
                        pack(sums, result, y * line);
                    }
                });
        return result;
    }

    private static void add(byte[] source, int start, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += (source[start + x] & 0xff) * weight;
        }
    }

    private static void pack(int[] sums, byte[] target, int start) {
        for (int x = 0; x < sums.length; x++) {
            target[start + x] = clip(sums[x]);
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }

    /// For each output position the first input, the number of inputs and their weights.
    private static final class Kernel {
        final int outputs;
        final int stride;
        final int[] first;
        final int[] taps;
        final int[] weights;

        private Kernel(int outputs, int stride) {
            this.outputs = outputs;
            this.stride = stride;
            this.first = new int[outputs];
            this.taps = new int[outputs];
            this.weights = new int[Math.multiplyExact(outputs, stride)];
        }

        static Kernel of(int inputs, int outputs) {
            double scale = (double) inputs / outputs;
            double stretch = Math.max(scale, 1);
            double support = RADIUS * stretch;
            Kernel kernel = new Kernel(outputs, (int) Math.ceil(support) * 2 + 1);
            double[] line = new double[kernel.stride];
            for (int output = 0; output < outputs; output++) {
                double centre = (output + 0.5) * scale;
                int first = Math.max(0, (int) (centre - support + 0.5));
                int taps = Math.min(inputs, (int) (centre + support + 0.5)) - first;
                double total = 0;
                for (int tap = 0; tap < taps; tap++) {
                    line[tap] = window((tap + first - centre + 0.5) * (1 / stretch));
                    total += line[tap];
                }
                kernel.first[output] = first;
                kernel.taps[output] = taps;
                for (int tap = 0; tap < taps; tap++) {
                    double weight = total == 0 ? line[tap] : line[tap] / total;
                    kernel.weights[output * kernel.stride + tap] = fixedPoint(weight);
                }
            }
            return kernel;
        }

        private static int fixedPoint(double weight) {
            return (int) (Math.copySign(0.5, weight) + weight * (1 << PRECISION_BITS));
        }

        private static double window(double x) {
            return x >= -RADIUS && x < RADIUS ? sinc(x) * sinc(x / RADIUS) : 0;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
        }
    }
}

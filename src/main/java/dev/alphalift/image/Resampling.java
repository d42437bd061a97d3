package dev.alphalift.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Resampling in the fixed-point arithmetic of Pillow (`Resample.c`, 8 bits a channel):
/// horizontally, rounded to 8 bits, then vertically, with coefficients of 22 bits; the other way
/// round where a strip more than a hundred times as high as wide becomes lower. The same input
/// gives the same bytes as `Image.resize(size, filter)`.
public enum Resampling {
    /// The Lanczos window of radius 3: Pillow's `LANCZOS`.
    LANCZOS(3) {
        @Override
        double window(double x) {
            return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
        }
    },
    /// A triangle of radius 1: Pillow's `BILINEAR`, which is no plain interpolation where it makes
    /// smaller.
    BILINEAR(1) {
        @Override
        double window(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    };

    private static final int PRECISION_BITS = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final int SMALLEST_RANGE = 16;
    private static final int NARROW = 6;
    private static final long STRIP = 100;

    // Two sums of 32 bits are computed as one of 64.
    private static final long HALVES = HALF * 0x0000_0001_0000_0001L;
    private static final long PAIR = 0x0000_00ff_0000_00ffL;
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final double radius;

    Resampling(double radius) {
        this.radius = radius;
    }

    /// The weight of what is so far from the middle.
    abstract double window(double x);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }

    /// Resamples interleaved 8-bit samples.
    ///
    /// @param channels samples a pixel, each resampled by itself
    /// @return the samples at the target size; the same array when the size does not change
    byte[] resize(byte[] source, Size size, int channels, Size target, Workers workers) {
        if (isStrip(size) && target.height() < size.height()) {
            int line = size.width() * channels;
            byte[] low = down(source, line, size.height(), target.height(), workers);
            Size between = new Size(size.width(), target.height());
            return target.width() == size.width()
                    ? low
                    : across(low, between, channels, target.width(), workers);
        }
        byte[] wide = source;
        if (target.width() != size.width()) {
            wide = across(source, size, channels, target.width(), workers);
        }
        if (target.height() == size.height()) {
            return wide;
        }
        return down(wide, target.width() * channels, size.height(), target.height(), workers);
    }

    /// What Pillow makes lower before it makes it wider or narrower.
    private static boolean isStrip(Size size) {
        return size.height() > STRIP * size.width();
    }

    private byte[] across(
            byte[] source, Size size, int channels, int targetWidth, Workers workers) {
        Kernel kernel = Kernel.of(this, size.width(), targetWidth);
        int from = size.width() * channels;
        int to = targetWidth * channels;
        byte[] result = new byte[Math.multiplyExact(to, size.height())];
        boolean narrow = channels == 1 && kernel.isNarrow();
        workers.forRowRanges(
                size.height(),
                SMALLEST_RANGE,
                (first, end) -> {
                    // Weights of zero may reach behind a row's end.
                    long[] lines = new long[from + kernel.stride * channels];
                    for (int row = first; row < end; row += 2) {
                        // A last row without a second is its own second.
                        int second = Math.min(row + 1, end - 1);
                        pair(source, row * from, second * from, from, lines);
                        if (narrow) {
                            acrossNarrow(lines, result, row * to, second * to, kernel);
                        } else if (channels == 3) {
                            acrossRgb(lines, result, row * to, second * to, kernel);
                        } else {
                            across(lines, channels, result, row * to, second * to, kernel);
                        }
                    }
                });
        return result;
    }

    /// Two rows as one of pairs: to multiply a pair is to multiply both.
    private static void pair(byte[] source, int first, int second, int count, long[] pairs) {
        for (int x = 0; x < count; x++) {
            pairs[x] = (source[first + x] & 0xff) | (source[second + x] & 0xffL) << 32;
        }
    }

    private static void across(
            long[] lines, int channels, byte[] target, int first, int second, Kernel kernel) {
        int[] weights = kernel.weights;
        for (int x = 0; x < kernel.outputs; x++) {
            int offset = x * kernel.stride;
            int end = offset + kernel.taps[x];
            for (int channel = 0; channel < channels; channel++) {
                int from = kernel.first[x] * channels + channel;
                long sums = HALVES;
                for (int tap = offset; tap < end; tap += 2, from += 2 * channels) {
                    sums += lines[from] * weights[tap] + lines[from + channels] * weights[tap + 1];
                }
                target[first + x * channels + channel] = lower(sums);
                target[second + x * channels + channel] = upper(sums);
            }
        }
    }

    private static void acrossRgb(
            long[] lines, byte[] target, int first, int second, Kernel kernel) {
        int[] weights = kernel.weights;
        for (int x = 0; x < kernel.outputs; x++) {
            int offset = x * kernel.stride;
            int end = offset + kernel.taps[x];
            int from = 3 * kernel.first[x];
            long reds = HALVES;
            long greens = HALVES;
            long blues = HALVES;
            for (int tap = offset; tap < end; tap += 2, from += 6) {
                long weight = weights[tap];
                long next = weights[tap + 1];
                reds += lines[from] * weight + lines[from + 3] * next;
                greens += lines[from + 1] * weight + lines[from + 4] * next;
                blues += lines[from + 2] * weight + lines[from + 5] * next;
            }
            int upper = first + 3 * x;
            target[upper] = lower(reds);
            target[upper + 1] = lower(greens);
            target[upper + 2] = lower(blues);
            int below = second + 3 * x;
            target[below] = upper(reds);
            target[below + 1] = upper(greens);
            target[below + 2] = upper(blues);
        }
    }

    /// Enlarging takes six inputs for each output, fewer at the borders.
    private static void acrossNarrow(
            long[] lines, byte[] target, int first, int second, Kernel kernel) {
        int[] weights = kernel.weights;
        for (int x = 0; x < kernel.outputs; x++) {
            int from = kernel.first[x];
            int at = x * kernel.stride;
            long sums =
                    HALVES
                            + lines[from] * weights[at]
                            + lines[from + 1] * weights[at + 1]
                            + lines[from + 2] * weights[at + 2]
                            + lines[from + 3] * weights[at + 3]
                            + lines[from + 4] * weights[at + 4]
                            + lines[from + 5] * weights[at + 5];
            target[first + x] = lower(sums);
            target[second + x] = upper(sums);
        }
    }

    private byte[] down(byte[] source, int line, int rows, int targetRows, Workers workers) {
        Kernel kernel = Kernel.of(this, rows, targetRows);
        byte[] result = new byte[Math.multiplyExact(line, targetRows)];
        workers.forRowRanges(
                targetRows,
                SMALLEST_RANGE,
                (from, end) -> {
                    for (int y = from; y < end; y++) {
                        down(source, line, y, result, kernel);
                    }
                });
        return result;
    }

    /// One row of output: eight columns at a time, in four pairs.
    private static void down(byte[] source, int line, int y, byte[] target, Kernel kernel) {
        int[] weights = kernel.weights;
        int offset = y * kernel.stride;
        int end = offset + kernel.taps[y];
        int top = kernel.first[y] * line;
        int to = y * line;
        int x = 0;
        for (; x + Long.BYTES <= line; x += Long.BYTES) {
            if (end - offset <= NARROW && isAlike(source, top + x, line, end - offset)) {
                EIGHT.set(target, to + x, (long) EIGHT.get(source, top + x));
                continue;
            }
            long sums04 = HALVES;
            long sums15 = HALVES;
            long sums26 = HALVES;
            long sums37 = HALVES;
            int from = top + x;
            for (int tap = offset; tap < end; tap++, from += line) {
                long weight = weights[tap];
                long eight = (long) EIGHT.get(source, from);
                sums04 += (eight & PAIR) * weight;
                sums15 += (eight >>> 8 & PAIR) * weight;
                sums26 += (eight >>> 16 & PAIR) * weight;
                sums37 += (eight >>> 24 & PAIR) * weight;
            }
            target[to + x] = lower(sums04);
            target[to + x + 1] = lower(sums15);
            target[to + x + 2] = lower(sums26);
            target[to + x + 3] = lower(sums37);
            target[to + x + 4] = upper(sums04);
            target[to + x + 5] = upper(sums15);
            target[to + x + 6] = upper(sums26);
            target[to + x + 7] = upper(sums37);
        }
        for (; x < line; x++) {
            int sum = HALF;
            int from = top + x;
            for (int tap = offset; tap < end; tap++, from += line) {
                sum += (source[from] & 0xff) * weights[tap];
            }
            target[to + x] = clip(sum);
        }
    }

    /// Whether eight columns have the same values in some rows. A mask mostly has, and so has their
    /// sum then: the rounding of a few weights is too little to change it.
    private static boolean isAlike(byte[] source, int from, int line, int rows) {
        long first = (long) EIGHT.get(source, from);
        for (int row = 1; row < rows; row++) {
            if ((long) EIGHT.get(source, from + row * line) != first) {
                return false;
            }
        }
        return true;
    }

    /// The byte of a pair of sums that stands in the lower half.
    private static byte lower(long sums) {
        return clip((int) sums);
    }

    /// The other one, from which a negative lower half has borrowed.
    private static byte upper(long sums) {
        return clip((int) ((sums - (int) sums) >> 32));
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

        /// Whether six weights can be read for every output, and none takes more inputs.
        boolean isNarrow() {
            if (stride < NARROW) {
                return false;
            }
            for (int output = 0; output < outputs; output++) {
                if (taps[output] > NARROW) {
                    return false;
                }
            }
            return true;
        }

        static Kernel of(Resampling filter, int inputs, int outputs) {
            double scale = (double) inputs / outputs;
            double stretch = Math.max(scale, 1);
            double support = filter.radius * stretch;
            Kernel kernel = new Kernel(outputs, (int) Math.ceil(support) * 2 + 2);
            double[] line = new double[kernel.stride];
            for (int output = 0; output < outputs; output++) {
                double centre = (output + 0.5) * scale;
                int first = Math.max(0, (int) (centre - support + 0.5));
                int taps = Math.min(inputs, (int) (centre + support + 0.5)) - first;
                double total = 0;
                for (int tap = 0; tap < taps; tap++) {
                    line[tap] = filter.window((tap + first - centre + 0.5) * (1 / stretch));
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
    }
}

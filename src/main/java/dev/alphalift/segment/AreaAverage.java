package dev.alphalift.segment;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.Arrays;

/// A picture at another size, each of whose pixels is the average of the area that it covers: what
/// OpenCV's `INTER_AREA` computes, in double precision, whether it makes smaller or larger.
final class AreaAverage {
    private static final int SMALLEST_RANGE = 8;

    private AreaAverage() {}

    /// What becomes of one averaged value.
    @FunctionalInterface
    interface Use {
        /// Turns one of them into what the model takes.
        ///
        /// @param channel 0 to 2
        /// @param value 0 to 255
        float of(int channel, double value);
    }

    /// Three planes of the target's size.
    static float[] planes(RgbImage image, Size target, Use use, Workers workers) {
        Size size = image.size();
        byte[] samples = image.samples();
        Spans across = new Spans(size.width(), target.width());
        Spans down = new Spans(size.height(), target.height());
        int plane = Math.toIntExact(target.pixels());
        float[] values = new float[3 * plane];
        int line = 3 * size.width();
        workers.forRowRanges(
                target.height(),
                SMALLEST_RANGE,
                (first, end) -> {
                    double[] sums = new double[line];
                    for (int y = first; y < end; y++) {
                        sumRows(samples, line, down, y, sums);
                        for (int x = 0; x < target.width(); x++) {
                            for (int channel = 0; channel < 3; channel++) {
                                double value = across.sum(sums, x, channel) * down.share;
                                values[channel * plane + y * target.width() + x] =
                                        use.of(channel, value * across.share);
                            }
                        }
                    }
                });
        return values;
    }

    private static void sumRows(byte[] samples, int line, Spans down, int y, double[] sums) {
        Arrays.fill(sums, 0);
        for (int row = down.first(y); row < down.end(y); row++) {
            double weight = down.covered(y, row);
            int from = row * line;
            for (int at = 0; at < line; at++) {
                sums[at] += weight * (samples[from + at] & 0xff);
            }
        }
    }

    /// Which inputs each output covers along one side, and how much of each.
    private static final class Spans {
        private final int inputs;
        private final double step;

        /// What one whole input is of an output.
        private final double share;

        Spans(int inputs, int outputs) {
            this.inputs = inputs;
            this.step = (double) inputs / outputs;
            this.share = 1 / step;
        }

        int first(int output) {
            return Math.min(inputs - 1, (int) (output * step));
        }

        int end(int output) {
            return Math.clamp((int) Math.ceil((output + 1) * step), first(output) + 1, inputs);
        }

        /// The part of an input that an output covers, 0 to 1.
        double covered(int output, int input) {
            double from = Math.max(input, output * step);
            return Math.max(0, Math.min(input + 1.0, (output + 1) * step) - from);
        }

        double sum(double[] line, int output, int channel) {
            double sum = 0;
            for (int input = first(output); input < end(output); input++) {
                sum += covered(output, input) * line[3 * input + channel];
            }
            return sum;
        }
    }
}

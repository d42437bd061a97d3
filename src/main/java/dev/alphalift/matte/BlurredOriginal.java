package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.GaussianBlur;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A picture out of focus, without its subject: a mean in which the subject's pixels hardly count
/// (normalized convolution, Knutsson and Westin 1993), so that no halo of the subject's colours
/// surrounds it. A strong blur is computed on a smaller picture, which holds all that is left.
final class BlurredOriginal {
    // A Gaussian of that many pixels leaves nothing that a picture of half the size cannot hold.
    private static final double ENOUGH = 4;
    private static final int HIGHEST = 255;
    // Where there is nothing but subject its own blur is left.
    private static final int LEAST_WEIGHT = 12;

    private BlurredOriginal() {}

    /// The picture, or a smaller one.
    ///
    /// @param subject what is left out; null for nothing
    /// @param sigma the Gaussian's standard deviation in pixels of the original
    static RgbImage of(
            RgbImage original, @Nullable Alpha subject, double sigma, Deadline deadline) {
        int factor = (int) Math.max(1, sigma / ENOUGH);
        Size size = smaller(original.size(), factor);
        deadline.check();
        byte[] weighted = weighted(original, subject, size, factor, deadline);
        double scale = (double) size.width() / original.size().width();
        byte[] blurred = GaussianBlur.of(weighted, size, 4, sigma * scale, deadline::check);
        return new RgbImage(size, divided(blurred));
    }

    private static Size smaller(Size size, int factor) {
        return new Size(
                (size.width() + factor - 1) / factor, (size.height() + factor - 1) / factor);
    }

    /// Means over squares: colours times weights, and weights.
    private static byte[] weighted(
            RgbImage original, @Nullable Alpha subject, Size size, int factor, Deadline deadline) {
        byte[] result = new byte[Math.toIntExact(4 * size.pixels())];
        long[] sums = new long[4 * size.width()];
        int[] counts = new int[size.width()];
        int height = original.size().height();
        for (int row = 0; row < size.height(); row++) {
            deadline.check();
            Arrays.fill(sums, 0);
            Arrays.fill(counts, 0);
            int end = Math.min(height, (row + 1) * factor);
            for (int y = row * factor; y < end; y++) {
                addRow(original, subject, y, factor, sums, counts);
            }
            for (int x = 0; x < size.width(); x++) {
                int to = 4 * (row * size.width() + x);
                for (int c = 0; c < 3; c++) {
                    result[to + c] =
                            (byte) Math.round((double) sums[4 * x + c] / counts[x] / HIGHEST);
                }
                result[to + 3] = (byte) Math.round((double) sums[4 * x + 3] / counts[x]);
            }
        }
        return result;
    }

    private static void addRow(
            RgbImage original,
            @Nullable Alpha subject,
            int y,
            int factor,
            long[] sums,
            int[] counts) {
        byte[] samples = original.samples();
        int width = original.size().width();
        for (int x = 0; x < width; x++) {
            int pixel = y * width + x;
            int opacity = subject == null ? 0 : subject.values()[pixel] & 0xff;
            int weight = Math.max(LEAST_WEIGHT, HIGHEST - opacity);
            int block = x / factor;
            for (int c = 0; c < 3; c++) {
                sums[4 * block + c] += (samples[3 * pixel + c] & 0xff) * weight;
            }
            sums[4 * block + 3] += weight;
            counts[block]++;
        }
    }

    private static byte[] divided(byte[] weighted) {
        byte[] colours = new byte[weighted.length / 4 * 3];
        for (int pixel = 0; pixel < weighted.length / 4; pixel++) {
            int weight = Math.max(1, weighted[4 * pixel + 3] & 0xff);
            for (int c = 0; c < 3; c++) {
                int colour = (weighted[4 * pixel + c] & 0xff) * HIGHEST;
                colours[3 * pixel + c] = (byte) Math.min(HIGHEST, (colour + weight / 2) / weight);
            }
        }
        return colours;
    }
}

package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.GaussianBlur;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A picture out of focus, without its subject: before it is blurred the subject is replaced by
/// what is around it, so that no halo of its colours surrounds it and none is left where it was if
/// it is moved. A strong blur is computed on a smaller picture, which holds all that is left.
final class BlurredOriginal {
    // A Gaussian of that many pixels leaves nothing that a picture of half the size cannot hold.
    private static final double ENOUGH = 4;
    private static final int HIGHEST = 255;

    private final RgbImage original;
    private final @Nullable Alpha subject;
    private final @Nullable Surroundings around;
    private final int factor;
    private final Size size;

    private BlurredOriginal(
            RgbImage original, @Nullable Alpha subject, int factor, Deadline deadline) {
        this.original = original;
        this.subject = subject;
        this.around = subject == null ? null : Surroundings.of(original, subject, deadline);
        this.factor = factor;
        this.size =
                new Size(
                        (original.size().width() + factor - 1) / factor,
                        (original.size().height() + factor - 1) / factor);
    }

    /// The picture, or a smaller one.
    ///
    /// @param subject what is left out, of the picture's size; null for nothing
    /// @param sigma the Gaussian's standard deviation in pixels of the original
    static RgbImage of(
            RgbImage original, @Nullable Alpha subject, double sigma, Deadline deadline) {
        if (subject != null && !subject.size().equals(original.size())) {
            throw new IllegalArgumentException(
                    "The opacity (%s) must be as large as the picture (%s)."
                            .formatted(subject.size(), original.size()));
        }
        int factor = (int) Math.max(1, sigma / ENOUGH);
        BlurredOriginal blurred = new BlurredOriginal(original, subject, factor, deadline);
        byte[] means = blurred.means(deadline);
        byte[] soft = GaussianBlur.of(means, blurred.size, 3, sigma / factor, deadline::check);
        return new RgbImage(blurred.size, soft);
    }

    /// Means over squares, without the subject.
    private byte[] means(Deadline deadline) {
        byte[] result = new byte[Math.toIntExact(3 * size.pixels())];
        float[] sums = new float[3 * size.width()];
        int height = original.size().height();
        int width = original.size().width();
        for (int row = 0; row < size.height(); row++) {
            deadline.check();
            Arrays.fill(sums, 0);
            int end = Math.min(height, (row + 1) * factor);
            for (int y = row * factor; y < end; y++) {
                addRow(y, sums);
            }
            for (int x = 0; x < size.width(); x++) {
                int count = (end - row * factor) * Math.min(factor, width - x * factor);
                for (int c = 0; c < 3; c++) {
                    result[3 * (row * size.width() + x) + c] =
                            (byte) Math.round(sums[3 * x + c] / count);
                }
            }
        }
        return result;
    }

    private void addRow(int y, float[] sums) {
        byte[] samples = original.samples();
        int width = original.size().width();
        float[] behind = new float[3];
        for (int x = 0; x < width; x++) {
            int pixel = y * width + x;
            float share = subjectShare(pixel);
            if (share > 0 && around != null) {
                around.at(x + 0.5, y + 0.5, behind);
            }
            int to = 3 * (x / factor);
            for (int c = 0; c < 3; c++) {
                float own = samples[3 * pixel + c] & 0xff;
                sums[to + c] += own + share * (behind[c] - own);
            }
        }
    }

    /// How much of a pixel is replaced: all of it from half of the opacity on, since its colour is
    /// the subject's in part.
    private float subjectShare(int pixel) {
        return subject == null ? 0 : Math.min(1, 2f * (subject.values()[pixel] & 0xff) / HIGHEST);
    }
}

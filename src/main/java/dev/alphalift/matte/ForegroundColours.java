package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;

/// The subject's own colours: a soft pixel of a photo is a mixture of the subject and what was
/// behind it, and what was behind it is taken out again. By the multi-level method of Germer,
/// Uelwer, Conrad and Harmeling, "Fast Multi-Level Foreground Estimation" (2020): colours of the
/// subject and of the background are found for ever larger versions of the picture, where
/// neighbours are alike the more, the more their opacity differs.
public final class ForegroundColours {
    private static final double MOSTLY_SUBJECT = 0.9;
    private static final double MOSTLY_BACKGROUND = 0.1;
    private static final int ROWS_BETWEEN_LOOKS = 16;

    private ForegroundColours() {}

    /// The colours of the subject alone. A picture's own transparency is kept; pixels that are
    /// wholly the subject keep their colour.
    ///
    /// @param alpha how much of each pixel is the subject, of the picture's size
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public static RgbImage of(RgbImage image, FineAlpha alpha, Deadline deadline) {
        Size size = image.size();
        if (!alpha.size().equals(size)) {
            throw new IllegalArgumentException(
                    "The alpha (%s) must be as large as the picture (%s)."
                            .formatted(alpha.size(), size));
        }
        ColourLevel largest = levels(image, alpha.values());
        byte[] colours = new byte[Math.toIntExact(3 * size.pixels())];
        for (int y = 0; y < size.height(); y++) {
            if (y % ROWS_BETWEEN_LOOKS == 0) {
                deadline.check();
            }
            write(largest.row(y), image, alpha.values(), y, colours);
        }
        return new RgbImage(size, colours, image.transparency());
    }

    private static ColourLevel levels(RgbImage image, char[] alpha) {
        Size size = image.size();
        int steps = levels(size);
        ColourLevel level = new ColourLevel(new Size(1, 1), image, alpha, null);
        level.start(
                mean(image, alpha, MOSTLY_SUBJECT, 1), mean(image, alpha, -1, MOSTLY_BACKGROUND));
        for (int step = 1; step <= steps; step++) {
            double exponent = (double) step / steps;
            Size next =
                    new Size(
                            Math.toIntExact(Math.round(Math.pow(size.width(), exponent))),
                            Math.toIntExact(Math.round(Math.pow(size.height(), exponent))));
            level = new ColourLevel(next, image, alpha, level);
        }
        return level;
    }

    /// How many times the picture is about halved until one pixel is left.
    private static int levels(Size size) {
        int longest = Math.max(size.width(), size.height());
        return longest == 1 ? 0 : 32 - Integer.numberOfLeadingZeros(longest - 1);
    }

    /// The mean colour of the pixels whose alpha is above one value and below another, black if
    /// there are none.
    private static float[] mean(RgbImage image, char[] alpha, double above, double below) {
        long[] sums = new long[3];
        long count = 0;
        byte[] samples = image.samples();
        for (int pixel = 0; pixel < alpha.length; pixel++) {
            double value = alpha[pixel] / (double) FineAlpha.OPAQUE;
            if (value > above && (below == 1 || value < below)) {
                count++;
                for (int c = 0; c < 3; c++) {
                    sums[c] += samples[3 * pixel + c] & 0xff;
                }
            }
        }
        float[] mean = new float[3];
        for (int c = 0; c < 3; c++) {
            mean[c] = (float) (sums[c] / 255.0 / (count + 1e-5));
        }
        return mean;
    }

    /// Cut off below the point as rembg does it, but where that would only darken a pixel that is
    /// wholly the subject by less than a step.
    private static void write(
            ColourLevel.Row row, RgbImage image, char[] alpha, int y, byte[] colours) {
        int width = image.size().width();
        int first = 3 * y * width;
        byte[] samples = image.samples();
        for (int x = 0; x < width; x++) {
            boolean isSubject = alpha[y * width + x] == FineAlpha.OPAQUE;
            for (int at = 3 * x; at < 3 * x + 3; at++) {
                float colour = row.foreground[at] * 255;
                int own = samples[first + at] & 0xff;
                colours[first + at] =
                        (byte) (isSubject && Math.abs(colour - own) < 1 ? own : (int) colour);
            }
        }
    }
}

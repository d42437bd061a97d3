package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.concurrent.atomic.AtomicLongArray;

/// The subject's own colours: a soft pixel of a photo is a mixture of the subject and what was
/// behind it, and what was behind it is taken out again. By the multi-level method of Germer,
/// Uelwer, Conrad and Harmeling, "Fast Multi-Level Foreground Estimation" (2020): colours of the
/// subject and of the background are found for ever larger versions of the picture, where
/// neighbours are alike the more, the more their opacity differs.
public final class ForegroundColours {
    private static final double MOSTLY_SUBJECT = 0.9;
    private static final double MOSTLY_BACKGROUND = 0.1;
    private static final int ROWS_BETWEEN_LOOKS = 16;
    private static final long SMALL_OBJECTS = 1 << 17;
    private static final int SMALLEST_RANGE = 64;

    private ForegroundColours() {}

    /// The colours of the subject alone. A picture's own transparency is kept; pixels that are
    /// wholly the subject keep their colour.
    ///
    /// @param alpha how much of each pixel is the subject, of the picture's size
    /// @param workers share the work; the colours are the same whatever their number
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public static RgbImage of(RgbImage image, FineAlpha alpha, Workers workers, Deadline deadline) {
        Size size = image.size();
        if (!alpha.size().equals(size)) {
            throw new IllegalArgumentException(
                    "The alpha (%s) must be as large as the picture (%s)."
                            .formatted(alpha.size(), size));
        }
        boolean isShared = workers.count() > 1 && ColourLevel.passes(size) == ColourStages.PASSES;
        ColourLevel largest = levels(image, alpha.values(), isShared, workers);
        byte[] colours = new byte[Math.toIntExact(3 * size.pixels())];
        if (isShared) {
            new ColourStages(largest, size.height(), workers)
                    .run(y -> write(largest.at(y), image, alpha.values(), y, colours), deadline);
        } else {
            for (int y = 0; y < size.height(); y++) {
                if (y % ROWS_BETWEEN_LOOKS == 0) {
                    deadline.check();
                }
                write(largest.row(y), image, alpha.values(), y, colours);
            }
        }
        return new RgbImage(size, colours, image.transparency());
    }

    /// Bytes that the work takes at most beside the result: rows of all levels.
    public static long workingBytes(Size size) {
        // What smaller levels have together is less than a dozen rows of the largest.
        long rows = Math.min(ColourStages.ROWS, size.height()) + 12L;
        return SMALL_OBJECTS + rows * ColourLevel.BYTES_A_PIXEL * size.width();
    }

    private static ColourLevel levels(
            RgbImage image, char[] alpha, boolean isShared, Workers workers) {
        Size size = image.size();
        int steps = levels(size);
        ColourLevel level = new ColourLevel(new Size(1, 1), image, alpha, null);
        level.start(
                mean(image, alpha, MOSTLY_SUBJECT, 1, workers),
                mean(image, alpha, -1, MOSTLY_BACKGROUND, workers));
        for (int step = 1; step <= steps; step++) {
            double exponent = (double) step / steps;
            Size next =
                    new Size(
                            Math.toIntExact(Math.round(Math.pow(size.width(), exponent))),
                            Math.toIntExact(Math.round(Math.pow(size.height(), exponent))));
            level =
                    isShared && step == steps
                            ? new ColourLevel(
                                    next,
                                    image,
                                    alpha,
                                    level,
                                    Math.min(ColourStages.ROWS, next.height()))
                            : new ColourLevel(next, image, alpha, level);
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
    private static float[] mean(
            RgbImage image, char[] alpha, double above, double below, Workers workers) {
        // Red, green, blue and how many; whole numbers, so the order of adding does not matter.
        AtomicLongArray sums = new AtomicLongArray(4);
        int width = image.size().width();
        workers.forRowRanges(
                image.size().height(),
                SMALLEST_RANGE,
                (from, to) -> {
                    long[] part =
                            sums(image.samples(), alpha, above, below, from * width, to * width);
                    for (int each = 0; each < part.length; each++) {
                        sums.addAndGet(each, part[each]);
                    }
                });
        float[] mean = new float[3];
        for (int c = 0; c < 3; c++) {
            mean[c] = (float) (sums.get(c) / 255.0 / (sums.get(3) + 1e-5));
        }
        return mean;
    }

    private static long[] sums(
            byte[] samples, char[] alpha, double above, double below, int from, int to) {
        long[] sums = new long[4];
        for (int pixel = from; pixel < to; pixel++) {
            double value = alpha[pixel] / (double) FineAlpha.OPAQUE;
            if (value > above && (below == 1 || value < below)) {
                sums[3]++;
                for (int c = 0; c < 3; c++) {
                    sums[c] += samples[3 * pixel + c] & 0xff;
                }
            }
        }
        return sums;
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

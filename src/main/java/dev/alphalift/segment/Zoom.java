package dev.alphalift.segment;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import org.jspecify.annotations.Nullable;

/// A second look at the part of a picture that its subject is in, which the model then sees larger.
/// It counts only where it agrees with the first: with `e` the mean difference of both in a square
/// around a pixel it counts `exp(-(e / 0.4)^2)`, and towards the part's border, where the picture
/// goes on, less and less, so that no seam shows. All of it is compared at the model's own size.
public final class Zoom {
    /// Of the longer side of the subject's box, around it.
    private static final double MARGIN = 0.25;

    /// A part that is no smaller than the picture divided by this is not worth a look.
    private static final int LEAST_GAIN = 2;

    private static final int HALF = 128;
    private static final double LEAST_AGREEMENT = 0.5;
    private static final double DOUBTFUL = 0.4;

    // At a model's 320 pixels: a square of 17, and a slope of 16 pixels.
    private static final int SIDE_PER_RADIUS = 40;
    private static final int SIDE_PER_SLOPE = 20;

    /// What Lanczos brings in from beyond the border when it enlarges.
    private static final int SUPPORT = 3;

    private final Mask first;
    private final Mask second;
    private final Size size;

    private Zoom(Mask first, Mask second) {
        this.first = first;
        this.second = second;
        this.size = second.size();
    }

    /// Where to look again: the box around all that is 128 or more, with a quarter of its longer
    /// side around it, cut off at the picture's border.
    ///
    /// @param small what the model made of the whole picture, at its own size
    /// @param picture the picture's size
    /// @return null where there is no subject, or its part is half of the picture or more
    public static @Nullable Region region(Mask small, Size picture) {
        Region box = small.bounds(HALF);
        if (box == null) {
            return null;
        }
        double across = (double) picture.width() / small.size().width();
        double down = (double) picture.height() / small.size().height();
        double margin = MARGIN * Math.max(box.width() * across, box.height() * down);
        int left = (int) Math.max(0, Math.floor(box.left() * across - margin));
        int top = (int) Math.max(0, Math.floor(box.top() * down - margin));
        int right = (int) Math.min(picture.width(), Math.ceil(box.right() * across + margin));
        int bottom = (int) Math.min(picture.height(), Math.ceil(box.bottom() * down + margin));
        Region region = new Region(left, top, right - left, bottom - top);
        return LEAST_GAIN * region.size().pixels() < picture.pixels() ? region : null;
    }

    /// The mask of the whole with what the second look agrees on taken from it.
    ///
    /// @param whole of the picture's size
    /// @param region what was looked at again
    /// @param look what the model made of it, at its own size
    /// @return the whole itself where both have less than half in common, by [TwoMasks#softIou]
    public static Mask blended(
            Mask whole, Region region, Mask look, Workers workers, Deadline deadline) {
        Mask before = whole.resized(region, look.size(), workers);
        if (new TwoMasks(before, look).softIou() < LEAST_AGREEMENT) {
            return whole;
        }
        Mask weights = new Zoom(before, look).weights(region, whole.size());
        deadline.check();
        Mask weight = weights.resized(region.size(), workers);
        Mask enlarged = look.resized(region.size(), workers);
        byte[] blended = whole.values().clone();
        for (int y = 0; y < region.height(); y++) {
            int to = (region.top() + y) * whole.size().width() + region.left();
            for (int from = y * region.width(); from < (y + 1) * region.width(); from++, to++) {
                int old = blended[to] & 0xff;
                int difference = (enlarged.values()[from] & 0xff) - old;
                blended[to] =
                        (byte)
                                ((255 * old + (weight.values()[from] & 0xff) * difference + 127)
                                        / 255);
            }
        }
        return new Mask(whole.size(), blended);
    }

    /// How much the second look counts, 255 for all.
    private Mask weights(Region region, Size whole) {
        int width = size.width();
        int height = size.height();
        double[] across = slope(width, region.left() > 0, region.right() < whole.width());
        double[] down = slope(height, region.top() > 0, region.bottom() < whole.height());
        long[] sums = sums();
        int radius = Math.max(1, Math.min(width, height) / SIDE_PER_RADIUS);
        byte[] weights = new byte[Math.toIntExact(size.pixels())];
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - radius) * (width + 1);
            int below = Math.min(height, y + radius + 1) * (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - radius);
                int right = Math.min(width, x + radius + 1);
                long sum =
                        sums[below + right]
                                - sums[below + left]
                                - sums[above + right]
                                + sums[above + left];
                long count = (long) (below - above) / (width + 1) * (right - left);
                double doubt = sum / (255.0 * count) / DOUBTFUL;
                weights[y * width + x] =
                        (byte) (int) (255 * Math.exp(-doubt * doubt) * across[x] * down[y] + 0.5);
            }
        }
        return new Mask(size, weights);
    }

    /// Sums of differences above and to the left of each corner of a pixel.
    private long[] sums() {
        int width = size.width();
        long[] sums = new long[(width + 1) * (size.height() + 1)];
        for (int y = 0; y < size.height(); y++) {
            long row = 0;
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                row += Math.abs((first.values()[at] & 0xff) - (second.values()[at] & 0xff));
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        return sums;
    }

    /// 1, and towards an end where the picture goes on down to 0.
    private static double[] slope(int length, boolean atStart, boolean atEnd) {
        double rise = Math.max(1, length / SIDE_PER_SLOPE);
        double[] slope = new double[length];
        for (int at = 0; at < length; at++) {
            double fromStart = atStart ? (at - SUPPORT) / rise : 1;
            double fromEnd = atEnd ? (length - 1 - at - SUPPORT) / rise : 1;
            slope[at] = Math.clamp(Math.min(fromStart, fromEnd), 0, 1);
        }
        return slope;
    }
}

package dev.alphalift.segment;

import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.ArrayList;
import java.util.List;

/// The frame of 1024 x 684 pixels in which rembg shows pictures to Segment Anything: scaled to fit,
/// at its upper left, black beside. Scaled are pictures and masks as SciPy's `map_coordinates` does
/// it: bilinear between the four pixels around a place, 0 beyond the last pixel of a row or column,
/// in double precision, and truncated to 8 bits; enlarged pictures therefore have a black edge.
public final class PromptFrame {
    /// Width and height of the frame.
    public static final Size SIZE = new Size(1024, 684);

    private static final int SMALLEST_PIECE = 16;
    private static final byte INSIDE = (byte) 255;

    private final Size picture;
    private final double scale;
    private final Workers workers;

    /// @param picture the size of the picture in it
    public PromptFrame(Size picture, Workers workers) {
        this.picture = picture;
        this.scale =
                Math.min(
                        SIZE.width() / (double) picture.width(),
                        SIZE.height() / (double) picture.height());
        this.workers = workers;
    }

    /// Bytes that working with it takes at most, for the picture and for one mask.
    public static long bytes() {
        return SIZE.pixels() * (2 * 3 * Float.BYTES + 2 * Float.BYTES);
    }

    /// The picture in the frame, three values of 0 to 255 a pixel, row by row.
    public float[] pixels(RgbImage image) {
        byte[] samples = image.samples();
        int stride = 3 * picture.width();
        double back = 1 / scale;
        Places columns = new Places(SIZE.width(), picture.width(), back);
        Places rows = new Places(SIZE.height(), picture.height(), back);
        float[] pixels = new float[3 * Math.toIntExact(SIZE.pixels())];
        workers.forRowRanges(
                rows.count,
                SMALLEST_PIECE,
                (from, to) -> {
                    for (int y = from; y < to; y++) {
                        int above = stride * rows.first[y];
                        int below = stride * rows.second[y];
                        int at = 3 * SIZE.width() * y;
                        for (int x = 0; x < columns.count; x++) {
                            int left = 3 * columns.first[x];
                            int right = 3 * columns.second[x];
                            for (int channel = 0; channel < 3; channel++) {
                                double sum =
                                        (samples[above + left + channel] & 0xff)
                                                        * rows.near[y]
                                                        * columns.near[x]
                                                + (samples[above + right + channel] & 0xff)
                                                        * rows.near[y]
                                                        * columns.far[x]
                                                + (samples[below + left + channel] & 0xff)
                                                        * rows.far[y]
                                                        * columns.near[x]
                                                + (samples[below + right + channel] & 0xff)
                                                        * rows.far[y]
                                                        * columns.far[x];
                                pixels[at++] = (int) sum;
                            }
                        }
                    }
                });
        return pixels;
    }

    /// A prompt in the frame.
    public List<Prompt.Point> points(Prompt prompt) {
        List<Prompt.Point> points = new ArrayList<>();
        for (Prompt.Point point : prompt.points()) {
            // Rounded to float before and behind, as rembg does.
            points.add(
                    new Prompt.Point(
                            (float) ((float) point.x() * scale),
                            (float) ((float) point.y() * scale),
                            point.label()));
        }
        return points;
    }

    /// The mask of the picture's size: what is above 0 in one of a model's planes at least.
    ///
    /// @param output planes of the frame's size
    public Mask mask(Tensor output) {
        requireFrame(output);
        double back = 1 / (1 / scale);
        Places columns = new Places(picture.width(), SIZE.width(), back);
        Places rows = new Places(picture.height(), SIZE.height(), back);
        byte[] mask = new byte[Math.toIntExact(picture.pixels())];
        int plane = Math.toIntExact(SIZE.pixels());
        for (int each = 0; each < output.channels(); each++) {
            int start = each * plane;
            workers.forRowRanges(
                    rows.count,
                    SMALLEST_PIECE,
                    (from, to) -> {
                        for (int y = from; y < to; y++) {
                            fill(mask, y, output.values(), start, columns, rows);
                        }
                    });
        }
        return new Mask(picture, mask);
    }

    private void fill(byte[] mask, int y, float[] values, int start, Places columns, Places rows) {
        int above = start + SIZE.width() * rows.first[y];
        int below = start + SIZE.width() * rows.second[y];
        double near = rows.near[y];
        double far = rows.far[y];
        int at = picture.width() * y;
        for (int x = 0; x < columns.count; x++, at++) {
            int left = columns.first[x];
            int right = columns.second[x];
            double sum =
                    values[above + left] * near * columns.near[x]
                            + values[above + right] * near * columns.far[x]
                            + values[below + left] * far * columns.near[x]
                            + values[below + right] * far * columns.far[x];
            if ((float) sum > 0) {
                mask[at] = INSIDE;
            }
        }
    }

    /// How sure the model is of each place that the picture fills in the frame, by the logistic
    /// function of its surest plane.
    public Mask likelihood(Tensor output) {
        requireFrame(output);
        Size filled =
                new Size(
                        Math.clamp((long) (picture.width() * scale), 1, SIZE.width()),
                        Math.clamp((long) (picture.height() * scale), 1, SIZE.height()));
        int plane = Math.toIntExact(SIZE.pixels());
        byte[] likelihood = new byte[Math.toIntExact(filled.pixels())];
        int at = 0;
        for (int y = 0; y < filled.height(); y++) {
            for (int x = 0; x < filled.width(); x++) {
                float greatest = Float.NEGATIVE_INFINITY;
                for (int each = 0; each < output.channels(); each++) {
                    greatest =
                            Math.max(
                                    greatest, output.values()[each * plane + SIZE.width() * y + x]);
                }
                likelihood[at++] = (byte) (int) (255 / (1 + Math.exp(-greatest)));
            }
        }
        return new Mask(filled, likelihood);
    }

    private static void requireFrame(Tensor output) {
        if (!output.size().equals(SIZE)) {
            throw new IllegalArgumentException(
                    "Planes of %s are not of the frame's size.".formatted(output.size()));
        }
    }

    /// Where the values along one side come from: two neighbours and how much of each, as far as
    /// there are any.
    private static final class Places {
        private final int[] first;
        private final int[] second;
        private final double[] near;
        private final double[] far;
        private final int count;

        /// @param length of the side that is filled
        /// @param source length of the side that is read
        /// @param step pixels of the source from one place to the next
        Places(int length, int source, double step) {
            first = new int[length];
            second = new int[length];
            near = new double[length];
            far = new double[length];
            int at = 0;
            while (at < length && at * step <= source - 1) {
                double place = at * step;
                first[at] = (int) place;
                second[at] = Math.min(first[at] + 1, source - 1);
                near[at] = 1 - (place - first[at]);
                far[at] = 1 - near[at];
                at++;
            }
            count = at;
        }
    }
}

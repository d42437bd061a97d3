package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;

/// Values that go on beyond the border as they are at it: a subject that the picture cuts off goes
/// on there.
final class ShadowPlane {
    // From there on a pixel casts a shadow.
    private static final int VISIBLE = 128;

    // The ellipse beneath what stands: by what is lowest, a little wider than it, and flat.
    private static final int FOOT = 5;
    private static final double WIDER = 1.1;
    private static final double FLAT = 0.18;

    private final Size size;
    private final byte[] values;

    /// @param values row by row, `size.pixels()` of them
    ShadowPlane(Size size, byte[] values) {
        this.size = size;
        this.values = values;
    }

    Size size() {
        return size;
    }

    byte[] values() {
        return values;
    }

    /// The opacity of a cutout, as means over squares.
    static ShadowPlane of(PixelRows cutout, int factor, Deadline deadline) {
        Size canvas = cutout.size();
        Size size =
                new Size(
                        (canvas.width() + factor - 1) / factor,
                        (canvas.height() + factor - 1) / factor);
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        byte[] row = new byte[4 * canvas.width()];
        long[] sums = new long[size.width()];
        for (int y = 0; y < canvas.height(); y++) {
            cutout.copyRow(y, row, 0);
            for (int x = 0; x < canvas.width(); x++) {
                sums[x / factor] += row[4 * x + 3] & 0xff;
            }
            if ((y + 1) % factor == 0 || y == canvas.height() - 1) {
                deadline.check();
                int rows = y % factor + 1;
                int from = y / factor * size.width();
                for (int x = 0; x < sums.length; x++) {
                    long count = (long) rows * Math.min(factor, canvas.width() - x * factor);
                    values[from + x] = (byte) ((sums[x] + count / 2) / count);
                    sums[x] = 0;
                }
            }
        }
        return new ShadowPlane(size, values);
    }

    /// Each row laid over another one.
    ///
    /// @param aside how far a row goes to the right for each row above the lowest visible one
    /// @param flatness how far a row stays above the lowest visible one, 1 for all the way
    ShadowPlane moved(double right, double down, double aside, double flatness, Deadline deadline) {
        int floor = lastRow(VISIBLE);
        byte[] result = new byte[values.length];
        for (int y = 0; y < size.height(); y++) {
            deadline.check();
            double height = (floor - y + down) / flatness;
            // What lies beyond the border is not laid on the floor.
            boolean falls = flatness == 1 || (height >= 0 && floor - height >= 0);
            for (int x = 0; falls && x < size.width(); x++) {
                double value = at(x - right - aside * height, floor - height);
                result[y * size.width() + x] = (byte) (int) (value + 0.5);
            }
        }
        return new ShadowPlane(size, result);
    }

    /// An ellipse under what the subject stands on, fading towards its rim: as wide as the lowest
    /// fifth of the subject.
    ShadowPlane standing(double right, double down, Deadline deadline) {
        byte[] result = new byte[values.length];
        int floor = lastRow(VISIBLE);
        int top = floor - (floor - firstRow(VISIBLE)) / FOOT;
        int left = size.width();
        int end = 0;
        for (int at = top * size.width(); at < (floor + 1) * size.width(); at++) {
            if ((values[at] & 0xff) >= VISIBLE) {
                left = Math.min(left, at % size.width());
                end = Math.max(end, at % size.width() + 1);
            }
        }
        double half = 0.5 * (end - left) * WIDER;
        double middle = 0.5 * (left + end - 1) + right;
        for (int y = 0; y < size.height() && half > 0; y++) {
            deadline.check();
            double beside = (y - floor - down) / Math.max(0.5, half * FLAT);
            for (int x = 0; x < size.width(); x++) {
                double along = (x - middle) / half;
                double inside = Math.max(0, 1 - along * along - beside * beside);
                result[y * size.width() + x] = (byte) (int) (255 * Math.sqrt(inside) + 0.5);
            }
        }
        return new ShadowPlane(size, result);
    }

    /// The highest row that has at least a value somewhere; the first one if none has.
    int firstRow(int atLeast) {
        for (int at = 0; at < values.length; at++) {
            if ((values[at] & 0xff) >= atLeast) {
                return at / size.width();
            }
        }
        return 0;
    }

    /// The lowest row that has at least a value somewhere; the last one if none has.
    int lastRow(int atLeast) {
        for (int at = values.length - 1; at >= 0; at--) {
            if ((values[at] & 0xff) >= atLeast) {
                return at / size.width();
            }
        }
        return size.height() - 1;
    }

    /// The value at a place between pixels, by the four around it.
    double at(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double across = x - left;
        double down = y - top;
        double upper = value(left, top) * (1 - across) + value(left + 1, top) * across;
        double lower = value(left, top + 1) * (1 - across) + value(left + 1, top + 1) * across;
        return upper * (1 - down) + lower * down;
    }

    private int value(int x, int y) {
        int column = Math.clamp(x, 0, size.width() - 1);
        int row = Math.clamp(y, 0, size.height() - 1);
        return values[row * size.width() + column] & 0xff;
    }
}

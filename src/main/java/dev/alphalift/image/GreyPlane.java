package dev.alphalift.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One byte a pixel, row by row; what [Mask], [Alpha], [Trimap] and [Hint] have in common.
abstract sealed class GreyPlane implements PixelRows permits Mask, Alpha, Trimap, Hint {
    private final Size size;
    private final byte[] values;

    GreyPlane(Size size, byte[] values) {
        if (values.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "%s values cannot be a plane of %s.".formatted(values.length, size));
        }
        this.size = size;
        this.values = values;
    }

    @Override
    public final Size size() {
        return size;
    }

    @Override
    public final Channels channels() {
        return Channels.GREY;
    }

    /// The values themselves, not a copy; never written to.
    public final byte[] values() {
        return values;
    }

    @Override
    public final void copyRow(int row, byte[] target, int offset) {
        System.arraycopy(values, row * size.width(), target, offset, size.width());
    }

    /// Whether every value is zero.
    public final boolean isEmpty() {
        for (byte value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /// The smallest rectangle around all pixels of at least a value; null when there is none.
    public final @Nullable Region bounds(int atLeast) {
        int left = size.width();
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int y = 0; y < size.height(); y++) {
            int start = y * size.width();
            int first = firstFrom(start, start + size.width(), atLeast) - start;
            if (first == size.width()) {
                continue;
            }
            left = Math.min(left, first);
            right = Math.max(right, lastFrom(start, start + size.width(), atLeast) - start);
            top = top < 0 ? y : top;
            bottom = y;
        }
        return top < 0 ? null : new Region(left, top, right + 1 - left, bottom + 1 - top);
    }

    private int firstFrom(int start, int end, int atLeast) {
        int at = start;
        while (at < end && (values[at] & 0xff) < atLeast) {
            at++;
        }
        return at;
    }

    private int lastFrom(int start, int end, int atLeast) {
        int at = end - 1;
        while (at >= start && (values[at] & 0xff) < atLeast) {
            at--;
        }
        return at;
    }

    /// Whether all pixels of a part have one value.
    public final boolean isAll(Region part, int value) {
        for (int y = part.top(); y < part.bottom(); y++) {
            int start = y * size.width();
            for (int x = part.left(); x < part.right(); x++) {
                if ((values[start + x] & 0xff) != value) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The values of a part, as rows without gaps.
    final byte[] part(Region region) {
        region.requireIn(size);
        byte[] part = new byte[Math.toIntExact(region.size().pixels())];
        for (int y = 0; y < region.height(); y++) {
            System.arraycopy(
                    values,
                    (region.top() + y) * size.width() + region.left(),
                    part,
                    y * region.width(),
                    region.width());
        }
        return part;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof GreyPlane plane
                && getClass() == plane.getClass()
                && size.equals(plane.size)
                && Arrays.equals(values, plane.values);
    }

    @Override
    public final int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(values);
    }
}

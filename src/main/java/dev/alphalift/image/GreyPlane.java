package dev.alphalift.image;

import java.util.Arrays;

/// One byte a pixel, row by row; what [Mask] and [Alpha] have in common.
abstract sealed class GreyPlane implements PixelRows permits Mask, Alpha {
    private final Size size;
    private final byte[] values;

    GreyPlane(Size size, byte[] values) {
        if (values.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "%d values cannot be a plane of %s.".formatted(values.length, size));
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

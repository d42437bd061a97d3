package dev.alphalift.segment;

import dev.alphalift.image.Size;

/// Planes of floats, one after the other, row by row: the layout NCHW with one picture. Takes the
/// array over.
public final class Tensor {
    private final int channels;
    private final Size size;
    private final float[] values;

    /// @param channels number of planes
    /// @param size width and height of each
    public Tensor(int channels, Size size, float[] values) {
        if (values.length != channels * size.pixels()) {
            throw new IllegalArgumentException(
                    "%s values cannot be %s planes of %s."
                            .formatted(values.length, channels, size));
        }
        this.channels = channels;
        this.size = size;
        this.values = values;
    }

    public int channels() {
        return channels;
    }

    public Size size() {
        return size;
    }

    /// The values themselves, not a copy.
    public float[] values() {
        return values;
    }

    /// With left and right exchanged.
    public Tensor mirrored() {
        float[] mirrored = new float[values.length];
        int width = size.width();
        for (int row = 0; row < values.length; row += width) {
            for (int x = 0; x < width; x++) {
                mirrored[row + x] = values[row + width - 1 - x];
            }
        }
        return new Tensor(channels, size, mirrored);
    }
}

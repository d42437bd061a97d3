package dev.alphalift.testset.paint;

import dev.alphalift.image.Size;

/// A small layer that is looked at from a large picture, smoothly interpolated. Takes the array
/// over.
public final class Grid {
    private final Size size;
    private final int channels;
    private final float[] samples;

    /// @param size its own size
    /// @param channels samples a pixel
    /// @param samples interleaved, row by row
    public Grid(Size size, int channels, float[] samples) {
        this.size = size;
        this.channels = channels;
        this.samples = samples;
    }

    /// A sample at a place.
    ///
    /// @param across from 0 (left border) to 1 (right border)
    /// @param down from 0 (upper border) to 1 (lower border)
    public double at(double across, double down, int channel) {
        double x = Math.clamp(across * size.width() - 0.5, 0.0, size.width() - 1.0);
        double y = Math.clamp(down * size.height() - 0.5, 0.0, size.height() - 1.0);
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, size.width() - 1);
        int bottom = Math.min(top + 1, size.height() - 1);
        double upper = mixed(sample(left, top, channel), sample(right, top, channel), x - left);
        double lower =
                mixed(sample(left, bottom, channel), sample(right, bottom, channel), x - left);
        return mixed(upper, lower, y - top);
    }

    private double sample(int column, int row, int channel) {
        return samples[(row * size.width() + column) * channels + channel];
    }

    private static double mixed(double from, double to, double part) {
        return from + (to - from) * part;
    }

    /// A size of the same proportions with a given longer side, or the size itself if it is
    /// smaller.
    public static Size small(Size size, int longest) {
        int longer = Math.max(size.width(), size.height());
        if (longer <= longest) {
            return size;
        }
        return new Size(
                Math.max(1, (int) ((long) size.width() * longest / longer)),
                Math.max(1, (int) ((long) size.height() * longest / longer)));
    }
}

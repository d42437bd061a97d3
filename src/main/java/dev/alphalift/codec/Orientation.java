package dev.alphalift.codec;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// How the stored rows of a picture lie to the scene (Exif 2.32, tag 274, values 1 to 8), and the
/// turning that sets them upright.
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    /// The scene's top is the stored right side: phones held upright write this.
    TURNED_LEFT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, true, false);

    private final boolean swapsAxes;
    private final boolean readsColumnsBackwards;
    private final boolean readsRowsBackwards;

    Orientation(boolean swapsAxes, boolean readsColumnsBackwards, boolean readsRowsBackwards) {
        this.swapsAxes = swapsAxes;
        this.readsColumnsBackwards = readsColumnsBackwards;
        this.readsRowsBackwards = readsRowsBackwards;
    }

    /// The orientation of an Exif value; values outside 1 to 8 count as upright, as with Pillow.
    public static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /// The resolution of a picture that is set upright.
    public @Nullable Resolution upright(@Nullable Resolution resolution) {
        return swapsAxes && resolution != null ? resolution.transposed() : resolution;
    }

    /// The size of a picture that is set upright.
    public Size upright(Size size) {
        return swapsAxes ? size.transposed() : size;
    }

    public RgbImage upright(RgbImage image) {
        if (this == UPRIGHT) {
            return image;
        }
        Size size = image.size();
        Size target = upright(size);
        Alpha alpha = image.transparency();
        @Nullable Alpha turned =
                alpha == null ? null : new Alpha(target, turn(alpha.values(), size, 1));
        return new RgbImage(target, turn(image.samples(), size, 3), turned);
    }

    private byte[] turn(byte[] source, Size size, int channels) {
        int width = size.width();
        int height = size.height();
        byte[] target = new byte[source.length];
        // Where the stored pixel (0, 0) is read from, and how far to go for a step right and down.
        int start = 0;
        int stepColumn = channels;
        int stepRow = width * channels;
        if (readsColumnsBackwards) {
            start += (width - 1) * stepColumn;
            stepColumn = -stepColumn;
        }
        if (readsRowsBackwards) {
            start += (height - 1) * stepRow;
            stepRow = -stepRow;
        }
        int columns = swapsAxes ? height : width;
        int rows = swapsAxes ? width : height;
        int right = swapsAxes ? stepRow : stepColumn;
        int down = swapsAxes ? stepColumn : stepRow;
        // In squares, because a quarter turn walks down columns, which is slow over a whole
        // picture.
        int square = 64;
        for (int top = 0; top < rows; top += square) {
            int bottom = Math.min(rows, top + square);
            for (int left = 0; left < columns; left += square) {
                int edge = Math.min(columns, left + square);
                for (int y = top; y < bottom; y++) {
                    int from = start + y * down + left * right;
                    int to = (y * columns + left) * channels;
                    for (int x = left; x < edge; x++) {
                        for (int channel = 0; channel < channels; channel++) {
                            target[to++] = source[from + channel];
                        }
                        from += right;
                    }
                }
            }
        }
        return target;
    }
}

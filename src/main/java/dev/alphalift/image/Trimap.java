package dev.alphalift.image;

/// What is known of an opacity, one byte a pixel: 0 is background for sure, 255 is foreground for
/// sure, every other value (128 by custom) is unknown. Takes the array over: the caller must not
/// write to it again.
public final class Trimap extends GreyPlane {
    /// @param values row by row, `size.pixels()` of them
    public Trimap(Size size, byte[] values) {
        super(size, values);
    }

    /// Whether nothing is known of a pixel.
    ///
    /// @param index of the pixel, row by row
    public boolean isUnknown(int index) {
        byte value = values()[index];
        return value != 0 && value != (byte) 255;
    }

    /// Whether some pixel is foreground for sure and some is background for sure.
    public boolean knowsBoth() {
        boolean foreground = false;
        boolean background = false;
        for (byte value : values()) {
            foreground |= value == (byte) 255;
            background |= value == 0;
        }
        return foreground && background;
    }

    /// Number of pixels of which nothing is known.
    public int unknownPixels() {
        int unknown = 0;
        for (byte value : values()) {
            if (value != 0 && value != (byte) 255) {
                unknown++;
            }
        }
        return unknown;
    }
}

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

    /// This trimap at another size: of each pixel the one that its middle falls on, as Pillow's
    /// `NEAREST` takes it. Nothing is mixed, so that what is unknown stays so.
    public Trimap nearest(Size target) {
        int[] across = nearest(size().width(), target.width());
        int[] down = nearest(size().height(), target.height());
        byte[] values = values();
        byte[] result = new byte[Math.toIntExact(target.pixels())];
        for (int y = 0; y < target.height(); y++) {
            int from = down[y] * size().width();
            int to = y * target.width();
            for (int x = 0; x < target.width(); x++) {
                result[to + x] = values[from + across[x]];
            }
        }
        return new Trimap(target, result);
    }

    /// Steps are added up as Pillow does it: a product would be rounded to another pixel at times.
    private static int[] nearest(int inputs, int outputs) {
        double step = (double) inputs / outputs;
        double at = step * 0.5;
        int[] nearest = new int[outputs];
        for (int output = 0; output < outputs; output++) {
            nearest[output] = Math.min(inputs - 1, (int) at);
            at += step;
        }
        return nearest;
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

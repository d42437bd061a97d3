package dev.alphalift.image;

import java.util.Arrays;

/// What a person says of a picture's pixels, one byte each: 255 is kept, 0 is erased, 128 leaves it
/// to the model. Takes the array over: the caller must not write to it again.
public final class Hint extends GreyPlane {
    private static final byte KEPT = (byte) 255;
    private static final byte ERASED = 0;
    private static final byte NO_WORD = (byte) 128;

    /// @param values row by row, `size.pixels()` of them; what is neither 0 nor 255 says nothing
    public Hint(Size size, byte[] values) {
        super(size, values);
    }

    /// The hint that a picture is: white where it is opaque keeps, black where it is opaque erases,
    /// everything else says nothing.
    ///
    /// @param target the size of the picture that it is about; each of its pixels takes the one
    ///   that its middle lies in
    public static Hint of(RgbImage picture, Size target) {
        Size source = picture.size();
        byte[] samples = picture.samples();
        Alpha transparency = picture.transparency();
        byte[] values = new byte[Math.toIntExact(target.pixels())];
        int[] columns = new int[target.width()];
        Arrays.setAll(columns, x -> nearest(x, source.width(), target.width()));
        int at = 0;
        for (int y = 0; y < target.height(); y++) {
            int row = nearest(y, source.height(), target.height()) * source.width();
            for (int column : columns) {
                int pixel = row + column;
                boolean opaque = transparency == null || transparency.values()[pixel] == (byte) 255;
                byte value = samples[3 * pixel];
                boolean grey = value == samples[3 * pixel + 1] && value == samples[3 * pixel + 2];
                values[at++] =
                        opaque && grey && (value == KEPT || value == ERASED) ? value : NO_WORD;
            }
        }
        return new Hint(target, values);
    }

    private static int nearest(int at, int source, int target) {
        return Math.toIntExact((2L * at + 1) * source / (2L * target));
    }

    /// Whether it keeps a pixel.
    public boolean keepsAny() {
        for (byte value : values()) {
            if (value == KEPT) {
                return true;
            }
        }
        return false;
    }

    /// A mask that is 255 where this keeps, 0 where it erases, and as it was elsewhere.
    public Mask over(Mask mask) {
        return new Mask(mask.size(), over(mask.values()));
    }

    /// A trimap that is sure where this says something, and as it was elsewhere.
    public Trimap over(Trimap trimap) {
        return new Trimap(trimap.size(), over(trimap.values()));
    }

    private byte[] over(byte[] plane) {
        byte[] values = values();
        if (plane.length != values.length) {
            throw new IllegalArgumentException(
                    "A hint of %s pixels says nothing about %s pixels."
                            .formatted(values.length, plane.length));
        }
        byte[] result = plane.clone();
        for (int at = 0; at < result.length; at++) {
            if (values[at] == KEPT || values[at] == ERASED) {
                result[at] = values[at];
            }
        }
        return result;
    }
}

package dev.alphalift.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;

/// Opacity in 65,535ths: what a refinement finds out, before it is written in 255ths. Takes the
/// array over: the caller must not write to it again.
public final class FineAlpha {
    /// Fully opaque.
    static final int OPAQUE = 65_535;

    private static final int STEPS = OPAQUE / 255;

    private final Size size;
    private final char[] values;

    /// @param values row by row, `size.pixels()` of them
    FineAlpha(Size size, char[] values) {
        if (values.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "%s values cannot be a plane of %s.".formatted(values.length, size));
        }
        this.size = size;
        this.values = values;
    }

    /// A mask as opacity, without loss.
    public static FineAlpha of(Mask mask) {
        byte[] coarse = mask.values();
        char[] values = new char[coarse.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (char) ((coarse[at] & 0xff) * STEPS);
        }
        return new FineAlpha(mask.size(), values);
    }

    /// Width and height in pixels.
    public Size size() {
        return size;
    }

    /// The values themselves, not a copy; never written to.
    char[] values() {
        return values;
    }

    /// In 255ths, cut off below the point as rembg does it.
    public Alpha alpha() {
        byte[] coarse = new byte[values.length];
        for (int at = 0; at < coarse.length; at++) {
            coarse[at] = (byte) (values[at] / STEPS);
        }
        return new Alpha(size, coarse);
    }
}

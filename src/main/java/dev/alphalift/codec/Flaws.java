package dev.alphalift.codec;

import dev.alphalift.image.Size;

/// What can be wrong with a file that should be a whole result, in words.
public final class Flaws {
    /// It ends too early.
    public static final String CUT_OFF = "it is cut off.";

    /// It should be a mask.
    public static final String NO_MASK = "it is no mask.";

    /// It should be a cutout.
    public static final String NO_CUTOUT = "it is a mask.";

    private Flaws() {}

    /// It is of another size.
    public static String measures(Size found, Size expected) {
        return "it measures %sx%s instead of %sx%s."
                .formatted(found.width(), found.height(), expected.width(), expected.height());
    }
}

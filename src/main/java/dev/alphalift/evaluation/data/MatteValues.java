package dev.alphalift.evaluation.data;

import dev.alphalift.codec.SampleRange;
import dev.alphalift.eval.Flag;
import dev.alphalift.evaluation.data.MatteReader.Matte;
import dev.alphalift.evaluation.data.MatteReader.Use;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Alpha;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether the values of a matte can be what they say. Fractions outside 0 to 1 cannot. Masks of 0
/// and 1, values of 8 bits in files of more, and numbers of classes are refused in truths and
/// trimaps, and flagged in predictions.
///
/// @param place of the file, for messages
record MatteValues(String place, Use use) {
    /// Three quarters: a mask has foreground somewhere.
    private static final int BRIGHT = 192;

    /// Numbers of classes are lower, but for 255, which stands for no class (PASCAL VOC).
    private static final int MOST_CLASSES = 64;

    /// Where 255 does not occur, a faint matte has more values.
    private static final int MOST_CLASSES_IN_A_PICTURE = 20;

    /// Stray pixels are no classes.
    private static final int LEAST_SHARE = 1000;

    /// Custom has 128 for what is unknown, or a neighbour of it.
    private static final int MIDDLE = 128;

    /// What lies between a mask's black and white at its edges, as a share.
    private static final double MOST_SOFT = 0.1;

    /// The matte with what is doubtful about it.
    ///
    /// @param range what its values were in the file
    /// @param grey what the colours of a file with opacity hold besides; null when they are colours
    /// @throws UnreadableImage if its values cannot be what they say
    Matte judged(Alpha alpha, SampleRange range, byte @Nullable [] grey) {
        if (!isPossible(range)) {
            throw refused(
                    "its values go from %s to %s"
                            .formatted(number(range.lowest()), number(range.highest())),
                    range.isFloating()
                            ? "divide them: fractions of a mask lie in 0 to 1"
                            : "save it without signs");
        }
        int[] counts = counts(alpha.values());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (isUnscaled(range, counts)) {
            doubt(
                    Flag.UNSCALED_PREDICTION,
                    "its highest value is %s of %s bits"
                            .formatted(number(range.highest()), range.bits()),
                    "save it so that 255 of 8 bits, or 65,535 of 16, is foreground",
                    flags);
        } else if (isOfClasses(counts) && !range.isFloating()) {
            doubt(
                    Flag.LABEL_PREDICTION,
                    "its values look like numbers of classes",
                    "save a mask of the classes that you mean, 255 for foreground",
                    flags);
        } else if (use == Use.TRIMAP) {
            if (isOdd(counts)) {
                flags.add(Flag.ODD_TRIMAP);
            }
        } else if (isDim(counts)) {
            flags.add(use == Use.TRUTH ? Flag.DIM_TRUTH : Flag.DIM_PREDICTION);
        }
        if (grey != null && isAnotherMask(grey, alpha.values())) {
            flags.add(Flag.GREY_AND_OPACITY);
        }
        return new Matte(alpha, flags);
    }

    private void doubt(Flag ofPrediction, String finding, String advice, Set<Flag> flags) {
        if (use != Use.PREDICTION) {
            throw refused(finding, advice);
        }
        flags.add(ofPrediction);
    }

    /// A refusal with its advice.
    UnreadableImage refused(String finding, String advice) {
        return new UnreadableImage(
                "%s is no %s: %s.\nMaybe %s."
                        .formatted(place, use == Use.TRIMAP ? "trimap" : "matte", finding, advice));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /// Fractions may miss 0 and 1 by what rounds away.
    private static boolean isPossible(SampleRange range) {
        return range.isFloating()
                ? range.lowest() * 255 > -0.5 && range.highest() * 255 < 255.5
                : range.lowest() >= 0;
    }

    private static boolean isUnscaled(SampleRange range, int[] counts) {
        if (range.highest() <= 0 || range.isFloating() || range.bits() == 1) {
            return false;
        }
        boolean isOneAtMost = range.highest() <= 1 || highest(counts) <= 1;
        return isOneAtMost || (range.bits() > 8 && range.highest() <= 255);
    }

    private static boolean isOfClasses(int[] counts) {
        int classes = 0;
        long pixels = 0;
        long shown = 0;
        for (int value = 1; value < 256; value++) {
            shown += counts[value];
            if (value < MOST_CLASSES && counts[value] > 0) {
                classes++;
                pixels += counts[value];
            } else if (value < 255 && counts[value] > 0) {
                return false;
            }
        }
        return classes > 0
                && pixels * LEAST_SHARE >= shown
                && (counts[255] > 0 || classes <= MOST_CLASSES_IN_A_PICTURE);
    }

    private static boolean isOdd(int[] counts) {
        int between = 0;
        boolean nearAnEnd = false;
        for (int value = 1; value < 255; value++) {
            if (counts[value] > 0) {
                boolean isMiddle = Math.abs(value - MIDDLE) == 1 && counts[MIDDLE] > 0;
                between += isMiddle ? 0 : 1;
                nearAnEnd |= value < 6 || value > 249;
            }
        }
        return between > 1 || nearAnEnd;
    }

    private static boolean isDim(int[] counts) {
        int highest = highest(counts);
        return highest > 0 && highest < BRIGHT;
    }

    private static int highest(int[] counts) {
        int highest = 255;
        while (highest > 0 && counts[highest] == 0) {
            highest--;
        }
        return highest;
    }

    private static int[] counts(byte[] values) {
        int[] counts = new int[256];
        for (byte value : values) {
            counts[value & 0xff]++;
        }
        return counts;
    }

    /// Whether the grey is a mask, too, and says another thing than the opacity. The colours of a
    /// cutout, black and white as they may be, are no mask.
    private static boolean isAnotherMask(byte[] grey, byte[] opacity) {
        long soft = 0;
        long dark = 0;
        long other = 0;
        for (int pixel = 0; pixel < grey.length; pixel++) {
            int value = grey[pixel] & 0xff;
            soft += value > 8 && value < 247 ? 1 : 0;
            dark += value < 128 ? 1 : 0;
            other += (value < 128) == ((opacity[pixel] & 0xff) < 128) ? 0 : 1;
        }
        boolean isMask = soft <= MOST_SOFT * grey.length && dark > 0 && dark < grey.length;
        return isMask && other * LEAST_SHARE > grey.length;
    }
}

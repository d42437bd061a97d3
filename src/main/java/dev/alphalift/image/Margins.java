package dev.alphalift.image;

import dev.alphalift.image.Length.Unit;

/// What is left free around a subject that a picture is cut down to: pixels, or percent of the
/// subject's height (top, bottom) and width (left, right). At most half of the subject and 500
/// pixels a side.
public record Margins(Length top, Length right, Length bottom, Length left) {
    /// The most percent of the subject.
    public static final int MOST_PERCENT = 50;

    /// The most pixels.
    public static final int MOST_PIXELS = 500;

    /// No margin at all.
    public static final Margins NONE =
            new Margins(Length.NONE, Length.NONE, Length.NONE, Length.NONE);

    public Margins {
        require(top);
        require(right);
        require(bottom);
        require(left);
    }

    private static void require(Length length) {
        int most = length.unit() == Unit.PERCENT ? MOST_PERCENT : MOST_PIXELS;
        if (length.value() > most) {
            throw new IllegalArgumentException(
                    "The margin (%s) must be %s at most.".formatted(length, most));
        }
    }

    /// A margin in whole pixels.
    ///
    /// @param side the subject's width or height
    static int pixels(Length margin, int side) {
        double most = Math.min(MOST_PIXELS, side * (MOST_PERCENT / 100.0));
        return (int) Math.round(Math.min(most, margin.of(side, 1)));
    }
}

package dev.alphalift.eval;

/// How many pixels of a prediction have each value, after its min-max and `floor(255 p)`, apart for
/// where the truth is above 128 and where it is not: all that curves over 256 thresholds need, and
/// integers, so that sums over pictures do not depend on their order. Takes the arrays over.
public final class ThresholdCounts {
    /// Number of values.
    public static final int LEVELS = 256;

    private final int[] foreground;
    private final int[] background;

    /// @param foreground by value, where the truth is foreground
    /// @param background by value, elsewhere
    public ThresholdCounts(int[] foreground, int[] background) {
        if (foreground.length != LEVELS || background.length != LEVELS) {
            throw new IllegalArgumentException(
                    "There must be %s counts, not %s and %s."
                            .formatted(LEVELS, foreground.length, background.length));
        }
        this.foreground = foreground;
        this.background = background;
    }

    /// By value, where the truth is foreground; not a copy, never written to.
    public int[] foreground() {
        return foreground;
    }

    /// By value, where the truth is background; not a copy, never written to.
    public int[] background() {
        return background;
    }
}

package dev.alphalift.image;

/// A length in pixels, or in percent of a whole that is known later; not negative.
public record Length(double value, Unit unit) {
    /// What a length is counted in.
    public enum Unit {
        PIXELS,
        PERCENT
    }

    /// No length at all.
    public static final Length NONE = new Length(0, Unit.PIXELS);

    private static final double PERCENTS = 100;

    public Length {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The length (%s) must be a number and not negative.".formatted(value));
        }
    }

    /// The length in pixels.
    ///
    /// @param whole what 100 % are
    /// @param scale pixels here for each pixel that was meant
    public double of(int whole, double scale) {
        return switch (unit) {
            case PIXELS -> value * scale;
            case PERCENT -> value * whole / PERCENTS;
        };
    }
}

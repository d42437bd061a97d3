package dev.alphalift.codec;

import org.jspecify.annotations.Nullable;

/// How densely a picture is meant to be printed, in pixels a metre.
public record Resolution(int horizontal, int vertical) {
    public static final double METRES_AN_INCH = 0.0254;

    public Resolution {
        if (horizontal < 1 || vertical < 1) {
            throw new IllegalArgumentException(
                    "The resolution (%s x %s) must be positive.".formatted(horizontal, vertical));
        }
    }

    /// The resolution in pixels an inch, or null when the file's numbers make no sense.
    public static @Nullable Resolution perInch(double horizontal, double vertical) {
        return perMetre(horizontal / METRES_AN_INCH, vertical / METRES_AN_INCH);
    }

    /// The resolution in pixels a metre, or null when the file's numbers make no sense.
    public static @Nullable Resolution perMetre(double horizontal, double vertical) {
        boolean plausible =
                horizontal >= 1
                        && vertical >= 1
                        && horizontal < Integer.MAX_VALUE
                        && vertical < Integer.MAX_VALUE;
        return plausible
                ? new Resolution((int) Math.round(horizontal), (int) Math.round(vertical))
                : null;
    }

    Resolution transposed() {
        return new Resolution(vertical, horizontal);
    }
}

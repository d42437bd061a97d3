package dev.alphalift.eval;

import java.util.Locale;

/// What should be known of a pair before its scores are read.
public enum Flag {
    /// The prediction is the same everywhere: s_measure and what rests on min-max say little.
    CONSTANT_PREDICTION,
    /// The truth has no foreground.
    EMPTY_TRUTH,
    /// The truth has nothing but foreground.
    FULL_TRUTH;

    /// Its name in every output.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.alphalift.eval;

import java.util.Locale;

/// Why a score has no value.
public enum Undefined {
    /// Neither the prediction nor the truth has any foreground.
    BOTH_EMPTY,
    /// The prediction has no foreground.
    EMPTY_PREDICTION,
    /// The truth has no foreground.
    EMPTY_TRUTH,
    /// The trimap knows every pixel.
    NOTHING_UNKNOWN,
    /// The two pictures are identical, so that the ratio has no bound.
    IDENTICAL,
    /// The picture is smaller than the window.
    TOO_SMALL,
    /// There is no source picture, so that there are no composites.
    NO_SOURCE,
    /// No model of this score was given.
    NO_MODEL,
    /// The opacity crosses one half nowhere.
    NO_CONTOUR;

    /// Its name in every output.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.alphalift.eval;

import java.util.Locale;

/// What should be known of a pair before its scores are read. Those that have a [meaning][#meaning]
/// doubt that the values of a file are what they say, and are told aloud.
public enum Flag {
    /// The prediction is the same everywhere: s_measure and what rests on min-max say little.
    CONSTANT_PREDICTION(""),
    /// The truth has no foreground.
    EMPTY_TRUTH(""),
    /// The truth has nothing but foreground.
    FULL_TRUTH(""),
    /// The prediction's values use next to nothing of their file's range.
    UNSCALED_PREDICTION(
            "the prediction has values of 0 and 1 in 8 bits, or of 8 bits in more; they were taken"
                    + " as they are, as nearly nothing"),
    /// The prediction's values look like numbers of classes.
    LABEL_PREDICTION(
            "the values of the prediction look like numbers of classes; they were taken as"
                    + " opacities"),
    /// No value of the prediction reaches three quarters.
    DIM_PREDICTION("no value of the prediction reaches 192 of 255"),
    /// No value of the truth reaches three quarters.
    DIM_TRUTH("no value of the truth reaches 192 of 255, and from 128 on is foreground"),
    /// A file has an opacity and a mask in its colours.
    GREY_AND_OPACITY(
            "a file has black and white as well as an opacity, and they differ; the opacity was"
                    + " taken"),
    /// The trimap has other values than 0, 255 and one between.
    ODD_TRIMAP(
            "the trimap has more values than 0, 255 and one between; all others count as unknown");

    private final String meaning;

    Flag(String meaning) {
        this.meaning = meaning;
    }

    /// Its name in every output.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is doubtful, for a person; empty where nothing is.
    public String meaning() {
        return meaning;
    }
}

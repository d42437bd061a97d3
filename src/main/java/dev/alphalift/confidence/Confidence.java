package dev.alphalift.confidence;

import dev.alphalift.image.Mask;
import java.util.Locale;

/// How far a mask can be trusted, told by nothing but the mask itself: a network that is right is
/// sure of nearly every pixel, one that is wrong leaves much between subject and background.
///
/// @param value 0 to 1: the mean intersection over union, against what people drew or measured,
///   that masks as unsure as this one had; made for the default model (docs/confidence.md)
/// @param needsReview whether a person should look at the result
/// @param reason what is likely to be wrong; [Reason#CLEAR] unless a person should look
public record Confidence(double value, boolean needsReview, Reason reason) {
    // Fitted by dev/eval/calibrate_confidence.py.
    static final double INTERCEPT = 0.4227;
    static final double SLOPE = 0.7756;
    static final double REVIEW_BELOW = 0.8752;

    // The same with a second look.
    static final double INTERCEPT_OF_TWO = -0.3275;
    static final double SLOPE_OF_TWO = 0.4441;
    static final double REVIEW_BELOW_OF_TWO = 0.8675;

    /// Two looks never agree more than that.
    private static final double LEAST_DISAGREEMENT = 0.001;

    /// Nothing could be told apart.
    public static final Confidence NOTHING = new Confidence(0, true, Reason.NOTHING_FOUND);

    public Confidence {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "The confidence (%s) must lie in 0 to 1.".formatted(value));
        }
    }

    /// The confidence in a mask.
    ///
    /// @param mask as the model gave it, before it is enlarged or changed in any way: then the
    ///   width of its soft edges tells about the model, not about the picture's size
    public static Confidence of(Mask mask) {
        if (mask.bounds(MaskTraits.HALF) == null || isOneColour(mask)) {
            return NOTHING;
        }
        MaskTraits traits = MaskTraits.of(mask);
        return of(traits, curve(traits.softness(), INTERCEPT, SLOPE), REVIEW_BELOW);
    }

    /// The confidence in the mean of two masks, told by the mean and by how far they agree.
    ///
    /// @param mask the mean, before it is enlarged or changed in any way
    /// @param softIou soft intersection over union of both, 0 to 1
    public static Confidence of(Mask mask, double softIou) {
        if (mask.bounds(MaskTraits.HALF) == null || isOneColour(mask)) {
            return NOTHING;
        }
        MaskTraits traits = MaskTraits.of(mask);
        double signal = traits.softness() * Math.max(LEAST_DISAGREEMENT, 1 - softIou);
        return of(traits, curve(signal, INTERCEPT_OF_TWO, SLOPE_OF_TWO), REVIEW_BELOW_OF_TWO);
    }

    private static Confidence of(MaskTraits traits, double value, double reviewBelow) {
        boolean needsReview = value < reviewBelow;
        return new Confidence(value, needsReview, needsReview ? Reason.of(traits) : Reason.CLEAR);
    }

    /// The logistic curve in the signal's logarithm. A mask of 0 and 255 only has no logarithm, and
    /// the value 1.
    private static double curve(double signal, double intercept, double slope) {
        return 1 / (1 + Math.exp(slope * Math.log(signal) - intercept));
    }

    private static boolean isOneColour(Mask mask) {
        byte[] values = mask.values();
        for (byte value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /// What lies beside a copy that a person should look at: why, and of what it is.
    ///
    /// @param source what the picture is called
    public String note(String source) {
        return "confidence %s\nreason %s\n%s\nsource %s\n"
                .formatted(text(), reason.code(), reason.sentence(), source);
    }

    /// The value with two digits, as JSON has it.
    public double rounded() {
        return Math.round(value * 100) / 100.0;
    }

    /// The value as texts have it: two digits behind a point, `0.87`.
    public String text() {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

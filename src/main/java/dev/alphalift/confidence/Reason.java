package dev.alphalift.confidence;

/// What is likely to be wrong with a cutout, so that the person who looks at it knows where.
public enum Reason {
    CLEAR("clear", "Nothing speaks against the cutout."),
    NOTHING_FOUND(
            "nothing_found", "No subject was found: nothing stands out from its surroundings."),
    TINY_SUBJECT(
            "tiny_subject",
            "The subject takes less than a hundredth of the picture, too little to be seen well."),
    SOFT_EVERYWHERE(
            "soft_everywhere",
            "Most of the subject came out half transparent: it could not be told from what is behind it."),
    MANY_PARTS(
            "many_parts",
            "The subject came out in several parts: something between them may be missing, or something else was taken for it."),
    AT_BORDER(
            "at_border",
            "The subject reaches the border of the picture: a part of it may be missing there."),
    SOFT_EDGES(
            "soft_edges",
            "Much of the subject's edge is unsure: hair, glass, shadows, or colours like those behind.");

    private static final double TINY = 0.01;
    private static final double VERY_SOFT = 0.5;
    private static final double MUCH_OF_BORDER = 0.05;

    private final String code;
    private final String sentence;

    Reason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// The first that fits a mask which is not trusted.
    static Reason of(MaskTraits traits) {
        if (traits.share() < TINY) {
            return TINY_SUBJECT;
        }
        if (traits.softness() > VERY_SOFT) {
            return SOFT_EVERYWHERE;
        }
        if (traits.parts() > 1) {
            return MANY_PARTS;
        }
        return traits.borderShare() > MUCH_OF_BORDER ? AT_BORDER : SOFT_EDGES;
    }

    /// A stable name, for example `many_parts`.
    public String code() {
        return code;
    }

    /// What people are told.
    public String sentence() {
        return sentence;
    }
}

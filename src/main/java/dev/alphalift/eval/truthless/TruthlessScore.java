package dev.alphalift.eval.truthless;

import java.util.List;

/// What can be told of a prediction when nobody knows the truth. None of these is accuracy: a wrong
/// subject, cut out cleanly, has the same values as the right one.
public enum TruthlessScore {
    CONFIDENCE(
            "confidence",
            "how far the model's own mask can be trusted, 0 to 1: the IoU that masks as unsure as it had on average; of models only (docs/confidence.md)"),
    COVERAGE("coverage", "mean of the opacity, 0 to 1"),
    SOFT_FRACTION("soft_fraction", "share of pixels with an opacity of 1 to 254"),
    EDGE_SOFTNESS(
            "edge_softness",
            "pixels with an opacity of 1 to 254, divided by the length of the contour at half opacity (marching squares between pixel centres): the mean width of the soft band in pixels; null without a contour"),
    PARTS(
            "parts",
            "8-connected parts of an opacity of 128 or more that are larger than 0.01 % of the picture"),
    LARGEST_PART(
            "largest_part",
            "share of the largest part in all pixels of 128 or more; null where there are none"),
    HOLES(
            "holes",
            "4-connected parts below 128 that do not reach the border and are larger than 0.01 % of the picture"),
    TOUCHES_BORDER(
            "touches_border",
            "1 where a pixel of the picture's border has 128 or more, 0 otherwise"),
    FLIP_AGREEMENT_IOU(
            "flip_agreement.iou",
            "IoU at 128 of the prediction and of that of the mirrored picture, mirrored back; null where both are empty"),
    FLIP_AGREEMENT_OPACITY(
            "flip_agreement.opacity",
            "1 - mean of |p - q|, values 0 to 1, of the prediction and of that of the mirrored picture, mirrored back"),
    SCALE_AGREEMENT_IOU(
            "scale_agreement.iou",
            "IoU at 128 of the prediction and of that at half size, scaled up; null where both are empty"),
    SCALE_AGREEMENT_OPACITY(
            "scale_agreement.opacity",
            "1 - mean of |p - q|, values 0 to 1, of the prediction and of that at half size, scaled up"),
    KEPT_SSIM(
            "kept.ssim",
            "ssim of the composite over mid-grey with the source, inside the bounding box of an opacity of 128 or more: whether the subject's pixels were kept, not whether the mask is right"),
    KEPT_PSNR("kept.psnr", "psnr of the same; null where they are identical"),
    KEPT_LPIPS("kept.lpips", "lpips of the same; null without a model file");

    private static final String PREFIX = "without_truth.";
    private static final List<TruthlessScore> ALL = List.of(values());

    private final String key;
    private final String convention;

    TruthlessScore(String key, String convention) {
        this.key = PREFIX + key;
        this.convention = convention;
    }

    /// All of them, in the order of reports.
    public static List<TruthlessScore> all() {
        return ALL;
    }

    /// Its name among those that need no truth; a dot parts a group from its member.
    public String member() {
        return key.substring(PREFIX.length());
    }

    /// Its name in every output; a dot parts a group from its member.
    public String key() {
        return key;
    }

    /// How it is computed, in one line.
    public String convention() {
        return convention;
    }
}

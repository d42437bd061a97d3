package dev.alphalift.eval.mask;

import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// The IoU of the inner boundaries of two masks (Cheng et al., "Boundary IoU: Improving
/// Object-Centric Image Segmentation Evaluation", CVPR 2021). The boundary is what a square of `2 d
/// + 1` pixels takes away, with background around the picture, as in the authors' code.
public final class BoundaryIou {
    /// The paper's share of the diagonal.
    public static final double USUAL = 0.02;

    /// The share for fine boundaries.
    public static final double FINE = 0.005;

    private BoundaryIou() {}

    /// The score; null where neither has any foreground.
    ///
    /// @param share width of the boundary as a share of the picture's diagonal
    public static @Nullable Double score(BitMask predicted, BitMask truth, double share) {
        int width = width(truth.size(), share);
        BitMask predictedBoundary = predicted.minus(predicted.eroded(width));
        BitMask trueBoundary = truth.minus(truth.eroded(width));
        return Overlap.of(predictedBoundary, trueBoundary).iou();
    }

    /// The width of the boundary in pixels, `d` of the paper.
    public static int width(Size size, double share) {
        double width = size.width();
        double height = size.height();
        return Math.max(1, (int) Math.rint(share * Math.sqrt(width * width + height * height)));
    }
}

package dev.alphalift.eval.mask;

import org.jspecify.annotations.Nullable;

/// The F measure, `b2 = 0.3`, of boundaries that count as met within 3 pixels: relaxed precision
/// and recall of Ehrig and Euzenat, "Relaxed Precision and Recall for Ontology Matching", 2005, for
/// boundaries as in Qin et al., "BASNet", CVPR 2019. A boundary is the foreground pixels with
/// background above, below, left or right of them; around the picture is background.
public final class BoundaryF {
    private BoundaryF() {}

    /// The score; null where neither has any foreground, 0 where one of them has none.
    public static @Nullable Double score(BitMask predicted, BitMask truth) {
        BitMask predictedBoundary = predicted.innerBoundary();
        BitMask trueBoundary = truth.innerBoundary();
        long predictedPixels = predictedBoundary.count();
        long truePixels = trueBoundary.count();
        if (predictedPixels == 0 && truePixels == 0) {
            return null;
        }
        if (predictedPixels == 0 || truePixels == 0) {
            return 0.0;
        }
        double met = predictedBoundary.countBoth(trueBoundary.withinThree());
        double found = trueBoundary.countBoth(predictedBoundary.withinThree());
        return FBeta.of(met / predictedPixels, found / truePixels);
    }
}

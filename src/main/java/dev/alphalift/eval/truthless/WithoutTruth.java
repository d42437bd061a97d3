package dev.alphalift.eval.truthless;

import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.composite.Composite;
import dev.alphalift.eval.composite.PerceptualDistance;
import dev.alphalift.eval.composite.Similarity;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.ConnectedParts;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// Takes what can be told without a truth, on the caller's thread. Safe for use by several threads
/// at once.
public final class WithoutTruth {
    private static final int HALF = 128;
    private static final int OPAQUE = 255;

    private final @Nullable PerceptualDistance perception;

    /// @param perception computes LPIPS; null: it is not taken
    public WithoutTruth(@Nullable PerceptualDistance perception) {
        this.perception = perception;
    }

    /// All of it.
    ///
    /// @param deadline ends the work when it comes
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it comes first
    public TruthlessScores score(TruthlessSubject subject, Deadline deadline) {
        Alpha predicted = subject.predicted();
        TruthlessScores scores = new TruthlessScores();
        opacity(predicted, scores);
        shape(predicted, scores);
        if (subject.mirrored() != null) {
            Agreement agreement = Agreement.of(predicted, subject.mirrored());
            scores.put(TruthlessScore.FLIP_AGREEMENT_IOU, agreement.iou(), Undefined.BOTH_EMPTY);
            scores.put(TruthlessScore.FLIP_AGREEMENT_OPACITY, agreement.opacity());
        }
        if (subject.halved() != null) {
            Agreement agreement = Agreement.of(predicted, subject.halved());
            scores.put(TruthlessScore.SCALE_AGREEMENT_IOU, agreement.iou(), Undefined.BOTH_EMPTY);
            scores.put(TruthlessScore.SCALE_AGREEMENT_OPACITY, agreement.opacity());
        }
        deadline.check();
        kept(predicted, subject.source(), scores, deadline);
        return scores;
    }

    private static void opacity(Alpha predicted, TruthlessScores scores) {
        long sum = 0;
        long soft = 0;
        for (byte value : predicted.values()) {
            int opacity = value & 0xff;
            sum += opacity;
            soft += opacity > 0 && opacity < OPAQUE ? 1 : 0;
        }
        double pixels = (double) predicted.size().pixels();
        double length = Contour.length(predicted);
        scores.put(TruthlessScore.COVERAGE, sum / (OPAQUE * pixels));
        scores.put(TruthlessScore.SOFT_FRACTION, soft / pixels);
        scores.put(
                TruthlessScore.EDGE_SOFTNESS,
                length == 0 ? null : soft / length,
                Undefined.NO_CONTOUR);
    }

    private static void shape(Alpha predicted, TruthlessScores scores) {
        ConnectedParts foreground = ConnectedParts.ofForeground(predicted);
        ConnectedParts background = ConnectedParts.ofBackground(predicted);
        scores.put(TruthlessScore.PARTS, foreground.larger(true));
        scores.put(
                TruthlessScore.LARGEST_PART, foreground.largestShare(), Undefined.EMPTY_PREDICTION);
        scores.put(TruthlessScore.HOLES, background.larger(false));
        scores.put(TruthlessScore.TOUCHES_BORDER, foreground.touchesBorder() ? 1 : 0);
    }

    private void kept(
            Alpha predicted, @Nullable RgbImage source, TruthlessScores scores, Deadline deadline) {
        Region box = predicted.bounds(HALF);
        if (source == null || box == null) {
            Undefined reason = source == null ? Undefined.NO_SOURCE : Undefined.EMPTY_PREDICTION;
            scores.put(TruthlessScore.KEPT_SSIM, null, reason);
            scores.put(TruthlessScore.KEPT_PSNR, null, reason);
            scores.put(TruthlessScore.KEPT_LPIPS, null, reason);
            return;
        }
        RgbImage original = source.part(box);
        RgbImage composite = Composite.overGrey(source, predicted, box);
        Similarity similarity = Similarity.of(composite, original);
        scores.put(TruthlessScore.KEPT_SSIM, similarity.ssim(), Undefined.TOO_SMALL);
        scores.put(TruthlessScore.KEPT_PSNR, similarity.psnr(), Undefined.IDENTICAL);
        if (perception == null) {
            scores.put(TruthlessScore.KEPT_LPIPS, null, Undefined.NO_MODEL);
        } else {
            boolean small = Math.min(box.width(), box.height()) < PerceptualDistance.LEAST_SIDE;
            scores.put(
                    TruthlessScore.KEPT_LPIPS,
                    small ? null : perception.between(composite, original, deadline),
                    Undefined.TOO_SMALL);
        }
    }
}

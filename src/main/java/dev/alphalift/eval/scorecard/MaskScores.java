package dev.alphalift.eval.scorecard;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.mask.BitMask;
import dev.alphalift.eval.mask.BoundaryF;
import dev.alphalift.eval.mask.BoundaryIou;
import dev.alphalift.eval.mask.EMeasure;
import dev.alphalift.eval.mask.FCurve;
import dev.alphalift.eval.mask.Overlap;
import dev.alphalift.eval.mask.SMeasure;
import dev.alphalift.eval.mask.ValueCounts;
import dev.alphalift.eval.mask.WeightedF;
import dev.alphalift.eval.matte.ConnectivityError;
import dev.alphalift.eval.matte.GradientError;
import dev.alphalift.eval.matte.PixelErrors;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;

/// The scores that need the prediction and the truth alone, and those of a trimap.
final class MaskScores {
    private MaskScores() {}

    /// Takes them.
    ///
    /// @param deadline looked at between them
    /// @return what curves over pictures need
    static ThresholdCounts take(Comparison comparison, ScoreSheet sheet, Deadline deadline) {
        takeMatting(comparison, sheet);
        deadline.check();
        Trimap trimap = comparison.trimap();
        if (trimap != null) {
            takeUnknown(comparison, trimap, sheet);
            deadline.check();
        }
        BitMask predicted = BitMask.of(comparison.predicted());
        BitMask truth = BitMask.of(comparison.truth());
        takeOverlap(Overlap.of(predicted, truth), sheet);
        takeBoundaries(predicted, truth, sheet);
        deadline.check();
        ValueCounts counts = ValueCounts.of(comparison.predicted(), comparison.truth());
        takeSalience(counts, sheet);
        sheet.put(Score.WEIGHTED_F, WeightedF.score(comparison.predicted(), comparison.truth()));
        flag(counts, sheet);
        return counts.thresholdCounts();
    }

    private static void takeMatting(Comparison comparison, ScoreSheet sheet) {
        Alpha predicted = comparison.predicted();
        Alpha truth = comparison.truth();
        // A picture has at least one pixel: none of these is ever null.
        PixelErrors errors = PixelErrors.of(predicted, truth);
        sheet.put(Score.MAE, errors.mae(), Undefined.NOTHING_UNKNOWN);
        sheet.put(Score.MSE, errors.mse(), Undefined.NOTHING_UNKNOWN);
        sheet.put(Score.SAD, errors.sad(), Undefined.NOTHING_UNKNOWN);
        sheet.put(Score.GRADIENT_ERROR, GradientError.score(predicted, truth));
        sheet.put(Score.CONNECTIVITY_ERROR, ConnectivityError.score(predicted, truth));
    }

    private static void takeUnknown(Comparison comparison, Trimap trimap, ScoreSheet sheet) {
        Alpha truth = comparison.truth();
        PixelErrors errors = PixelErrors.of(comparison.predicted(), truth, trimap);
        sheet.put(Score.MAE_TRIMAP, errors.mae(), Undefined.NOTHING_UNKNOWN);
        sheet.put(Score.MSE_TRIMAP, errors.mse(), Undefined.NOTHING_UNKNOWN);
        sheet.put(Score.SAD_TRIMAP, errors.sad(), Undefined.NOTHING_UNKNOWN);
        if (errors.pixels() == 0) {
            sheet.undefined(Score.GRADIENT_ERROR_TRIMAP, Undefined.NOTHING_UNKNOWN);
            sheet.undefined(Score.CONNECTIVITY_ERROR_TRIMAP, Undefined.NOTHING_UNKNOWN);
            return;
        }
        Alpha told = withWhatIsKnown(comparison.predicted(), trimap);
        sheet.put(Score.GRADIENT_ERROR_TRIMAP, GradientError.score(told, truth, trimap));
        sheet.put(Score.CONNECTIVITY_ERROR_TRIMAP, ConnectivityError.score(told, truth, trimap));
    }

    /// The prediction, with 0 and 255 where the trimap knows.
    static Alpha withWhatIsKnown(Alpha predicted, Trimap trimap) {
        byte[] values = predicted.values().clone();
        byte[] known = trimap.values();
        for (int i = 0; i < values.length; i++) {
            if (!trimap.isUnknown(i)) {
                values[i] = known[i];
            }
        }
        return new Alpha(predicted.size(), values);
    }

    private static void takeOverlap(Overlap overlap, ScoreSheet sheet) {
        boolean nothingPredicted = overlap.predictsNothing();
        boolean nothingTrue = overlap.hasEmptyTruth();
        Undefined noPrecision = nothingTrue ? Undefined.BOTH_EMPTY : Undefined.EMPTY_PREDICTION;
        Undefined noRecall = nothingPredicted ? Undefined.BOTH_EMPTY : Undefined.EMPTY_TRUTH;
        sheet.put(Score.IOU, overlap.iou(), Undefined.BOTH_EMPTY);
        sheet.put(Score.DICE, overlap.dice(), Undefined.BOTH_EMPTY);
        sheet.put(Score.F1, overlap.f1(), Undefined.BOTH_EMPTY);
        sheet.put(Score.PRECISION, overlap.precision(), noPrecision);
        sheet.put(Score.RECALL, overlap.recall(), noRecall);
        sheet.put(Score.F_BETA, overlap.fBeta(), nothingPredicted ? noPrecision : noRecall);
    }

    private static void takeBoundaries(BitMask predicted, BitMask truth, ScoreSheet sheet) {
        sheet.put(
                Score.BOUNDARY_IOU,
                BoundaryIou.score(predicted, truth, BoundaryIou.USUAL),
                Undefined.BOTH_EMPTY);
        sheet.put(
                Score.BOUNDARY_IOU_0_5,
                BoundaryIou.score(predicted, truth, BoundaryIou.FINE),
                Undefined.BOTH_EMPTY);
        sheet.put(Score.BOUNDARY_F, BoundaryF.score(predicted, truth), Undefined.BOTH_EMPTY);
    }

    private static void takeSalience(ValueCounts counts, ScoreSheet sheet) {
        FCurve curve = new FCurve(counts.thresholdCounts());
        sheet.put(Score.F_BETA_ADAPTIVE, FCurve.adaptive(counts));
        sheet.put(Score.F_BETA_MEAN, curve.mean());
        sheet.put(Score.F_BETA_MAX, curve.max());
        sheet.put(Score.MAE_MINMAX, counts.stretchedMae());
        sheet.put(Score.S_MEASURE, SMeasure.score(counts));
        EMeasure alignment = EMeasure.of(counts);
        if (alignment == null) {
            sheet.undefined(Score.E_MEASURE_ADAPTIVE, Undefined.TOO_SMALL);
            sheet.undefined(Score.E_MEASURE_MEAN, Undefined.TOO_SMALL);
            sheet.undefined(Score.E_MEASURE_MAX, Undefined.TOO_SMALL);
            return;
        }
        sheet.put(Score.E_MEASURE_ADAPTIVE, alignment.adaptive());
        sheet.put(Score.E_MEASURE_MEAN, alignment.mean());
        sheet.put(Score.E_MEASURE_MAX, alignment.max());
    }

    private static void flag(ValueCounts counts, ScoreSheet sheet) {
        if (counts.range().isConstant()) {
            sheet.flag(Flag.CONSTANT_PREDICTION);
        }
        if (counts.foregroundPixels() == 0) {
            sheet.flag(Flag.EMPTY_TRUTH);
        }
        if (counts.foregroundPixels() == counts.pixels()) {
            sheet.flag(Flag.FULL_TRUTH);
        }
    }
}

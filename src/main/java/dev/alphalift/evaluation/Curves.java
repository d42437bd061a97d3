package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.mask.FCurve;

/// Precision, recall and F over 256 thresholds, on average over pictures, and the three numbers
/// that papers call "maxF". Added up in the order of the pictures' names.
///
/// As PySODMetrics: a picture without foreground in prediction or truth has precision and recall 0
/// there.
final class Curves {
    private static final int LEVELS = ThresholdCounts.LEVELS;

    private final double[] precision = new double[LEVELS];
    private final double[] recall = new double[LEVELS];
    private final double[] fBeta = new double[LEVELS];
    private double maxima;
    private int pictures;

    void add(ThresholdCounts counts) {
        FCurve curve = new FCurve(counts);
        for (int level = 0; level < LEVELS; level++) {
            precision[level] += curve.precision(level);
            recall[level] += curve.recall(level);
            fBeta[level] += curve.f(level);
        }
        maxima += curve.max();
        pictures++;
    }

    boolean isEmpty() {
        return pictures == 0;
    }

    /// The three definitions of the greatest F of a data set, apart by name.
    void writeDataSet(ObjectNode json) {
        double ofMeanCurve = 0;
        double ofMeans = 0;
        for (int level = 0; level < LEVELS; level++) {
            ofMeanCurve = Math.max(ofMeanCurve, fBeta[level] / pictures);
            ofMeans =
                    Math.max(
                            ofMeans,
                            FCurve.f(precision[level] / pictures, recall[level] / pictures));
        }
        json.put("max_f_of_mean_curve", ofMeanCurve);
        json.put("max_f_of_mean_precision_recall", ofMeans);
        json.put("mean_of_max_f", maxima / pictures);
    }

    /// The curves, by threshold from 0 to 255.
    void write(ObjectNode json) {
        ArrayNode thresholds = json.putArray("threshold");
        ArrayNode p = json.putArray("precision");
        ArrayNode r = json.putArray("recall");
        ArrayNode f = json.putArray("f_beta");
        for (int level = 0; level < LEVELS; level++) {
            thresholds.add(level);
            p.add(precision[level] / pictures);
            r.add(recall[level] / pictures);
            f.add(fBeta[level] / pictures);
        }
    }
}

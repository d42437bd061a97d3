package dev.alphalift.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.ThresholdCounts;

/// Precision, recall and F over 256 thresholds, on average over pictures, and the three numbers
/// that papers call "maxF". Added up in the order of the pictures' names.
///
/// As PySODMetrics: a picture without foreground in prediction or truth has precision and recall 0
/// there.
final class Curves {
    private static final int LEVELS = ThresholdCounts.LEVELS;
    private static final double BETA_SQUARED = 0.3;

    private final double[] precision = new double[LEVELS];
    private final double[] recall = new double[LEVELS];
    private final double[] fBeta = new double[LEVELS];
    private double maxima;
    private int pictures;

    void add(ThresholdCounts counts) {
        long truth = 0;
        for (int count : counts.foreground()) {
            truth += count;
        }
        long hits = 0;
        long predicted = 0;
        double greatest = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            hits += counts.foreground()[level];
            predicted += counts.foreground()[level] + (long) counts.background()[level];
            double p = predicted == 0 ? 0 : (double) hits / predicted;
            double r = truth == 0 ? 0 : (double) hits / truth;
            double f = f(p, r);
            precision[level] += p;
            recall[level] += r;
            fBeta[level] += f;
            greatest = Math.max(greatest, f);
        }
        maxima += greatest;
        pictures++;
    }

    private static double f(double p, double r) {
        double denominator = BETA_SQUARED * p + r;
        return denominator == 0 ? 0 : (1 + BETA_SQUARED) * p * r / denominator;
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
            ofMeans = Math.max(ofMeans, f(precision[level] / pictures, recall[level] / pictures));
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

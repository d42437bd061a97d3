package dev.alphalift.eval.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;
import org.jspecify.annotations.Nullable;

/// The sum of squared differences of the norms of two mattes' gradients, in thousands (Rhemann et
/// al., "A Perceptually Motivated Online Benchmark for Image Matting", CVPR 2009, with `q = 2`), as
/// in the code of Xu et al., "Deep Image Matting", CVPR 2017: each matte is stretched to 0 to 1
/// first, and the derivatives are those of a Gaussian with deviation 1.4.
public final class GradientError {
    private static final double THOUSAND = 1000;

    private GradientError() {}

    /// Over the whole picture.
    public static double score(Alpha predicted, Alpha truth) {
        return sum(predicted, truth, null) / THOUSAND;
    }

    /// Over the unknown part of a trimap; the gradients see the whole picture.
    public static double score(Alpha predicted, Alpha truth, Trimap trimap) {
        return sum(predicted, truth, trimap) / THOUSAND;
    }

    private static double sum(Alpha predicted, Alpha truth, @Nullable Trimap trimap) {
        int width = truth.size().width();
        GradientRows predictedRows = new GradientRows(predicted);
        GradientRows trueRows = new GradientRows(truth);
        double[] left = new double[width];
        double[] right = new double[width];
        double sum = 0;
        for (int y = 0; y < truth.size().height(); y++) {
            predictedRows.next(left);
            trueRows.next(right);
            sum += trimap == null ? squares(left, right) : squares(left, right, trimap, y * width);
        }
        return sum;
    }

    private static double squares(double[] left, double[] right) {
        double sum = 0;
        for (int x = 0; x < left.length; x++) {
            double difference = left[x] - right[x];
            sum += difference * difference;
        }
        return sum;
    }

    private static double squares(double[] left, double[] right, Trimap trimap, int row) {
        double sum = 0;
        for (int x = 0; x < left.length; x++) {
            if (trimap.isUnknown(row + x)) {
                double difference = left[x] - right[x];
                sum += difference * difference;
            }
        }
        return sum;
    }
}

package dev.alphalift.eval.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;
import org.jspecify.annotations.Nullable;

/// The sum of differences of two mattes' connectedness, in thousands (Rhemann et al., "A
/// Perceptually Motivated Online Benchmark for Image Matting", CVPR 2009), as in the code of Xu et
/// al., "Deep Image Matting", CVPR 2017: steps of 0.1, `theta = 0.15`, `p = 1`, four neighbours,
/// and without the paper's weight `lambda`. Of components of one size, the first in reading order
/// is the largest. All of it is integers: `v / 255 >= k / 10` is `2 v >= 51 k`.
public final class ConnectivityError {
    private static final int STEPS = 10;

    private static final double THOUSAND = 1000;

    /// A difference of 1, in the unit of [#shortfall].
    private static final double UNIT = 510;

    /// 0.15 in that unit, rounded up.
    private static final int THETA = 77;

    private static final int[][] SHORTFALL = shortfalls();

    private ConnectivityError() {}

    /// Over the whole picture.
    public static double score(Alpha predicted, Alpha truth) {
        return sum(predicted, truth, null) / UNIT / THOUSAND;
    }

    /// Over the unknown part of a trimap; the components are those of the whole picture.
    public static double score(Alpha predicted, Alpha truth, Trimap trimap) {
        return sum(predicted, truth, trimap) / UNIT / THOUSAND;
    }

    private static long sum(Alpha predicted, Alpha truth, @Nullable Trimap trimap) {
        byte[] left = predicted.values();
        byte[] right = truth.values();
        byte[] steps = connectedSteps(left, right, truth.size().width());
        long sum = 0;
        for (int i = 0; i < left.length; i++) {
            if (left[i] != right[i] && (trimap == null || trimap.isUnknown(i))) {
                int[] shortfall = SHORTFALL[steps[i]];
                sum += Math.abs(shortfall[left[i] & 0xff] - shortfall[right[i] & 0xff]);
            }
        }
        return sum;
    }

    /// By pixel, how many steps it goes up within the largest component of what both mattes have in
    /// common: `10 l` of the paper.
    private static byte[] connectedSteps(byte[] left, byte[] right, int width) {
        byte[] common = new byte[left.length];
        for (int i = 0; i < left.length; i++) {
            common[i] = (byte) Math.min(left[i] & 0xff, right[i] & 0xff);
        }
        byte[] steps = new byte[left.length];
        Components components = new Components(common, width);
        // The largest component of a step lies within one of the step before. Where that was not
        // the largest, no pixel is in both, and all stay where they are.
        for (int step = 1; step <= STEPS; step++) {
            components.find((51 * step + 1) / 2);
            int first = components.firstOfLargest();
            if (first < 0 || steps[first] != step - 1) {
                break;
            }
            components.markLargest(steps, (byte) step);
        }
        return steps;
    }

    /// How far a value is above the step to which it is connected, where that counts.
    private static int[][] shortfalls() {
        int[][] shortfalls = new int[STEPS + 1][256];
        for (int step = 0; step <= STEPS; step++) {
            for (int value = 0; value < 256; value++) {
                int above = 2 * value - 51 * step;
                shortfalls[step][value] = above >= THETA ? above : 0;
            }
        }
        return shortfalls;
    }
}

package dev.alphalift.eval.mask;

import dev.alphalift.eval.MinMax;

/// The structure measure (Fan et al., "Structure-measure: A New Way to Evaluate Foreground Maps",
/// ICCV 2017), `alpha So + (1 - alpha) Sr` with `alpha = 0.5`, of the stretched prediction. As
/// PySODMetrics, which agrees with the authors' code, but for a prediction that is constant in a
/// block: its variance is 0 here, and what rounding left of it there.
public final class SMeasure {
    /// What keeps quotients finite: the distance of 1 to the next number.
    private static final double EPSILON = Math.ulp(1.0);

    private SMeasure() {}

    public static double score(ValueCounts counts) {
        if (counts.foregroundPixels() == 0) {
            return 1 - mean(counts);
        }
        if (counts.foregroundPixels() == counts.pixels()) {
            return mean(counts);
        }
        return Math.max(0, 0.5 * objects(counts) + 0.5 * blocks(counts));
    }

    private static double mean(ValueCounts counts) {
        double sum = 0;
        MinMax range = counts.range();
        for (int value = range.least(); value <= range.most(); value++) {
            sum += (double) (counts.foreground(value) + counts.background(value)) * range.of(value);
        }
        return sum / counts.pixels();
    }

    /// `So`: how bright and even the foreground is, and how dark and even the background.
    private static double objects(ValueCounts counts) {
        double share = (double) counts.foregroundPixels() / counts.pixels();
        return share * object(counts, true) + (1 - share) * object(counts, false);
    }

    /// `2 m / (m^2 + 1 + s)`, as in the authors' code, of mean and standard deviation.
    private static double object(ValueCounts counts, boolean foreground) {
        MinMax range = counts.range();
        double sum = 0;
        long pixels = 0;
        for (int value = range.least(); value <= range.most(); value++) {
            int count = foreground ? counts.foreground(value) : counts.background(value);
            pixels += count;
            sum += count * (foreground ? range.of(value) : 1 - range.of(value));
        }
        double mean = sum / pixels;
        double squares = 0;
        for (int value = range.least(); value <= range.most(); value++) {
            int count = foreground ? counts.foreground(value) : counts.background(value);
            double difference = (foreground ? range.of(value) : 1 - range.of(value)) - mean;
            squares += count * difference * difference;
        }
        double deviation = pixels > 1 ? Math.sqrt(squares / (pixels - 1)) : 0;
        return 2 * mean / (mean * mean + 1 + deviation + EPSILON);
    }

    /// `Sr`: the blocks' similarities, each weighted by its share of the picture.
    private static double blocks(ValueCounts counts) {
        double sum = 0;
        double rest = 1;
        for (int block = 0; block < ValueCounts.BLOCKS; block++) {
            Block moments = Block.of(counts, block);
            boolean last = block == ValueCounts.BLOCKS - 1;
            double weight = last ? rest : (double) moments.pixels() / counts.pixels();
            rest -= weight;
            // A block without pixels has no weight.
            sum += moments.pixels() == 0 ? 0 : weight * moments.similarity();
        }
        return sum;
    }

    /// Means and variances of prediction (x) and truth (y) in a block.
    private record Block(
            long pixels, double meanX, double meanY, double varX, double varY, double covariance) {
        static Block of(ValueCounts counts, int block) {
            MinMax range = counts.range();
            long pixels = 0;
            long foreground = 0;
            double sum = 0;
            for (int value = range.least(); value <= range.most(); value++) {
                int count = counts.foreground(block, value) + counts.background(block, value);
                foreground += counts.foreground(block, value);
                pixels += count;
                sum += count * range.of(value);
            }
            if (pixels == 0) {
                return new Block(0, 0, 0, 0, 0, 0);
            }
            double meanX = constantOr(counts, block, sum / pixels);
            double meanY = (double) foreground / pixels;
            double squaresX = 0;
            double products = 0;
            for (int value = range.least(); value <= range.most(); value++) {
                int ones = counts.foreground(block, value);
                int zeros = counts.background(block, value);
                double difference = range.of(value) - meanX;
                squaresX += ((double) ones + zeros) * difference * difference;
                products += difference * (ones * (1 - meanY) - zeros * meanY);
            }
            double squaresY =
                    foreground * (1 - meanY) * (1 - meanY) + (pixels - foreground) * meanY * meanY;
            double freedom = pixels - 1 + EPSILON;
            return new Block(
                    pixels,
                    meanX,
                    meanY,
                    squaresX / freedom,
                    squaresY / freedom,
                    products / freedom);
        }

        /// The mean, or the value itself if there is only one: so rounding makes no variance.
        private static double constantOr(ValueCounts counts, int block, double mean) {
            int only = -1;
            MinMax range = counts.range();
            for (int value = range.least(); value <= range.most(); value++) {
                if (counts.foreground(block, value) + counts.background(block, value) > 0) {
                    if (only >= 0) {
                        return mean;
                    }
                    only = value;
                }
            }
            return range.of(only);
        }

        /// Structural similarity of the whole block, without the constants of SSIM: `4 x y s_xy /
        /// ((x^2 + y^2) (s_x^2 + s_y^2))`.
        double similarity() {
            double above = 4 * meanX * meanY * covariance;
            double below = (meanX * meanX + meanY * meanY) * (varX + varY);
            if (above != 0) {
                return above / (below + EPSILON);
            }
            return below == 0 ? 1 : 0;
        }
    }
}

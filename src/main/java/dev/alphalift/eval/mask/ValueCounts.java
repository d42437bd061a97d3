package dev.alphalift.eval.mask;

import dev.alphalift.eval.MinMax;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.image.Alpha;

/// How many pixels of a prediction have each value, apart for where the truth is above 128 and
/// where it is not, and apart for the four blocks around the truth's centroid. All that the metrics
/// of salient object detection need but for [WeightedF], in integers.
public final class ValueCounts {
    /// Number of blocks: upper left, upper right, lower left, lower right.
    static final int BLOCKS = 4;

    private static final int VALUES = ThresholdCounts.LEVELS;

    private final long pixels;
    private final long foregroundPixels;
    // By block, then background before foreground, then value.
    private final int[] counts;
    private final int[] foreground;
    private final int[] background;
    private final MinMax range;

    private ValueCounts(long pixels, long foregroundPixels, int[] counts) {
        this.pixels = pixels;
        this.foregroundPixels = foregroundPixels;
        this.counts = counts;
        this.foreground = new int[VALUES];
        this.background = new int[VALUES];
        int least = VALUES;
        int most = -1;
        for (int value = 0; value < VALUES; value++) {
            for (int block = 0; block < BLOCKS; block++) {
                background[value] += background(block, value);
                foreground[value] += foreground(block, value);
            }
            if (background[value] + foreground[value] > 0) {
                least = Math.min(least, value);
                most = value;
            }
        }
        this.range = new MinMax(least, most);
    }

    public static ValueCounts of(Alpha predicted, Alpha truth) {
        Centroid centroid = Centroid.of(truth);
        int width = truth.size().width();
        int[] counts = new int[BLOCKS * 2 * VALUES];
        for (int y = 0; y < truth.size().height(); y++) {
            int row = y * width;
            int block = y < centroid.row() ? 0 : 2;
            int middle = row + Math.min(width, centroid.column());
            count(predicted.values(), truth.values(), row, middle, counts, block);
            count(predicted.values(), truth.values(), middle, row + width, counts, block + 1);
        }
        return new ValueCounts(truth.size().pixels(), centroid.foregroundPixels(), counts);
    }

    private static void count(
            byte[] predicted, byte[] truth, int from, int to, int[] counts, int block) {
        int base = 2 * VALUES * block;
        for (int i = from; i < to; i++) {
            // VALUES where the truth is above 128, else 0.
            int side = (128 - (truth[i] & 0xff)) >>> 31 << 8;
            counts[base + side + (predicted[i] & 0xff)]++;
        }
    }

    public long pixels() {
        return pixels;
    }

    /// Pixels where the truth is above 128.
    public long foregroundPixels() {
        return foregroundPixels;
    }

    public MinMax range() {
        return range;
    }

    /// Pixels of a value where the truth is foreground.
    int foreground(int value) {
        return foreground[value];
    }

    /// Pixels of a value where the truth is background.
    int background(int value) {
        return background[value];
    }

    /// The same in one block.
    int foreground(int block, int value) {
        return counts[(2 * block + 1) * VALUES + value];
    }

    /// The same in one block.
    int background(int block, int value) {
        return counts[2 * block * VALUES + value];
    }

    /// The least value that the adaptive threshold `min(2 mean, 1)` of the stretched prediction
    /// lets through, found in integers.
    int adaptiveThreshold() {
        int zero = range.isConstant() ? 0 : range.least();
        int one = range.isConstant() ? 255 : range.most();
        long sum = 0;
        for (int value = range.least(); value <= range.most(); value++) {
            sum += (long) (foreground[value] + background[value]) * (value - zero);
        }
        long threshold = Math.min(2 * sum, pixels * (one - zero));
        int value = zero;
        while (pixels * (value - zero) < threshold) {
            value++;
        }
        return value;
    }

    /// How prediction and truth overlap when what has at least that value is foreground.
    Overlap overlapFrom(int threshold) {
        long truePositives = 0;
        long falsePositives = 0;
        for (int value = threshold; value < VALUES; value++) {
            truePositives += foreground[value];
            falsePositives += background[value];
        }
        long falseNegatives = foregroundPixels - truePositives;
        return new Overlap(
                truePositives,
                falsePositives,
                falseNegatives,
                pixels - truePositives - falsePositives - falseNegatives);
    }

    /// Mean of the differences of the stretched prediction and the truth made 0 and 1 (MAE of
    /// PySODMetrics; Perazzi et al., "Saliency Filters", CVPR 2012).
    public double stretchedMae() {
        double sum = 0;
        for (int value = range.least(); value <= range.most(); value++) {
            double stretched = range.of(value);
            sum += foreground[value] * (1 - stretched) + background[value] * stretched;
        }
        return sum / pixels;
    }

    /// By `floor(255 p)` of the stretched prediction.
    public ThresholdCounts thresholdCounts() {
        int[] foregroundLevels = new int[VALUES];
        int[] backgroundLevels = new int[VALUES];
        for (int value = range.least(); value <= range.most(); value++) {
            foregroundLevels[range.level(value)] += foreground[value];
            backgroundLevels[range.level(value)] += background[value];
        }
        return new ThresholdCounts(foregroundLevels, backgroundLevels);
    }
}

package dev.alphalift.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.commons.statistics.descriptive.Quantile;
import org.jspecify.annotations.Nullable;

/// Intervals of means by resampling the pictures (Efron & Tibshirani 1993, chapter 13: the
/// percentile interval), 95 %. The seed comes of the names of the pictures, so that the same data
/// give the same intervals, whoever computes them and in whatever order.
final class Bootstrap {
    static final int RESAMPLES = 1000;
    private static final int VALUES_AT_ONCE = (1 << 20) / Double.BYTES;
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    private Bootstrap() {}

    /// What lies between two bounds with 95 % confidence.
    record Interval(double lower, double upper) {}

    /// A seed of names; their order counts.
    static long seed(Iterable<String> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// The intervals of the means of several columns, all resampled alike.
    ///
    /// @param columns one value a picture each, all of one length; NaN where there is none
    /// @return for each column its interval, null where it has fewer than two values
    static @Nullable Interval[] means(double[][] columns, long seed) {
        return means(columns.length, index -> columns[index], seed);
    }

    /// The same of columns that are read when they are needed, as many at a time as take a
    /// megabyte: the draws begin anew for each such part, and so they are the same ones.
    ///
    /// @param columns gives a column by its index; asked once for each
    static @Nullable Interval[] means(int count, IntFunction<double[]> columns, long seed) {
        @Nullable Interval[] intervals = new @Nullable Interval[count];
        int index = 0;
        while (index < count) {
            List<double[]> part = new ArrayList<>();
            long values = 0;
            while (index + part.size() < count && (part.isEmpty() || values < VALUES_AT_ONCE)) {
                double[] column = columns.apply(index + part.size());
                part.add(column);
                values += column.length;
            }
            for (double[] means : resampled(part, seed)) {
                double[] column = part.getFirst();
                part.removeFirst();
                intervals[index] = defined(column) < 2 ? null : interval(means);
                index++;
            }
        }
        return intervals;
    }

    private static double[][] resampled(List<double[]> columns, long seed) {
        int pictures = columns.getFirst().length;
        double[][] means = new double[columns.size()][RESAMPLES];
        Random random = new Random(seed);
        int[] weights = new int[pictures];
        for (int resample = 0; resample < RESAMPLES && pictures > 0; resample++) {
            Arrays.fill(weights, 0);
            for (int draw = 0; draw < pictures; draw++) {
                weights[random.nextInt(pictures)]++;
            }
            for (int column = 0; column < means.length; column++) {
                means[column][resample] = weightedMean(columns.get(column), weights);
            }
        }
        return means;
    }

    private static double weightedMean(double[] values, int[] weights) {
        double sum = 0;
        int count = 0;
        for (int index = 0; index < values.length; index++) {
            double value = values[index];
            if (!Double.isNaN(value)) {
                sum += weights[index] * value;
                count += weights[index];
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static int defined(double[] values) {
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                count++;
            }
        }
        return count;
    }

    private static @Nullable Interval interval(double[] means) {
        double[] defined = Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).toArray();
        if (defined.length == 0) {
            return null;
        }
        double[] bounds =
                Quantile.withDefaults()
                        .with(Quantile.EstimationMethod.HF7)
                        .evaluate(defined, LOWER, UPPER);
        return new Interval(bounds[0], bounds[1]);
    }
}

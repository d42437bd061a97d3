package dev.alphalift.benchmark.measure;

import java.util.Collection;
import org.apache.commons.statistics.descriptive.Max;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Min;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/// How a measure is spread over its samples, in the unit of the samples. Quantiles lie between two
/// samples by Hyndman and Fan's method 7 (1996), which is that of NumPy and R where none is asked
/// for. With few samples the high ones say little more than the maximum.
///
/// @param samples how many there were, at least 1
public record Spread(
        int samples,
        double mean,
        double min,
        double max,
        double p50,
        double p90,
        double p95,
        double p99) {
    /// The method of the quantiles, as reports name it.
    public static final String METHOD = "Hyndman-Fan 7";

    private static final Quantile QUANTILES =
            Quantile.withDefaults().with(EstimationMethod.HF7).withCopy(true);

    /// The spread of some samples.
    ///
    /// @param samples at least one
    public static Spread of(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("There must be a sample.");
        }
        double[] at = QUANTILES.evaluate(samples, 0.5, 0.9, 0.95, 0.99);
        return new Spread(
                samples.length,
                Mean.of(samples).getAsDouble(),
                Min.of(samples).getAsDouble(),
                Max.of(samples).getAsDouble(),
                at[0],
                at[1],
                at[2],
                at[3]);
    }

    public static Spread of(Collection<Double> samples) {
        return of(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
}

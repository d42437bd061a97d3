package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/// What is told of many values: quantiles by Hyndman and Fan's method 7 (R's and NumPy's), the
/// standard deviation with n - 1. The mean adds up in the order of the values, which is that of the
/// pictures' names.
final class Statistics {
    private final double[] values;
    private final int undefined;

    private Statistics(double[] values, int undefined) {
        this.values = values;
        this.undefined = undefined;
    }

    /// @param column one value a picture; NaN where there is none
    static Statistics of(double[] column) {
        double[] values = Arrays.stream(column).filter(value -> !Double.isNaN(value)).toArray();
        return new Statistics(values, column.length - values.length);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// As JSON; without any value all but the counts are null.
    ObjectNode json(Bootstrap.@Nullable Interval interval) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean empty = values.length == 0;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] quartiles = empty ? new double[3] : quantiles(sorted, 0.25, 0.5, 0.75);
        put(json, "mean", empty ? null : mean(values));
        put(json, "median", empty ? null : quartiles[1]);
        put(
                json,
                "standard_deviation",
                values.length < 2 ? null : StandardDeviation.of(values).getAsDouble());
        put(json, "min", empty ? null : sorted[0]);
        put(json, "max", empty ? null : sorted[sorted.length - 1]);
        put(json, "lower_quartile", empty ? null : quartiles[0]);
        put(json, "upper_quartile", empty ? null : quartiles[2]);
        if (interval == null) {
            json.putNull("interval");
        } else {
            ArrayNode bounds = json.putArray("interval");
            bounds.add(interval.lower()).add(interval.upper());
        }
        json.put("count", values.length);
        json.put("undefined", undefined);
        return json;
    }

    /// @param sorted ascending, at least one
    static double[] quantiles(double[] sorted, double... probabilities) {
        return Quantile.withDefaults()
                .with(Quantile.EstimationMethod.HF7)
                .evaluate(sorted.clone(), probabilities);
    }

    private static void put(ObjectNode json, String key, @Nullable Double value) {
        json.put(key, value);
    }
}

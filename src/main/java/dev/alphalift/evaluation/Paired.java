package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Differences of two columns, picture by picture.
final class Paired {
    private Paired() {}

    /// The later value minus the earlier one; NaN where either has none.
    static double[] differences(double[] earlier, double[] later) {
        double[] differences = new double[earlier.length];
        for (int row = 0; row < differences.length; row++) {
            differences[row] = later[row] - earlier[row];
        }
        return differences;
    }

    /// What is told of differences.
    static ObjectNode json(
            Score score, double[] differences, Bootstrap.@Nullable Interval interval) {
        double[] defined = Arrays.stream(differences).filter(d -> !Double.isNaN(d)).toArray();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (defined.length == 0) {
            json.putNull("mean_difference");
        } else {
            json.put("mean_difference", Statistics.mean(defined));
        }
        if (interval == null) {
            json.putNull("interval");
        } else {
            ArrayNode bounds = json.putArray("interval");
            bounds.add(interval.lower()).add(interval.upper());
        }
        int sign = score.better() == Score.Better.HIGHER ? 1 : -1;
        json.put("pairs", defined.length);
        json.put("better", Arrays.stream(defined).filter(d -> sign * d > 0).count());
        json.put("worse", Arrays.stream(defined).filter(d -> sign * d < 0).count());
        return json;
    }
}

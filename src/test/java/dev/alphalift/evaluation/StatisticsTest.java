package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.ThresholdCounts;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    /// NumPy 2.3: np.mean, np.median, np.std(ddof=1), np.quantile of [1, 2, 4, 8, 16].
    @Test
    void values_are_those_of_numpy() {
        JsonNode json =
                Statistics.of(new double[] {16, 1, Double.NaN, 4, 2, 8})
                        .json(new Bootstrap.Interval(1, 2));

        assertThat(json.path("mean").asDouble()).isCloseTo(6.2, within(1e-12));
        assertThat(json.path("median").asDouble()).isEqualTo(4);
        assertThat(json.path("standard_deviation").asDouble())
                .isCloseTo(6.099180272790763, within(1e-12));
        assertThat(json.path("lower_quartile").asDouble()).isEqualTo(2);
        assertThat(json.path("upper_quartile").asDouble()).isEqualTo(8);
        assertThat(json.path("count").asInt()).isEqualTo(5);
        assertThat(json.path("undefined").asInt()).isEqualTo(1);
        assertThat(json.path("interval").toString()).isEqualTo("[1.0,2.0]");
    }

    @Test
    void nothing_has_no_mean() {
        JsonNode json = Statistics.of(new double[] {Double.NaN}).json(null);

        assertThat(json.path("mean").isNull()).isTrue();
        assertThat(json.path("interval").isNull()).isTrue();
        assertThat(json.path("count").asInt()).isZero();
    }

    /// Two pictures: one is perfect at threshold 255 only, the other below 100 only; by hand.
    @Test
    void the_three_definitions_of_the_greatest_f_differ() {
        Curves curves = new Curves();
        curves.add(counts(255, 2, 254, 2));
        curves.add(counts(100, 2, 99, 2));

        ObjectNode json = JsonNodeFactory.instance.objectNode();
        curves.writeDataSet(json);

        double half = 1.3 * 0.5 / (0.3 * 0.5 + 1); // F of precision 1/2 and recall 1
        assertThat(json.path("mean_of_max_f").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(json.path("max_f_of_mean_curve").asDouble())
                .isCloseTo((half + 1) / 2, within(1e-12));
        double p = 0.75;
        assertThat(json.path("max_f_of_mean_precision_recall").asDouble())
                .isCloseTo(1.3 * p / (0.3 * p + 1), within(1e-12));
    }

    private static ThresholdCounts counts(int hit, int hits, int miss, int misses) {
        int[] foreground = new int[256];
        int[] background = new int[256];
        foreground[hit] = hits;
        background[miss] = misses;
        return new ThresholdCounts(foreground, background);
    }
}

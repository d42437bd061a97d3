package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void equal_values_have_no_spread() {
        Bootstrap.Interval interval = Bootstrap.means(new double[][] {{3, 3, 3}}, 1)[0];

        assertThat(interval).isEqualTo(new Bootstrap.Interval(3, 3));
    }

    @Test
    void one_value_has_no_interval() {
        assertThat(Bootstrap.means(new double[][] {{3, Double.NaN}}, 1)[0]).isNull();
    }

    /// The normal approximation, mean ± 1.96 s/√n, which the percentile interval comes near for
    /// many values; both ends within a tenth of its width, a few times what 1,000 resamples vary.
    @Test
    void many_values_have_the_interval_of_the_normal_approximation() {
        Random random = new Random(7);
        double[] values =
                IntStream.range(0, 2000).mapToDouble(_ -> random.nextGaussian()).toArray();
        double mean = Statistics.mean(values);
        double half = 1.96 / Math.sqrt(values.length);

        Bootstrap.Interval interval = Bootstrap.means(new double[][] {values}, 1)[0];

        assertThat(interval.lower()).isCloseTo(mean - half, within(0.1 * half * 2));
        assertThat(interval.upper()).isCloseTo(mean + half, within(0.1 * half * 2));
    }

    @Test
    void the_same_names_give_the_same_seed_and_others_another() {
        assertThat(Bootstrap.seed(List.of("a", "b"))).isEqualTo(Bootstrap.seed(List.of("a", "b")));
        assertThat(Bootstrap.seed(List.of("a", "b"))).isNotEqualTo(Bootstrap.seed(List.of("ab")));
    }

    @Test
    void columns_are_resampled_alike_and_values_that_are_missing_do_not_count() {
        double[] column = {0, 1, 2, 3, 4, 5};
        double[] shifted = {10, 11, 12, 13, 14, 15};
        double[] holed = {0, 1, 2, 3, 4, Double.NaN};

        Bootstrap.Interval[] intervals =
                Bootstrap.means(new double[][] {column, shifted, holed}, 5);

        assertThat(intervals[1].lower() - intervals[0].lower()).isCloseTo(10, within(1e-12));
        assertThat(intervals[2].upper()).isLessThanOrEqualTo(4);
    }

    /// Columns of which a few are read at a time: 40 of 8,000 values are 2.5 MB.
    @Test
    void columns_that_are_read_by_parts_have_the_intervals_that_they_have_alone() {
        Random random = new Random(3);
        double[][] columns = new double[40][];
        for (int index = 0; index < columns.length; index++) {
            columns[index] = random.doubles(8000).toArray();
        }

        Bootstrap.Interval[] intervals = Bootstrap.means(columns, 9);

        assertThat(intervals).hasSize(40);
        for (int index : new int[] {0, 15, 16, 17, 39}) {
            assertThat(intervals[index])
                    .isEqualTo(Bootstrap.means(new double[][] {columns[index]}, 9)[0]);
        }
    }
}

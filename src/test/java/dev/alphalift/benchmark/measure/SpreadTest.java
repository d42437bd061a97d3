package dev.alphalift.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
    /// Sums of few numbers: nothing but the last bits can differ.
    private static final double LAST_BITS = 1e-12;

    @Test
    void quantiles_lie_between_samples_as_numpy_puts_them() {
        // numpy 2.4.6: numpy.percentile([4, 1, 3, 10, 2], [50, 90, 95, 99])
        Spread spread = Spread.of(4, 1, 3, 10, 2);

        assertThat(spread.p50()).isEqualTo(3);
        assertThat(spread.p90()).isCloseTo(7.6, within(LAST_BITS));
        assertThat(spread.p95()).isCloseTo(8.8, within(LAST_BITS));
        assertThat(spread.p99()).isCloseTo(9.76, within(LAST_BITS));
    }

    @Test
    void an_even_number_of_samples_has_the_middle_of_two_as_median() {
        assertThat(Spread.of(1, 2, 3, 10).p50()).isEqualTo(2.5);
    }

    @Test
    void mean_and_ends_are_those_of_the_samples() {
        Spread spread = Spread.of(4, 1, 3, 10, 2);

        assertThat(spread.samples()).isEqualTo(5);
        assertThat(spread.mean()).isCloseTo(4, within(LAST_BITS));
        assertThat(spread.min()).isEqualTo(1);
        assertThat(spread.max()).isEqualTo(10);
    }

    @Test
    void one_sample_is_every_quantile_and_says_that_it_is_one() {
        assertThat(Spread.of(7.0)).isEqualTo(new Spread(1, 7, 7, 7, 7, 7, 7, 7));
    }

    @Test
    void the_samples_stay_as_they_are() {
        double[] samples = {3, 1, 2};

        Spread.of(samples);

        assertThat(samples).containsExactly(3, 1, 2);
    }

    @Test
    void no_samples_have_no_spread() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }
}

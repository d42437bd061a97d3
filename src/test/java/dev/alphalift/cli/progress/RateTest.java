package dev.alphalift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000;

    private final Rate rate = new Rate(0);

    @Test
    void it_is_what_was_added_a_second() {
        assertThat(rate.at(0, 0)).isZero();
        assertThat(rate.at(10 * SECOND, 20)).isEqualTo(2);
        assertThat(rate.at(20 * SECOND, 60)).isEqualTo(3);
    }

    @Test
    void what_was_a_minute_ago_is_forgotten() {
        for (int second = 1; second <= 100; second++) {
            rate.at(second * SECOND, 10L * second);
        }

        assertThat(rate.at(160 * SECOND, 1_000)).isZero();
        assertThat(rate.at(161 * SECOND, 1_061)).isEqualTo(1);
    }

    @Test
    void rare_looks_are_enough() {
        assertThat(rate.at(3600 * SECOND, 7200)).isEqualTo(2);
        assertThat(rate.at(7200 * SECOND, 7200)).isZero();
    }
}

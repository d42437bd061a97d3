package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FractionTest {
    @Test
    void division_rounds_to_the_nearest() {
        for (int value = 0; value <= 255 * 255; value++) {
            assertThat(Fraction.divided(value)).isEqualTo((int) Math.round(value / 255.0));
        }
    }

    @Test
    void a_front_that_lets_half_through_shows_half_of_the_back() {
        assertThat(Fraction.over(200, 255, 7)).isEqualTo(200);
        assertThat(Fraction.over(200, 0, 7)).isEqualTo(7);
        assertThat(Fraction.over(255, 128, 0)).isEqualTo(128);
        assertThat(Fraction.product(128, 128)).isEqualTo(64);
    }
}

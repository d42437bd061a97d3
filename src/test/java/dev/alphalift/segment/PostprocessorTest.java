package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.segment.ModelSpec.OutputRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostprocessorTest {
    private static Mask mask(OutputRule rule, float... values) {
        return Postprocessor.toMask(new Tensor(1, new Size(values.length, 1), values), rule);
    }

    @Test
    void the_least_value_becomes_0_and_the_greatest_255_and_the_rest_is_cut_off_to_a_byte() {
        assertThat(mask(OutputRule.MIN_MAX, -1, 1, 0, 0.5f).values())
                .containsExactly(0, (byte) 255, 127, (byte) 191);
    }

    @Test
    void the_sigmoid_comes_before_the_stretching() {
        // 1/(1+e^2) = .1192, 1/(1+e^0) = .5, 1/(1+e^-4) = .9820; (.5-.1192)/(.9820-.1192)*255 =
        // 112.5
        assertThat(mask(OutputRule.SIGMOID_MIN_MAX, -2, 0, 4).values())
                .containsExactly(0, 112, (byte) 255);
    }

    @Test
    void logits_beyond_the_range_of_exp_are_0_and_1() {
        assertThat(mask(OutputRule.SIGMOID_MIN_MAX, -1000, 1000).values())
                .containsExactly(0, (byte) 255);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.25f, 1, -3, Float.NaN, Float.POSITIVE_INFINITY})
    void an_output_that_is_the_same_everywhere_is_an_empty_mask(float value) {
        assertThat(mask(OutputRule.MIN_MAX, value, value, value).isEmpty()).isTrue();
    }

    @Test
    void one_value_that_is_no_number_spoils_the_mask() {
        assertThat(mask(OutputRule.MIN_MAX, 0, 1, Float.NaN).isEmpty()).isTrue();
        assertThat(mask(OutputRule.MIN_MAX, 0, Float.NEGATIVE_INFINITY, 1).isEmpty()).isTrue();
    }
}

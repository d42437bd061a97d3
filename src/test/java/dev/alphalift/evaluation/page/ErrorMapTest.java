package dev.alphalift.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.eval.Comparison;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMapTest {
    private static final Size TWO = new Size(2, 1);

    private final Workers workers = new Workers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void what_is_right_shows_the_dimmed_grey_source() {
        var source = new RgbImage(TWO, bytes(255, 255, 255, 100, 100, 100));
        var pair = new Comparison(plane(255, 0), plane(255, 0), null, source);

        RgbImage map = ErrorMap.of(pair, TWO, workers);

        assertThat(map.samples()).containsExactly(bytes(102, 102, 102, 40, 40, 40));
    }

    @Test
    void what_is_right_shows_the_dimmed_truth_where_there_is_no_source() {
        RgbImage map = ErrorMap.of(pair(plane(255, 0), plane(255, 0)), TWO, workers);

        assertThat(map.samples()).containsExactly(bytes(102, 102, 102, 0, 0, 0));
    }

    @Test
    void the_greatest_errors_have_the_end_of_their_ramp() {
        RgbImage map = ErrorMap.of(pair(plane(0, 255), plane(255, 0)), TWO, workers);

        assertThat(map.samples()).containsExactly(bytes(175, 225, 255, 255, 222, 140));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_greater_error_is_never_darker(boolean missed) {
        var size = new Size(256, 1);
        byte[] rising = new byte[256];
        for (int value = 0; value < 256; value++) {
            rising[value] = (byte) (missed ? 255 - value : value);
        }
        byte[] level = new byte[256];
        java.util.Arrays.fill(level, (byte) (missed ? 255 : 0));

        RgbImage map =
                ErrorMap.of(
                        new Comparison(
                                new Alpha(size, rising),
                                new Alpha(size, level),
                                null,
                                new RgbImage(size, new byte[3 * 256])),
                        size,
                        workers);

        double last = -1;
        for (int value = 0; value < 256; value++) {
            double light = luminance(map.samples(), value);
            assertThat(light).as("error %d", value).isGreaterThanOrEqualTo(last);
            last = light;
        }
    }

    @Test
    void a_cell_stands_for_the_mean_of_its_pixels() {
        Alpha predicted = new Alpha(new Size(4, 1), bytes(255, 0, 0, 0));
        Alpha truth = new Alpha(new Size(4, 1), bytes(0, 0, 0, 0));

        RgbImage map = ErrorMap.of(pair(predicted, truth), new Size(1, 1), workers);

        // A mean error of a quarter has the strength of a half: the ramp's middle, opaque.
        assertThat(map.samples()).containsExactly(bytes(228, 112, 20));
    }

    @Test
    void a_map_is_never_larger_than_its_pair() {
        Comparison pair = pair(plane(0, 0), plane(0, 0));

        assertThatThrownBy(() -> ErrorMap.of(pair, new Size(3, 1), workers))
                .hasMessage("A map of 3x1 is larger than its pair of 2x1.");
    }

    private static double luminance(byte[] samples, int at) {
        return 0.2126 * linear(samples[3 * at])
                + 0.7152 * linear(samples[3 * at + 1])
                + 0.0722 * linear(samples[3 * at + 2]);
    }

    // sRGB's own curve (IEC 61966-2-1).
    private static double linear(byte sample) {
        double value = (sample & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Comparison pair(Alpha predicted, Alpha truth) {
        return new Comparison(predicted, truth, null, null);
    }

    private static Alpha plane(int... values) {
        return new Alpha(TWO, bytes(values));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }
}

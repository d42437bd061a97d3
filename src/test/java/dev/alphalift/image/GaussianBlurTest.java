package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.testdata.TestData;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values beside SciPy's are in the tests of masks and backdrops.
class GaussianBlurTest {
    private static final Runnable NOTHING = () -> {};

    private static byte[] blurred(byte[] samples, Size size, int channels, double sigma) {
        return GaussianBlur.of(samples, size, channels, sigma, NOTHING);
    }

    @Test
    void a_point_becomes_a_bell() {
        byte[] row = new byte[9];
        row[4] = (byte) 255;

        // exp(-d * d / 2) / 2.5066: 101.7, 61.7, 13.8, 1.1, 0.03 of 255
        assertThat(blurred(row, new Size(9, 1), 1, 1))
                .containsExactly(0, 1, 14, 62, 102, 62, 14, 1, 0);
        assertThat(blurred(row, new Size(1, 9), 1, 1))
                .containsExactly(0, 1, 14, 62, 102, 62, 14, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2, 7, 60})
    void one_value_stays_itself(double sigma) {
        byte[] samples = new byte[11 * 7];
        java.util.Arrays.fill(samples, (byte) 255);

        assertThat(blurred(samples, new Size(11, 7), 1, sigma)).isEqualTo(samples);
    }

    @Test
    void channels_do_not_mix() {
        Size size = new Size(23, 17);
        byte[] colours = TestData.mix(23, 17, 3);
        byte[] all = blurred(colours, size, 3, 2.3);
        for (int c = 0; c < 3; c++) {
            byte[] plane = new byte[23 * 17];
            for (int at = 0; at < plane.length; at++) {
                plane[at] = colours[3 * at + c];
            }
            byte[] alone = blurred(plane, size, 1, 2.3);
            for (int at = 0; at < plane.length; at++) {
                assertThat(all[3 * at + c]).isEqualTo(alone[at]);
            }
        }
    }

    @Test
    void what_was_given_is_not_changed_and_what_is_not_blurred_is_a_copy() {
        byte[] samples = {1, 2, 3, 4};

        byte[] same = blurred(samples, new Size(2, 2), 1, 0);
        blurred(samples, new Size(2, 2), 1, 3);

        assertThat(same).isEqualTo(samples).isNotSameAs(samples);
        assertThat(samples).containsExactly(1, 2, 3, 4);
    }

    @Test
    void it_asks_between_rows_whether_to_go_on() {
        AtomicInteger asked = new AtomicInteger();

        GaussianBlur.of(new byte[12], new Size(3, 4), 1, 1, asked::incrementAndGet);

        assertThat(asked).hasValue(4);
        assertThat(GaussianBlur.workingBytes(new Size(4000, 3000), 1, 20)).isLessThan(3_000_000);
    }

    @Test
    void a_deviation_that_is_none_is_a_mistake() {
        Size size = new Size(1, 1);

        assertThatThrownBy(() -> blurred(new byte[1], size, 1, -1)).hasMessageContaining("(-1.0)");
        assertThatThrownBy(() -> blurred(new byte[1], size, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blurred(new byte[1], size, 3, 1))
                .hasMessageContaining("3 channels of 1x1");
    }
}

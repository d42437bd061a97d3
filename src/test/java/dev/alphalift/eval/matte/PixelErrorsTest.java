package dev.alphalift.eval.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Mattes;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelErrorsTest {
    @Test
    void differences_are_summed_as_integers() {
        Alpha predicted = Mattes.alpha(2, 0, 255, 100, 7);
        Alpha truth = Mattes.alpha(2, 255, 0, 97, 7);

        PixelErrors errors = PixelErrors.of(predicted, truth);

        assertThat(errors).isEqualTo(new PixelErrors(4, 513, 2 * 255 * 255 + 9));
    }

    @Test
    void scores_are_on_a_scale_of_one() {
        PixelErrors errors = new PixelErrors(2, 255, 255 * 255);

        assertThat(errors.mae()).isEqualTo(0.5);
        assertThat(errors.mse()).isEqualTo(0.5);
        assertThat(errors.sad()).isEqualTo(0.001);
    }

    @Test
    void a_trimap_leaves_only_the_unknown() {
        Alpha predicted = Mattes.alpha(2, 0, 255, 100, 7);
        Alpha truth = Mattes.alpha(2, 255, 0, 97, 7);
        Trimap trimap = Mattes.trimap(2, 255, 0, 128, 1);

        PixelErrors errors = PixelErrors.of(predicted, truth, trimap);

        assertThat(errors).isEqualTo(new PixelErrors(2, 3, 9));
    }

    @Test
    void nothing_unknown_has_no_error() {
        Alpha matte = Mattes.alpha(2, 0, 255);

        PixelErrors errors = PixelErrors.of(matte, matte, Mattes.trimap(2, 0, 255));

        assertThat(errors.mae()).isNull();
        assertThat(errors.mse()).isNull();
        assertThat(errors.sad()).isNull();
    }

    /// The numbers of mmediting's own test: 32 x 32, all foreground, a quarter of it predicted.
    @Test
    void a_missed_part_counts_in_thousands_of_pixels() {
        int[] quarter = new int[32 * 32];
        int[] whole = new int[32 * 32];
        Arrays.fill(whole, 255);
        for (int i = 0; i < quarter.length; i++) {
            quarter[i] = i % 32 < 16 && i < 16 * 32 ? 255 : 0;
        }

        PixelErrors errors = PixelErrors.of(Mattes.alpha(32, quarter), Mattes.alpha(32, whole));

        assertThat(errors.sad()).isCloseTo(0.768, within(1e-12));
    }
}

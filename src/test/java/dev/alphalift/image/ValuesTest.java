package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void a_size_is_positive() {
        assertThatThrownBy(() -> new Size(0, 3)).hasMessageContaining("0 x 3");
        assertThatThrownBy(() -> new Size(3, -1)).hasMessageContaining("3 x -1");
    }

    @Test
    void a_size_counts_more_pixels_than_an_int_holds() {
        assertThat(new Size(100_000, 100_000).pixels()).isEqualTo(10_000_000_000L);
        assertThat(new Size(2, 3).transposed()).isEqualTo(new Size(3, 2));
        assertThat(new Size(2, 3)).hasToString("2x3");
    }

    @Test
    void a_colour_has_values_of_a_byte() {
        assertThatThrownBy(() -> new Rgba(0, 256, 0, 0)).hasMessageContaining("green value (256)");
        assertThatThrownBy(() -> new Rgba(0, 0, 0, -1)).hasMessageContaining("alpha value (-1)");
    }

    @Test
    void planes_hold_one_value_a_pixel() {
        assertThatThrownBy(() -> new Mask(new Size(2, 2), new byte[3]))
                .hasMessage("3 values cannot be a plane of 2x2.");
        assertThatThrownBy(() -> new RgbImage(new Size(2, 2), new byte[4]))
                .hasMessage("4 samples cannot be an RGB picture of 2x2.");
    }

    @Test
    void the_transparency_is_as_large_as_the_picture() {
        Alpha alpha = new Alpha(new Size(1, 2), new byte[2]);

        assertThatThrownBy(() -> new RgbImage(new Size(2, 2), new byte[12], alpha))
                .hasMessageContaining("1x2");
    }

    @Test
    void a_mask_equals_a_mask_of_the_same_values_but_no_alpha() {
        Mask mask = new Mask(new Size(1, 2), new byte[] {1, 2});

        assertThat(mask)
                .isEqualTo(new Mask(new Size(1, 2), new byte[] {1, 2}))
                .hasSameHashCodeAs(new Mask(new Size(1, 2), new byte[] {1, 2}))
                .isNotEqualTo(new Mask(new Size(2, 1), new byte[] {1, 2}))
                .isNotEqualTo(new Mask(new Size(1, 2), new byte[] {1, 3}))
                .isNotEqualTo(new Alpha(new Size(1, 2), new byte[] {1, 2}));
    }

    @Test
    void a_mask_is_empty_when_all_of_it_is_background() {
        assertThat(new Mask(new Size(1, 2), new byte[2]).isEmpty()).isTrue();
        assertThat(new Mask(new Size(1, 2), new byte[] {0, 1}).isEmpty()).isFalse();
    }

    @Test
    void rows_are_copied_to_where_they_are_wanted() {
        RgbImage image = new RgbImage(new Size(1, 2), new byte[] {1, 2, 3, 4, 5, 6});
        byte[] target = new byte[5];

        image.copyRow(1, target, 2);

        assertThat(target).containsExactly(0, 0, 4, 5, 6);
        assertThat(image.channels()).isEqualTo(PixelRows.Channels.RGB);
    }
}

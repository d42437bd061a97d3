package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
    private static final Workers WORKERS = new Workers(1);
    private static final Size THREE = new Size(3, 3);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1,1", "0,-1,1,1", "0,0,0,1", "0,0,1,0"})
    void a_region_is_inside_and_not_empty(int left, int top, int width, int height) {
        assertThatThrownBy(() -> new Region(left, top, width, height))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bounds_go_around_all_that_is_visible_enough() {
        Alpha alpha = new Alpha(THREE, new byte[] {0, 9, 0, 0, 0, 10, 9, (byte) 200, 0});

        assertThat(alpha.bounds(10)).isEqualTo(new Region(1, 1, 2, 2));
        assertThat(alpha.bounds(9)).isEqualTo(new Region(0, 0, 3, 3));
        assertThat(alpha.bounds(201)).isNull();
        assertThat(new Alpha(THREE, new byte[9]).bounds(1)).isNull();
    }

    @Test
    void a_mask_of_a_part_is_zero_everywhere_else() {
        Mask part = new Mask(new Size(2, 1), new byte[] {7, 8});

        assertThat(part.embedded(THREE, new Region(1, 2, 2, 1)).values())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 7, 8);
        assertThat(part.embedded(new Size(2, 1), new Region(0, 0, 2, 1))).isSameAs(part);
        assertThatThrownBy(() -> part.embedded(THREE, new Region(2, 2, 2, 1)))
                .hasMessageContaining("3x3");
        assertThatThrownBy(() -> part.embedded(THREE, new Region(0, 0, 1, 1)))
                .hasMessageContaining("2x1");
    }

    @Test
    void a_part_has_the_pixels_of_its_rows() {
        byte[] samples = new byte[27];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (byte) at;
        }
        RgbImage image = new RgbImage(THREE, samples);

        assertThat(image.part(new Region(2, 1, 1, 2)).samples())
                .containsExactly(15, 16, 17, 24, 25, 26);
        assertThat(image.part(Region.whole(THREE))).isSameAs(image);
        assertThatThrownBy(() -> image.part(new Region(0, 0, 4, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scaling_takes_the_transparency_along() {
        byte[] opacity = {10, 10, 10, 10, 10, 10, 10, 10, 10};
        RgbImage soft = new RgbImage(THREE, new byte[27], new Alpha(THREE, opacity));

        RgbImage scaled = soft.scaled(new Size(2, 1), WORKERS);

        assertThat(scaled.transparency()).isEqualTo(new Alpha(new Size(2, 1), new byte[] {10, 10}));
        assertThat(soft.scaled(THREE, WORKERS)).isSameAs(soft);
    }

    @ParameterizedTest
    @CsvSource({
        "100,100,10000,100,100",
        "100,100,2500,50,50",
        "4000,3000,250000,577,433",
        "3000,4000,250000,433,577",
        "1,1000,10,1,10",
        "100000,2,50,50,1",
        "3,3,1,1,1"
    })
    void a_size_shrinks_to_so_many_pixels_and_no_more(
            int width, int height, long most, int expectedWidth, int expectedHeight) {
        Size size = new Size(width, height).within(most);

        assertThat(size).isEqualTo(new Size(expectedWidth, expectedHeight));
        assertThat(size.pixels()).isLessThanOrEqualTo(most);
    }

    @Test
    void lengths_are_of_the_picture_or_of_its_pixels() {
        assertThat(new Length(25, Length.Unit.PERCENT).of(8, 0.5)).isEqualTo(2);
        assertThat(new Length(25, Length.Unit.PIXELS).of(8, 0.5)).isEqualTo(12.5);
        assertThatThrownBy(() -> new Length(-1, Length.Unit.PIXELS)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Length(Double.NaN, Length.Unit.PIXELS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.alphalift.eval.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Comparison;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CompositeTest {
    @Test
    void the_pictures_own_colours_are_put_over_grey() {
        Size size = new Size(2, 1);
        RgbImage source = new RgbImage(size, new byte[] {10, 20, 30, (byte) 200, 100, 0});
        SimilarityMeter meter = new SimilarityMeter(size);

        new Composite(source)
                .write(
                        0,
                        CompositeGround.GREY,
                        new Comparison(
                                new Alpha(size, new byte[] {(byte) 255, 51}),
                                new Alpha(size, new byte[] {0, (byte) 204}),
                                null,
                                source),
                        meter);

        // 0.2 * 200 + 0.8 * 128 = 142.4; 0.8 * 200 + 0.2 * 128 = 185.6
        assertThat(meter.one()).containsExactly((char) 10, (char) 142);
        assertThat(meter.other()).containsExactly((char) 128, (char) 186);
    }

    @Test
    void squares_of_8_pixels_alternate() {
        byte[] row = new byte[17];

        CompositeGround.CHECKERBOARD.copyRow(7, 0, row);
        assertThat(unsigned(row, 0, 7, 8, 15, 16)).containsExactly(255, 255, 204, 204, 255);

        CompositeGround.CHECKERBOARD.copyRow(8, 2, row);
        assertThat(unsigned(row, 0, 7, 8, 15, 16)).containsExactly(204, 204, 255, 255, 204);
    }

    private static int[] unsigned(byte[] row, int... columns) {
        return Arrays.stream(columns).map(x -> row[x] & 0xff).toArray();
    }

    @Test
    void a_scene_of_the_canvas_size_is_taken_as_it_is() {
        RgbImage scene = new RgbImage(new Size(2, 1), new byte[] {1, 2, 3, 4, 5, 6});
        byte[] row = new byte[2];

        CompositeGround.covering(new Size(2, 1), scene).copyRow(0, 1, row);

        assertThat(row).containsExactly((byte) 2, (byte) 5);
    }

    @Test
    void a_wide_scene_loses_its_sides() {
        byte[] samples = new byte[3 * 40 * 10];
        for (int pixel = 0; pixel < 400; pixel++) {
            Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, (byte) (pixel % 40));
        }
        byte[] row = new byte[10];

        CompositeGround.covering(new Size(10, 10), new RgbImage(new Size(40, 10), samples))
                .copyRow(3, 0, row);

        assertThat(row).containsExactly(15, 16, 17, 18, 19, 20, 21, 22, 23, 24);
    }

    @Test
    void a_scene_is_scaled_to_cover() {
        RgbImage scene = new RgbImage(new Size(3, 2), new byte[18]);

        CompositeGround backdrop = CompositeGround.covering(new Size(7, 50), scene);

        assertThat(((CompositeGround.Scene) backdrop).picture().size()).isEqualTo(new Size(7, 50));
    }
}

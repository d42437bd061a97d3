package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintTest {
    private static final byte KEPT = (byte) 255;
    private static final byte NOTHING = (byte) 128;

    private static byte[] grey(int... values) {
        byte[] samples = new byte[3 * values.length];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (byte) values[at / 3];
        }
        return samples;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }

    @Test
    void white_is_kept_black_is_erased_and_the_rest_is_left_to_the_model() {
        Size size = new Size(3, 2);
        byte[] samples = grey(255, 0, 254, 1, 128, 255);
        samples[15] = (byte) 200; // a light yellow

        assertThat(Hint.of(new RgbImage(size, samples), size).values())
                .containsExactly(KEPT, (byte) 0, NOTHING, NOTHING, NOTHING, NOTHING);
    }

    @Test
    void what_is_not_quite_opaque_says_nothing() {
        Size size = new Size(2, 2);
        Alpha alpha = new Alpha(size, bytes(255, 254, 0, 255));

        assertThat(Hint.of(new RgbImage(size, grey(255, 255, 0, 0), alpha), size).values())
                .containsExactly(KEPT, NOTHING, NOTHING, (byte) 0);
    }

    /// The same as Pillow 12.3.0 makes of a row by `resize((n, 1), NEAREST)`.
    @ParameterizedTest
    @CsvSource({
        "5, 0 2 4",
        "3, 0 0 1 2 2",
        "7, 0 2 4 6",
        "2, 0 0 1 1 1",
        "4, 1 3",
        "10, 0 2 3 5 6 7 9"
    })
    void one_of_another_size_is_read_where_the_middles_of_pixels_lie(int width, String columns) {
        String[] expected = columns.split(" ");
        for (int marked = 0; marked < width; marked++) {
            int[] row = new int[width];
            row[marked] = 255;
            RgbImage across = new RgbImage(new Size(width, 1), grey(row));
            RgbImage down = new RgbImage(new Size(1, width), grey(row));
            byte[] values = Hint.of(across, new Size(expected.length, 1)).values();

            for (int at = 0; at < expected.length; at++) {
                assertThat(values[at] == KEPT).isEqualTo(Integer.parseInt(expected[at]) == marked);
            }
            assertThat(Hint.of(down, new Size(1, expected.length)).values()).isEqualTo(values);
        }
    }

    @Test
    void masks_and_trimaps_become_what_it_says_and_are_not_written_to() {
        Size size = new Size(2, 2);
        Hint hint = new Hint(size, bytes(255, 0, 128, 7));
        Mask mask = new Mask(size, bytes(1, 2, 3, 4));

        assertThat(hint.over(mask)).isEqualTo(new Mask(size, bytes(255, 0, 3, 4)));
        assertThat(mask).isEqualTo(new Mask(size, bytes(1, 2, 3, 4)));
        assertThat(hint.over(new Trimap(size, bytes(128, 128, 255, 0))))
                .isEqualTo(new Trimap(size, bytes(255, 0, 255, 0)));
        assertThat(hint.keepsAny()).isTrue();
        assertThat(new Hint(size, bytes(0, 0, 128, 254)).keepsAny()).isFalse();
    }

    @Test
    void it_is_about_one_picture() {
        Hint hint = new Hint(new Size(1, 1), bytes(0));

        assertThatThrownBy(() -> hint.over(new Mask(new Size(2, 1), new byte[2])))
                .hasMessage("A hint of 1 pixels says nothing about 2 pixels.");
    }
}

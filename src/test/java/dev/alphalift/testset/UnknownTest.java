package dev.alphalift.testset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import org.junit.jupiter.api.Test;

class UnknownTest {
    private static final byte FULL = (byte) 255;
    private static final byte SOFT = (byte) 90;
    private static final byte HALF = (byte) 128;

    @Test
    void two_pixels_around_a_soft_one_are_unknown() {
        byte[] row = {0, 0, 0, 0, SOFT, FULL, FULL, FULL, FULL, FULL};

        byte[] trimap = Unknown.around(new Alpha(new Size(10, 1), row)).values();

        // The edge between 4 and 5 counts as the place 5.
        byte[] expected = {0, 0, HALF, HALF, HALF, HALF, HALF, HALF, FULL, FULL};
        assertThat(trimap).isEqualTo(expected);
    }

    @Test
    void a_hard_edge_is_unknown_as_well() {
        byte[] column = {FULL, FULL, FULL, FULL, 0, 0, 0, 0};

        byte[] trimap = Unknown.around(new Alpha(new Size(1, 8), column)).values();

        byte[] expected = {FULL, FULL, HALF, HALF, HALF, HALF, HALF, 0};
        assertThat(trimap).isEqualTo(expected);
    }

    @Test
    void what_is_the_same_everywhere_is_known() {
        byte[] values = {FULL, FULL, FULL, FULL};

        assertThat(Unknown.around(new Alpha(new Size(2, 2), values)).unknownPixels()).isZero();
    }

    @Test
    void what_is_evenly_soft_is_unknown_everywhere() {
        byte[] values = {SOFT, SOFT, SOFT, SOFT};

        byte[] trimap = Unknown.around(new Alpha(new Size(2, 2), values)).values();

        assertThat(trimap).containsOnly(HALF);
    }

    @Test
    void the_unknown_part_grows_with_the_picture() {
        Size size = new Size(600, 600);
        byte[] values = new byte[600 * 600];
        values[300 * 600 + 300] = SOFT;

        // A radius of 600 / 120 about the pixel, and about the edges on its right and below.
        assertThat(Unknown.around(new Alpha(size, values)).unknownPixels()).isEqualTo(143);
    }
}

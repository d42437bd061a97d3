package dev.alphalift.eval.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Mattes;
import dev.alphalift.image.Size;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final BitMask EMPTY = Mattes.mask("....", "....", "....");

    @Test
    void a_boundary_is_as_wide_as_a_share_of_the_diagonal() {
        assertThat(BoundaryIou.width(new Size(30, 40), 0.02)).isEqualTo(1);
        assertThat(BoundaryIou.width(new Size(300, 400), 0.02)).isEqualTo(10);
        assertThat(BoundaryIou.width(new Size(3, 4), 0.005)).isEqualTo(1);
    }

    @Test
    void half_a_pixel_of_width_is_rounded_to_the_even_number() {
        assertThat(BoundaryIou.width(new Size(300, 400), 0.005)).isEqualTo(2);
        assertThat(BoundaryIou.width(new Size(420, 560), 0.005)).isEqualTo(4);
    }

    @Test
    void the_inside_does_not_count_for_boundary_iou() {
        BitMask full = Mattes.mask("####", "####", "####", "####");
        BitMask ring = Mattes.mask("####", "#..#", "#..#", "####");

        assertThat(BoundaryIou.score(full, ring, BoundaryIou.USUAL)).isEqualTo(1);
    }

    @Test
    void boundary_iou_is_that_of_the_bands() {
        BitMask predicted = Mattes.mask("###.", "###.", "###.");
        BitMask truth = Mattes.mask(".###", ".###", ".###");

        // Eight pixels each, all but the middle; both bands share the four in the corners and
        // what is the other's middle is on one's edge.
        assertThat(BoundaryIou.score(predicted, truth, BoundaryIou.USUAL)).isEqualTo(4 / 12.0);
    }

    @Test
    void nothing_and_nothing_have_no_boundary_score() {
        assertThat(BoundaryIou.score(EMPTY, EMPTY, BoundaryIou.USUAL)).isNull();
        assertThat(BoundaryF.score(EMPTY, EMPTY)).isNull();
    }

    @Test
    void something_and_nothing_score_zero() {
        BitMask some = Mattes.mask("#...", "....", "....");

        assertThat(BoundaryIou.score(some, EMPTY, BoundaryIou.USUAL)).isZero();
        assertThat(BoundaryF.score(some, EMPTY)).isZero();
        assertThat(BoundaryF.score(EMPTY, some)).isZero();
    }

    @Test
    void three_pixels_away_is_met() {
        BitMask predicted = Mattes.mask("#....", ".....");

        assertThat(BoundaryF.score(predicted, Mattes.mask("...#.", "....."))).isEqualTo(1);
        assertThat(BoundaryF.score(predicted, Mattes.mask(".....", "...#."))).isZero();
    }

    @Test
    void precision_counts_for_more_than_recall() {
        BitMask one = Mattes.mask("#.........");
        BitMask two = Mattes.mask("#........#");

        assertThat(BoundaryF.score(one, two)).isEqualTo(1.3 * 0.5 / (0.3 + 0.5));
        assertThat(BoundaryF.score(two, one)).isEqualTo(1.3 * 0.5 / (0.3 * 0.5 + 1));
    }
}

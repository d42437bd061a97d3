package dev.alphalift.eval.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Mattes;
import org.junit.jupiter.api.Test;

class OverlapTest {
    @Test
    void every_kind_of_pixel_is_counted() {
        BitMask predicted = Mattes.mask("##.", "...", "#..");
        BitMask truth = Mattes.mask("#..", ".##", "...");

        Overlap overlap = Overlap.of(predicted, truth);

        assertThat(overlap).isEqualTo(new Overlap(1, 2, 2, 4));
    }

    @Test
    void foreground_begins_at_128() {
        BitMask mask = BitMask.of(Mattes.alpha(4, 0, 127, 128, 255));

        assertThat(mask.count()).isEqualTo(2);
    }

    @Test
    void ratios_follow_from_the_counts() {
        Overlap overlap = new Overlap(3, 1, 2, 10);

        assertThat(overlap.iou()).isEqualTo(3 / 6.0);
        assertThat(overlap.dice()).isEqualTo(6 / 9.0);
        assertThat(overlap.f1()).isEqualTo(6 / 9.0);
        assertThat(overlap.precision()).isEqualTo(3 / 4.0);
        assertThat(overlap.recall()).isEqualTo(3 / 5.0);
        assertThat(overlap.fBeta()).isEqualTo(1.3 * 0.75 * 0.6 / (0.3 * 0.75 + 0.6));
    }

    @Test
    void nothing_and_nothing_have_no_ratio() {
        Overlap overlap = new Overlap(0, 0, 0, 4);

        assertThat(overlap.iou()).isNull();
        assertThat(overlap.dice()).isNull();
        assertThat(overlap.f1()).isNull();
        assertThat(overlap.precision()).isNull();
        assertThat(overlap.recall()).isNull();
        assertThat(overlap.fBeta()).isNull();
    }

    @Test
    void an_empty_truth_has_no_recall() {
        Overlap overlap = new Overlap(0, 2, 0, 2);

        assertThat(overlap.recall()).isNull();
        assertThat(overlap.fBeta()).isNull();
        assertThat(overlap.precision()).isZero();
        assertThat(overlap.iou()).isZero();
        assertThat(overlap.f1()).isZero();
    }

    @Test
    void an_empty_prediction_has_no_precision() {
        Overlap overlap = new Overlap(0, 0, 2, 2);

        assertThat(overlap.precision()).isNull();
        assertThat(overlap.fBeta()).isNull();
        assertThat(overlap.recall()).isZero();
        assertThat(overlap.iou()).isZero();
    }

    @Test
    void masks_that_never_meet_score_zero() {
        Overlap overlap = new Overlap(0, 2, 2, 0);

        assertThat(overlap.fBeta()).isZero();
        assertThat(overlap.f1()).isZero();
    }
}

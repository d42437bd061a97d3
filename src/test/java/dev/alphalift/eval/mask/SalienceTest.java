package dev.alphalift.eval.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Mattes;
import dev.alphalift.eval.MinMax;
import dev.alphalift.image.Alpha;
import org.junit.jupiter.api.Test;

/// What is computed from counts of values: stretching, F at thresholds, structure and alignment.
class SalienceTest {
    private static final Alpha HALF = Mattes.drawn("##..", "##..");
    private static final Alpha OTHER_HALF = Mattes.drawn("..##", "..##");
    private static final Alpha EMPTY = Mattes.drawn("....", "....");
    private static final Alpha FULL = Mattes.drawn("####", "####");

    @Test
    void values_are_stretched_to_their_range() {
        MinMax range = MinMax.of(Mattes.alpha(3, 100, 150, 200));

        assertThat(range.of(100)).isZero();
        assertThat(range.of(150)).isCloseTo(0.5, within(1e-15));
        assertThat(range.of(200)).isEqualTo(1);
        assertThat(range.level(200)).isEqualTo(255);
    }

    @Test
    void a_full_range_keeps_every_level() {
        MinMax range = new MinMax(0, 255);

        for (int value = 0; value < 256; value++) {
            assertThat(range.level(value)).isEqualTo(value);
        }
    }

    @Test
    void a_constant_is_not_stretched() {
        MinMax range = MinMax.of(Mattes.alpha(2, 51, 51));

        assertThat(range.isConstant()).isTrue();
        assertThat(range.of(51)).isEqualTo(0.2);
    }

    @Test
    void true_foreground_is_above_128() {
        ValueCounts counts = ValueCounts.of(Mattes.alpha(2, 10, 20), Mattes.alpha(2, 128, 129));

        assertThat(counts.foregroundPixels()).isEqualTo(1);
        assertThat(counts.background(10)).isEqualTo(1);
        assertThat(counts.foreground(20)).isEqualTo(1);
    }

    @Test
    void blocks_meet_behind_the_centroid() {
        // The centroid is at row 0.5 and column 1: halves go to the even number.
        ValueCounts counts =
                ValueCounts.of(
                        Mattes.alpha(4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                        Mattes.drawn("###.", "###.", "...."));

        assertThat(counts.foreground(0, 2)).isEqualTo(1);
        assertThat(counts.foreground(1, 3)).isEqualTo(1);
        assertThat(counts.foreground(2, 5)).isEqualTo(1);
        assertThat(counts.background(3, 12)).isEqualTo(1);
    }

    @Test
    void the_adaptive_threshold_is_twice_the_mean() {
        Alpha predicted = Mattes.alpha(4, 0, 51, 255, 102);

        assertThat(ValueCounts.of(predicted, FULL_ROW).adaptiveThreshold()).isEqualTo(204);
    }

    @Test
    void the_adaptive_threshold_is_one_at_most() {
        Alpha predicted = Mattes.alpha(4, 255, 255, 255, 0);

        assertThat(ValueCounts.of(predicted, FULL_ROW).adaptiveThreshold()).isEqualTo(255);
    }

    @Test
    void a_black_prediction_is_all_at_its_adaptive_threshold() {
        assertThat(ValueCounts.of(EMPTY, HALF).adaptiveThreshold()).isZero();
    }

    private static final Alpha FULL_ROW = Mattes.drawn("####");

    @Test
    void the_stretched_error_is_that_of_a_binary_truth() {
        Alpha predicted = Mattes.alpha(4, 100, 100, 200, 150);
        Alpha truth = Mattes.alpha(4, 0, 200, 200, 100);

        assertThat(ValueCounts.of(predicted, truth).stretchedMae())
                .isCloseTo((0 + 1 + 0 + 0.5) / 4, within(1e-15));
    }

    @Test
    void precision_and_recall_follow_the_threshold() {
        Alpha predicted = Mattes.alpha(4, 255, 200, 100, 0);
        Alpha truth = Mattes.alpha(4, 255, 0, 255, 0);

        FCurve curve = new FCurve(ValueCounts.of(predicted, truth).thresholdCounts());

        assertThat(curve.precision(255)).isEqualTo(1);
        assertThat(curve.recall(255)).isEqualTo(0.5);
        assertThat(curve.precision(101)).isEqualTo(0.5);
        assertThat(curve.recall(100)).isEqualTo(1);
        assertThat(curve.precision(100)).isEqualTo(2 / 3.0);
        assertThat(curve.precision(0)).isEqualTo(0.5);
        assertThat(curve.max()).isEqualTo(curve.f(255));
        assertThat(curve.f(255)).isCloseTo(1.3 * 0.5 / (0.3 + 0.5), within(1e-15));
    }

    @Test
    void an_empty_truth_has_an_f_of_zero() {
        ValueCounts counts = ValueCounts.of(HALF, EMPTY);
        FCurve curve = new FCurve(counts.thresholdCounts());

        assertThat(curve.max()).isZero();
        assertThat(curve.mean()).isZero();
        assertThat(FCurve.adaptive(counts)).isZero();
    }

    @Test
    void structure_is_one_for_the_truth_itself_and_zero_for_its_opposite() {
        assertThat(SMeasure.score(ValueCounts.of(HALF, HALF))).isCloseTo(1, within(1e-12));
        assertThat(SMeasure.score(ValueCounts.of(OTHER_HALF, HALF))).isCloseTo(0, within(1e-12));
    }

    @Test
    void without_two_sides_structure_is_the_mean() {
        assertThat(SMeasure.score(ValueCounts.of(HALF, EMPTY))).isEqualTo(0.5);
        assertThat(SMeasure.score(ValueCounts.of(EMPTY, EMPTY))).isEqualTo(1);
        assertThat(SMeasure.score(ValueCounts.of(FULL, FULL))).isEqualTo(1);
        assertThat(SMeasure.score(ValueCounts.of(EMPTY, FULL))).isZero();
    }

    /// PySODMetrics gives NaN here: a block without pixels has no mean.
    @Test
    void a_centroid_in_the_last_column_leaves_blocks_without_weight() {
        Alpha corner = Mattes.drawn("...", "...", "..#");

        assertThat(SMeasure.score(ValueCounts.of(corner, corner))).isCloseTo(1, within(1e-12));
    }

    @Test
    void alignment_is_best_just_above_one() {
        EMeasure perfect = EMeasure.of(ValueCounts.of(HALF, HALF));
        EMeasure opposite = EMeasure.of(ValueCounts.of(OTHER_HALF, HALF));

        assertThat(perfect.adaptive()).isCloseTo(8 / 7.0, within(1e-12));
        assertThat(perfect.max()).isCloseTo(8 / 7.0, within(1e-12));
        assertThat(opposite.adaptive()).isCloseTo(0, within(1e-12));
    }

    @Test
    void alignment_of_half_and_everything_is_a_quarter() {
        // A constant map has no deviation: every pixel has the alignment 0, enhanced to 1/4.
        assertThat(EMeasure.alignment(4, 4, 4, 8)).isCloseTo(8 / 4.0 / 7, within(1e-12));
    }

    @Test
    void alignment_of_one_sided_truths_counts_what_is_right() {
        assertThat(EMeasure.alignment(0, 2, 0, 8)).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(EMeasure.alignment(2, 0, 8, 8)).isCloseTo(2 / 7.0, within(1e-12));
    }

    @Test
    void one_pixel_has_no_alignment() {
        Alpha pixel = Mattes.alpha(1, 255);

        assertThat(EMeasure.of(ValueCounts.of(pixel, pixel))).isNull();
    }
}

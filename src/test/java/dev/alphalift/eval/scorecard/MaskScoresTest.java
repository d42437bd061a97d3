package dev.alphalift.eval.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Mattes;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.Undefined;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskScoresTest {
    private static final Alpha HALF = Mattes.drawn("##..", "##..");
    private static final Alpha EMPTY = Mattes.drawn("....", "....");
    private static final Alpha FULL = Mattes.drawn("####", "####");

    private static final Set<Score> OF_TRIMAP =
            EnumSet.range(Score.MAE_TRIMAP, Score.CONNECTIVITY_ERROR_TRIMAP);

    private static final List<Score> SYMMETRIC =
            List.of(
                    Score.IOU,
                    Score.DICE,
                    Score.F1,
                    Score.MAE,
                    Score.MSE,
                    Score.SAD,
                    Score.GRADIENT_ERROR,
                    Score.CONNECTIVITY_ERROR,
                    Score.BOUNDARY_IOU,
                    Score.BOUNDARY_IOU_0_5);

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static Scores scores(Alpha predicted, Alpha truth) {
        return scores(new Comparison(predicted, truth, null, null));
    }

    private static Scores scores(Comparison comparison) {
        ScoreSheet sheet = new ScoreSheet();
        return sheet.scores(MaskScores.take(comparison, sheet, Deadline.NONE));
    }

    @Test
    void every_score_of_masks_is_taken() {
        Trimap trimap = Mattes.trimap(4, 255, 128, 0, 0, 255, 128, 0, 0);

        Scores scores = scores(new Comparison(HALF, HALF, trimap, null));

        assertThat(Score.all())
                .filteredOn(scores::covers)
                .containsExactlyElementsOf(EnumSet.range(Score.IOU, Score.WEIGHTED_F));
    }

    @Test
    void without_a_trimap_nobody_asked_for_its_scores() {
        assertThat(OF_TRIMAP).noneMatch(scores(HALF, HALF)::covers);
    }

    @Test
    void a_trimap_that_knows_everything_leaves_nothing_to_score() {
        Trimap trimap = Mattes.trimap(4, 255, 255, 0, 0, 255, 255, 0, 0);

        Scores scores = scores(new Comparison(HALF, HALF, trimap, null));

        assertThat(OF_TRIMAP)
                .allMatch(score -> scores.undefined(score) == Undefined.NOTHING_UNKNOWN);
    }

    @Test
    void what_a_trimap_knows_replaces_the_prediction() {
        Alpha predicted = Mattes.alpha(4, 9, 9, 9, 9);

        Alpha told = MaskScores.withWhatIsKnown(predicted, Mattes.trimap(4, 0, 255, 128, 7));

        assertThat(told).isEqualTo(Mattes.alpha(4, 0, 255, 9, 9));
        assertThat(predicted).isEqualTo(Mattes.alpha(4, 9, 9, 9, 9));
    }

    @Test
    void ratios_of_nothing_say_why_they_have_no_value() {
        Scores both = scores(EMPTY, EMPTY);
        Scores nothingPredicted = scores(EMPTY, HALF);
        Scores nothingTrue = scores(HALF, EMPTY);

        assertThat(both.undefined(Score.IOU)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(both.undefined(Score.PRECISION)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(both.undefined(Score.RECALL)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(both.undefined(Score.F_BETA)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(both.undefined(Score.BOUNDARY_IOU)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(both.undefined(Score.BOUNDARY_F)).isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(nothingPredicted.undefined(Score.PRECISION))
                .isEqualTo(Undefined.EMPTY_PREDICTION);
        assertThat(nothingPredicted.undefined(Score.F_BETA)).isEqualTo(Undefined.EMPTY_PREDICTION);
        assertThat(nothingPredicted.get(Score.RECALL)).isZero();
        assertThat(nothingTrue.undefined(Score.RECALL)).isEqualTo(Undefined.EMPTY_TRUTH);
        assertThat(nothingTrue.undefined(Score.F_BETA)).isEqualTo(Undefined.EMPTY_TRUTH);
        assertThat(nothingTrue.get(Score.IOU)).isZero();
    }

    @Test
    void one_sided_pairs_are_flagged() {
        assertThat(scores(HALF, HALF).flags()).isEmpty();
        assertThat(scores(HALF, EMPTY).flags()).containsExactly(Flag.EMPTY_TRUTH);
        assertThat(scores(HALF, FULL).flags()).containsExactly(Flag.FULL_TRUTH);
        assertThat(scores(FULL, HALF).flags()).containsExactly(Flag.CONSTANT_PREDICTION);
        // 128 is background to the metrics that look above it.
        assertThat(scores(HALF, Mattes.alpha(4, 128, 128, 128, 128, 0, 0, 0, 0)).flags())
                .containsExactly(Flag.EMPTY_TRUTH);
    }

    @Test
    void a_picture_of_one_pixel_has_scores() {
        Alpha pixel = Mattes.alpha(1, 255);

        Scores scores = scores(pixel, pixel);

        assertThat(scores.get(Score.IOU)).isEqualTo(1);
        assertThat(scores.get(Score.S_MEASURE)).isEqualTo(1);
        assertThat(scores.undefined(Score.E_MEASURE_MAX)).isEqualTo(Undefined.TOO_SMALL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_binary_matte_is_a_perfect_prediction_of_itself(int seed) {
        RandomGenerator random = Mattes.random(seed);
        byte[] values = Mattes.some(Mattes.size(random), random).values().clone();
        int width = 1 + random.nextInt(Math.min(40, values.length));
        Size size = new Size(width, values.length / width);
        byte[] binary = new byte[Math.toIntExact(size.pixels())];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) ((values[i] & 0xff) > 128 ? 255 : 0);
        }
        // Neither side is empty.
        binary[0] = 0;
        binary[binary.length - 1] = (byte) 255;
        Alpha matte = new Alpha(size, binary);
        double most = size.pixels() / (size.pixels() - 1.0);

        Scores scores = scores(new Comparison(matte, matte, Mattes.trimapOf(matte, random), null));

        for (Score score : EnumSet.range(Score.IOU, Score.WEIGHTED_F)) {
            double best =
                    score == Score.E_MEASURE_ADAPTIVE || score == Score.E_MEASURE_MAX
                            ? most
                            : score.better() == Score.Better.HIGHER ? 1 : 0;
            if (scores.undefined(score) != Undefined.NOTHING_UNKNOWN) {
                assertThat(scores.get(score))
                        .as(score.key())
                        .isCloseTo(best, within(slack(score, size.pixels())));
            }
        }
    }

    /// What the definitions themselves keep from the best value.
    private static double slack(Score score, double pixels) {
        double epsilon = Math.ulp(1.0);
        return switch (score) {
            // The lowest threshold takes everything, which is not perfect.
            case F_BETA_MEAN, E_MEASURE_MEAN -> 1 / 256.0 + 1 / (pixels - 1);
            // Divides by (x^2 + y^2)(vx + vy) + epsilon: with one pixel of foreground in a block,
            // 4 / n^3 + epsilon.
            case S_MEASURE -> 1e-12 + epsilon * pixels * pixels * pixels / 4;
            // Divides by x^2 + y^2 + epsilon, where x and y are 1 / n at least.
            case E_MEASURE_ADAPTIVE, E_MEASURE_MAX -> 1e-12 + epsilon * pixels * pixels / 2;
            default -> 1e-12;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scores_are_within_their_range(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = Mattes.size(random);
        Alpha truth = Mattes.some(size, random);
        Trimap trimap = Mattes.trimapOf(truth, random);

        Scores scores = scores(new Comparison(Mattes.some(size, random), truth, trimap, null));

        for (Score score : EnumSet.range(Score.IOU, Score.WEIGHTED_F)) {
            Double value = scores.get(score);
            if (value == null) {
                assertThat(scores.undefined(score)).as(score.key()).isNotNull();
            } else {
                assertThat(value).as(score.key()).isBetween(0.0, most(score, size));
            }
        }
    }

    private static double most(Score score, Size size) {
        double pixels = size.pixels();
        return switch (score) {
            case SAD, SAD_TRIMAP, CONNECTIVITY_ERROR, CONNECTIVITY_ERROR_TRIMAP -> pixels / 1000;
            // The kernel of a derivative has a unit length and 81 numbers, so that no gradient is
            // longer than 9 in either direction.
            case GRADIENT_ERROR, GRADIENT_ERROR_TRIMAP -> 162 * pixels / 1000;
            case E_MEASURE_ADAPTIVE, E_MEASURE_MEAN, E_MEASURE_MAX -> pixels / (pixels - 1) + 1e-12;
            default -> 1 + 1e-12;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void some_scores_do_not_care_which_is_the_truth(int seed) {
        RandomGenerator random = Mattes.random(seed);
        Size size = Mattes.size(random);
        Alpha one = Mattes.some(size, random);
        Alpha other = Mattes.some(size, random);

        Scores scores = scores(one, other);
        Scores swapped = scores(other, one);

        for (Score score : SYMMETRIC) {
            assertThat(scores.get(score)).as(score.key()).isEqualTo(swapped.get(score));
        }
    }
}

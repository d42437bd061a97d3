package dev.alphalift.eval.truthless;

import static dev.alphalift.eval.GreyPictures.constant;
import static dev.alphalift.eval.GreyPictures.random;
import static dev.alphalift.eval.GreyPictures.randomRgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.eval.Undefined;
import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutTruthTest {
    private static final double ROUNDING = 1e-12;

    /// One character a pixel: `#` opaque, `.` transparent, a digit for 28 times itself.
    private static Alpha drawn(String... rows) {
        byte[] values = new byte[rows.length * rows[0].length()];
        int at = 0;
        for (String row : rows) {
            for (char pixel : row.toCharArray()) {
                values[at++] =
                        switch (pixel) {
                            case '#' -> (byte) 255;
                            case '.' -> 0;
                            default -> (byte) (28 * (pixel - '0'));
                        };
            }
        }
        return new Alpha(new Size(rows[0].length(), rows.length), values);
    }

    private static TruthlessScores score(Alpha predicted) {
        return score(predicted, null);
    }

    private static TruthlessScores score(Alpha predicted, @Nullable RgbImage source) {
        return new WithoutTruth(null)
                .score(new TruthlessSubject(predicted, source, null, null), Deadline.NONE);
    }

    @Test
    void coverage_is_the_mean_opacity() {
        Alpha alpha = new Alpha(new Size(2, 2), new byte[] {0, 51, 102, (byte) 255});

        assertThat(score(alpha).get(TruthlessScore.COVERAGE)).isEqualTo(0.4);
        assertThat(score(alpha).get(TruthlessScore.SOFT_FRACTION)).isEqualTo(0.5);
    }

    @Test
    void a_straight_ramp_is_as_soft_as_it_is_wide() {
        Alpha alpha = drawn("..258##", "..258##", "..258##", "..258##");

        // 12 soft pixels, and a line through 4 pixel centres.
        assertThat(Contour.length(alpha)).isEqualTo(3);
        assertThat(score(alpha).get(TruthlessScore.EDGE_SOFTNESS)).isEqualTo(4);
    }

    @Test
    void a_hard_edge_has_no_width() {
        assertThat(score(drawn("..##", "..##")).get(TruthlessScore.EDGE_SOFTNESS)).isZero();
    }

    @Test
    void a_point_is_surrounded_by_a_rhombus() {
        Alpha alpha = drawn("...", ".#.", "...");

        assertThat(Contour.length(alpha)).isCloseTo(4 * Math.sqrt(0.5), within(ROUNDING));
    }

    @Test
    void corners_belong_together_where_the_middle_is_opaque() {
        Alpha joined = drawn("#9", "9#");
        Alpha crossed = drawn("#1", "1#");

        assertThat(Contour.length(joined)).isZero();
        double far = (127.5 - 28) / (255 - 28);
        // The mean is 141.5: the line goes round the two transparent corners.
        assertThat(Contour.length(crossed)).isCloseTo(2 * Math.hypot(far, far), within(ROUNDING));
        // The mean is 127.5, not above: the line goes round the two opaque ones.
        assertThat(Contour.length(drawn("#.", ".#")))
                .isCloseTo(2 * Math.sqrt(0.5), within(ROUNDING));
    }

    @Test
    void a_circle_is_as_long_as_it_is() {
        byte[] values = new byte[200 * 200];
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                double distance = Math.hypot(x - 99.3, y - 100.1);
                values[y * 200 + x] =
                        (byte) Math.round(255 * Math.clamp((80 - distance) / 4 + 0.5, 0, 1));
            }
        }

        // Chords are a little shorter than arcs, and values are rounded.
        assertThat(Contour.length(new Alpha(new Size(200, 200), values)))
                .isCloseTo(2 * Math.PI * 80, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 255})
    void without_a_contour_there_is_no_softness(int value) {
        TruthlessScores scores = score(constant(5, 4, value));

        assertThat(scores.get(TruthlessScore.EDGE_SOFTNESS)).isNull();
        assertThat(scores.undefined(TruthlessScore.EDGE_SOFTNESS)).isEqualTo(Undefined.NO_CONTOUR);
    }

    @Test
    void parts_hang_together_by_corners_and_holes_do_not() {
        TruthlessScores scores =
                score(
                        drawn(
                                ".......", //
                                ".###...", ".#.#...", ".##.#..", "..#.#..", "...#..#"));

        // The upper hole; the lower one, which meets it by a corner only, is closed by corners.
        assertThat(scores.get(TruthlessScore.PARTS)).isEqualTo(2);
        assertThat(scores.get(TruthlessScore.HOLES)).isEqualTo(2);
        assertThat(scores.get(TruthlessScore.LARGEST_PART)).isEqualTo(11.0 / 12);
        assertThat(scores.get(TruthlessScore.TOUCHES_BORDER)).isEqualTo(1);
    }

    @Test
    void arms_that_meet_below_are_one_part() {
        TruthlessScores scores = score(drawn("#.#.#", "#.#.#", "#####"));

        assertThat(scores.get(TruthlessScore.PARTS)).isEqualTo(1);
        assertThat(scores.get(TruthlessScore.HOLES)).isZero();
    }

    @Test
    void specks_do_not_count_as_parts() {
        byte[] values = new byte[200 * 100];
        values[50] = (byte) 255;
        values[52] = (byte) 255;
        values[250] = (byte) 255;
        values[5_000] = (byte) 255;
        values[5_001] = (byte) 255;
        Alpha alpha = new Alpha(new Size(200, 100), values);

        // 0.01 % are two pixels: more are needed. 50 and 250 are neighbours.
        assertThat(score(alpha).get(TruthlessScore.PARTS)).isZero();
        assertThat(score(alpha).get(TruthlessScore.LARGEST_PART)).isEqualTo(0.4);
    }

    @Test
    void an_inner_subject_does_not_touch_the_border() {
        assertThat(score(drawn("...", ".#.", "...")).get(TruthlessScore.TOUCHES_BORDER)).isZero();
    }

    @Test
    void an_empty_prediction_has_no_largest_part() {
        TruthlessScores scores = score(constant(70, 70, 0), randomRgb(70, 70, new Random(1)));

        assertThat(scores.get(TruthlessScore.PARTS)).isZero();
        assertThat(scores.undefined(TruthlessScore.LARGEST_PART))
                .isEqualTo(Undefined.EMPTY_PREDICTION);
        assertThat(scores.undefined(TruthlessScore.KEPT_SSIM))
                .isEqualTo(Undefined.EMPTY_PREDICTION);
    }

    /// Against a plain flood fill.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void parts_are_those_of_a_flood_fill(int seed) {
        Random random = new Random(seed);
        Alpha alpha = random(1 + random.nextInt(30), 1 + random.nextInt(30), random);

        TruthlessScores scores = score(alpha);

        assertThat(scores.get(TruthlessScore.PARTS))
                .as("seed %d", seed)
                .isEqualTo(filled(alpha, true));
        assertThat(scores.get(TruthlessScore.HOLES))
                .as("seed %d", seed)
                .isEqualTo(filled(alpha, false));
    }

    private static int filled(Alpha alpha, boolean foreground) {
        int width = alpha.size().width();
        int height = alpha.size().height();
        boolean[] open = new boolean[width * height];
        for (int at = 0; at < open.length; at++) {
            open[at] = (alpha.values()[at] & 0xff) >= 128 == foreground;
        }
        int count = 0;
        for (int at = 0; at < open.length; at++) {
            if (open[at]) {
                boolean border = fill(open, width, at % width, at / width, foreground);
                count += foreground || !border ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean fill(boolean[] open, int width, int x, int y, boolean corners) {
        int height = open.length / width;
        if (x < 0 || y < 0 || x >= width || y >= height || !open[y * width + x]) {
            return false;
        }
        open[y * width + x] = false;
        boolean border = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                if (corners || down == 0 || right == 0) {
                    border |= fill(open, width, x + right, y + down, corners);
                }
            }
        }
        return border;
    }

    @Test
    void agreement_is_of_the_two_predictions_with_each_other() {
        Size size = new Size(2, 2);
        Alpha predicted = new Alpha(size, new byte[] {(byte) 255, (byte) 200, 0, 0});
        Alpha mirrored = new Alpha(size, new byte[] {(byte) 255, 98, 0, 102});

        TruthlessScores scores =
                new WithoutTruth(null)
                        .score(
                                new TruthlessSubject(predicted, null, mirrored, predicted),
                                Deadline.NONE);

        assertThat(scores.get(TruthlessScore.FLIP_AGREEMENT_IOU)).isEqualTo(0.5);
        assertThat(scores.get(TruthlessScore.FLIP_AGREEMENT_OPACITY))
                .isCloseTo(1 - 0.2, within(ROUNDING));
        assertThat(scores.get(TruthlessScore.SCALE_AGREEMENT_IOU)).isEqualTo(1);
        assertThat(scores.get(TruthlessScore.SCALE_AGREEMENT_OPACITY)).isEqualTo(1);
    }

    @Test
    void agreement_without_a_second_prediction_is_not_asked_for() {
        TruthlessScores scores = score(constant(5, 5, 200));

        assertThat(scores.covers(TruthlessScore.FLIP_AGREEMENT_IOU)).isFalse();
        assertThat(scores.covers(TruthlessScore.KEPT_SSIM)).isTrue();
        assertThat(scores.undefined(TruthlessScore.KEPT_SSIM)).isEqualTo(Undefined.NO_SOURCE);
    }

    @Test
    void empty_predictions_have_no_overlap() {
        Alpha empty = constant(3, 3, 0);

        TruthlessScores scores =
                new WithoutTruth(null)
                        .score(new TruthlessSubject(empty, null, empty, null), Deadline.NONE);

        assertThat(scores.undefined(TruthlessScore.FLIP_AGREEMENT_IOU))
                .isEqualTo(Undefined.BOTH_EMPTY);
        assertThat(scores.get(TruthlessScore.FLIP_AGREEMENT_OPACITY)).isEqualTo(1);
    }

    @Test
    void what_is_opaque_is_kept_whole() {
        TruthlessScores scores = score(constant(20, 20, 255), randomRgb(20, 20, new Random(1)));

        assertThat(scores.get(TruthlessScore.KEPT_SSIM)).isEqualTo(1);
        assertThat(scores.undefined(TruthlessScore.KEPT_PSNR)).isEqualTo(Undefined.IDENTICAL);
        assertThat(scores.undefined(TruthlessScore.KEPT_LPIPS)).isEqualTo(Undefined.NO_MODEL);
    }

    @Test
    void only_the_subjects_box_is_compared() {
        Size size = new Size(3, 2);
        Alpha alpha = new Alpha(size, new byte[] {0, (byte) 204, 127, 0, (byte) 255, 0});
        RgbImage source =
                new RgbImage(
                        size,
                        new byte[] {
                            9, 9, 9, 28, 28, 28, 7, 7, 7, 5, 5, 5, (byte) 200, 100, 50, 3, 3, 3
                        });

        TruthlessScores scores = score(alpha, source);

        // The box is the middle column: 0.8 * 28 + 0.2 * 128 = 48 is 20 off, in half the samples.
        assertThat(scores.get(TruthlessScore.KEPT_PSNR))
                .isCloseTo(10 * Math.log10(255.0 * 255 / 200), within(ROUNDING));
        assertThat(scores.undefined(TruthlessScore.KEPT_SSIM)).isEqualTo(Undefined.TOO_SMALL);
    }

    @Test
    void sizes_must_be_the_same() {
        assertThatThrownBy(() ->
                        new TruthlessSubject(constant(3, 3, 0), null, constant(3, 4, 0), null))
                .isInstanceOf(SizeMismatch.class);
    }

    @Test
    void every_key_says_that_there_is_no_truth() {
        assertThat(TruthlessScore.all())
                .hasSize(15)
                .allMatch(score -> score.key().startsWith("without_truth."));
        assertThat(TruthlessScore.COVERAGE.key()).isEqualTo("without_truth.coverage");
    }
}

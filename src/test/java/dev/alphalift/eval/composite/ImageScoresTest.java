package dev.alphalift.eval.composite;

import static dev.alphalift.eval.GreyPictures.constant;
import static dev.alphalift.eval.GreyPictures.random;
import static dev.alphalift.eval.GreyPictures.randomRgb;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.Undefined;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageScoresTest {
    private static final RgbImage SCENE = randomRgb(20, 30, new Random(1));

    /// Answers with the number of the call, and keeps what it was asked.
    private static final class Recorder implements PerceptualDistance {
        private final List<RgbImage> asked = new ArrayList<>();

        @Override
        public double between(RgbImage one, RgbImage other, Deadline deadline) {
            asked.add(one);
            asked.add(other);
            return asked.size() / 2.0;
        }

        @Override
        public void close() {}
    }

    private static Scores take(Comparison comparison, @Nullable PerceptualDistance perception) {
        ScoreSheet sheet = new ScoreSheet();
        new ImageScores(SCENE, perception).take(comparison, sheet, Deadline.NONE);
        return sheet.scores(new ThresholdCounts(new int[256], new int[256]));
    }

    private static Comparison pair(int width, int height, boolean withSource) {
        Random random = new Random(2);
        Alpha predicted = random(width, height, random);
        Alpha truth = random(width, height, random);
        RgbImage source = withSource ? randomRgb(width, height, random) : null;
        return new Comparison(predicted, truth, null, source);
    }

    private static boolean isOfImages(Score score) {
        return score.compareTo(Score.SSIM) >= 0;
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void every_score_of_pictures_is_told(Score score) {
        Scores scores = take(pair(170, 162, true), new Recorder());

        assertThat(scores.get(score) != null).isEqualTo(isOfImages(score));
    }

    @Test
    void the_plain_keys_are_those_over_grey() {
        Scores scores = take(pair(170, 162, true), new Recorder());

        assertThat(scores.get(Score.SSIM)).isEqualTo(scores.get(Score.SSIM_GREY));
        assertThat(scores.get(Score.MS_SSIM)).isEqualTo(scores.get(Score.MS_SSIM_GREY));
        assertThat(scores.get(Score.PSNR)).isEqualTo(scores.get(Score.PSNR_GREY));
        assertThat(scores.get(Score.LPIPS)).isEqualTo(scores.get(Score.LPIPS_GREY));
        assertThat(scores.get(Score.SSIM)).isNotEqualTo(scores.get(Score.SSIM_WHITE));
    }

    @Test
    void scores_over_a_backdrop_are_those_of_the_two_composites() {
        Comparison pair = pair(170, 162, true);

        Scores scores = take(pair, null);

        Similarity expected =
                Similarity.of(
                        over(pair.predicted(), pair.source(), 255),
                        over(pair.truth(), pair.source(), 255));
        assertThat(scores.get(Score.SSIM_WHITE)).isEqualTo(expected.ssim());
        assertThat(scores.get(Score.MS_SSIM_WHITE)).isEqualTo(expected.msSsim());
        assertThat(scores.get(Score.PSNR_WHITE)).isEqualTo(expected.psnr());
    }

    private static RgbImage over(Alpha alpha, RgbImage source, int behind) {
        byte[] samples = new byte[source.samples().length];
        for (int at = 0; at < samples.length; at++) {
            int opacity = alpha.values()[at / 3] & 0xff;
            int colour = source.samples()[at] & 0xff;
            samples[at] = (byte) Math.round((colour * opacity + behind * (255 - opacity)) / 255.0);
        }
        return new RgbImage(source.size(), samples);
    }

    @Test
    void the_distance_is_asked_for_composites_over_every_backdrop_once() {
        Recorder recorder = new Recorder();
        Comparison pair = pair(64, 64, true);

        Scores scores = take(pair, recorder);

        assertThat(recorder.asked).hasSize(12);
        assertThat(scores.get(Score.LPIPS_MATTE)).isEqualTo(1);
        assertThat(scores.get(Score.LPIPS)).isEqualTo(2);
        assertThat(recorder.asked.get(4).samples())
                .isEqualTo(over(pair.predicted(), pair.source(), 255).samples());
        assertThat(recorder.asked.get(5).samples())
                .isEqualTo(over(pair.truth(), pair.source(), 255).samples());
    }

    @Test
    void mattes_are_shown_to_the_distance_in_three_equal_channels() {
        Recorder recorder = new Recorder();
        Comparison pair = pair(64, 64, false);

        take(pair, recorder);

        byte[] values = pair.truth().values();
        byte[] shown = recorder.asked.get(1).samples();
        for (int at = 0; at < shown.length; at++) {
            assertThat(shown[at]).isEqualTo(values[at / 3]);
        }
    }

    @Test
    void without_a_source_only_mattes_are_compared() {
        Scores scores = take(pair(170, 162, false), new Recorder());

        assertThat(scores.undefined(Score.SSIM)).isEqualTo(Undefined.NO_SOURCE);
        assertThat(scores.undefined(Score.LPIPS_SCENE)).isEqualTo(Undefined.NO_SOURCE);
        assertThat(scores.get(Score.SSIM_MATTE)).isNotNull();
        assertThat(scores.get(Score.LPIPS_MATTE)).isNotNull();
    }

    @Test
    void without_a_model_there_is_no_distance() {
        Scores scores = take(pair(170, 162, true), null);

        assertThat(scores.undefined(Score.LPIPS)).isEqualTo(Undefined.NO_MODEL);
        assertThat(scores.undefined(Score.LPIPS_MATTE)).isEqualTo(Undefined.NO_MODEL);
    }

    @Test
    void small_pictures_have_what_can_be_said() {
        Scores scores = take(pair(63, 64, true), new Recorder());

        assertThat(scores.get(Score.SSIM)).isNotNull();
        assertThat(scores.undefined(Score.MS_SSIM)).isEqualTo(Undefined.TOO_SMALL);
        assertThat(scores.undefined(Score.LPIPS)).isEqualTo(Undefined.TOO_SMALL);
        assertThat(scores.get(Score.PSNR)).isNotNull();
    }

    @Test
    void one_pixel_has_a_ratio_still() {
        Scores scores = take(pair(1, 1, true), new Recorder());

        assertThat(scores.undefined(Score.SSIM)).isEqualTo(Undefined.TOO_SMALL);
        assertThat(scores.get(Score.PSNR_MATTE)).isNotNull();
    }

    @Test
    void identical_mattes_are_perfect_and_have_no_ratio() {
        Size size = new Size(170, 162);
        Alpha matte = constant(size.width(), size.height(), 90);
        Recorder recorder = new Recorder();

        Scores scores =
                take(
                        new Comparison(matte, matte, null, randomRgb(170, 162, new Random(3))),
                        recorder);

        assertThat(scores.get(Score.SSIM_SCENE)).isEqualTo(1);
        assertThat(scores.get(Score.MS_SSIM_CHECKERBOARD)).isEqualTo(1);
        assertThat(scores.undefined(Score.PSNR_BLACK)).isEqualTo(Undefined.IDENTICAL);
        assertThat(scores.get(Score.LPIPS)).isEqualTo(0);
        assertThat(recorder.asked).isEmpty();
    }
}

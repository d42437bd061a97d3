package dev.alphalift.eval.composite;

import static dev.alphalift.eval.GreyPictures.compare;
import static dev.alphalift.eval.GreyPictures.constant;
import static dev.alphalift.eval.GreyPictures.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
    // Doubles, summed in another order than the reference's.
    private static final double ROUNDING = 1e-12;

    @Test
    void constant_pictures_differ_in_luminance_alone() {
        Similarity similarity = compare(constant(11, 11, 1), constant(11, 11, 2));

        // (2 * 1 * 2 + 2.55^2) / (1 + 4 + 2.55^2)
        assertThat(similarity.ssim()).isCloseTo(10.5025 / 11.5025, within(ROUNDING));
        assertThat(similarity.ssim()).isCloseTo(0.91306238, within(5e-9));
    }

    @Test
    void one_step_everywhere_is_48_decibels() {
        assertThat(compare(constant(3, 2, 1), constant(3, 2, 2)).psnr())
                .isCloseTo(48.1308036, within(5e-8));
    }

    @Test
    void black_and_white_are_0_decibels() {
        assertThat(compare(constant(3, 2, 0), constant(3, 2, 255)).psnr()).isEqualTo(0);
    }

    @Test
    void identical_pictures_have_no_ratio() {
        assertThat(compare(constant(3, 2, 7), constant(3, 2, 7)).psnr()).isNull();
    }

    @Test
    void the_window_is_the_product_of_two_gaussians() {
        byte[] point = new byte[121];
        point[60] = (byte) 255;
        Alpha one = new Alpha(new Size(11, 11), point);

        Similarity similarity = compare(one, constant(11, 11, 0));

        double total = 0;
        for (int at = -5; at <= 5; at++) {
            total += Math.exp(-at * at / 4.5);
        }
        double weight = 1 / (total * total);
        double mean = 255 * weight;
        double variance = 255 * 255 * weight - mean * mean;
        double c1 = 2.55 * 2.55;
        double c2 = 7.65 * 7.65;
        assertThat(similarity.ssim())
                .isCloseTo(c1 / (mean * mean + c1) * c2 / (variance + c2), within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource({"10, 11", "11, 10"})
    void a_picture_smaller_than_the_window_has_no_similarity(int width, int height) {
        Similarity similarity = compare(constant(width, height, 1), constant(width, height, 2));

        assertThat(similarity.ssim()).isNull();
        assertThat(similarity.psnr()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"160, 161, false", "161, 160, false", "161, 161, true"})
    void five_scales_need_161_pixels(int width, int height, boolean enough) {
        Similarity similarity = compare(constant(width, height, 1), constant(width, height, 2));

        assertThat(similarity.msSsim() != null).isEqualTo(enough);
    }

    @Test
    void luminance_counts_at_the_last_scale_alone() {
        Similarity similarity = compare(constant(161, 161, 1), constant(161, 161, 2));

        assertThat(similarity.msSsim())
                .isCloseTo(Math.pow(10.5025 / 11.5025, 0.1333), within(ROUNDING));
    }

    @Test
    void an_odd_picture_begins_with_its_first_lines_twice() {
        PlanePair full = PlanePair.of(new Size(3, 4));
        for (int at = 0; at < 12; at++) {
            full.one()[at] = (char) (at + 1);
        }
        PlanePair half = full.half();

        full.halveInto(half);

        // Rows 1 1 2 3, 1 1 2 3, 4 4 5 6, 7 7 8 9 and a last one that is dropped.
        assertThat(half.size()).isEqualTo(new Size(2, 2));
        assertThat(half.one()).containsExactly((char) 4, (char) 10, (char) 22, (char) 28);
        assertThat(half.white()).isEqualTo(1020);
    }

    @Test
    void white_at_the_last_scale_does_not_overflow() {
        Similarity similarity = compare(constant(161, 161, 255), constant(161, 161, 254));

        double c1 = 2.55 * 2.55;
        double luminance = (2 * 255.0 * 254 + c1) / (255.0 * 255 + 254.0 * 254 + c1);
        assertThat(similarity.msSsim()).isCloseTo(Math.pow(luminance, 0.1333), within(ROUNDING));
    }

    @Test
    void opposite_structure_is_0_and_no_power_of_a_negative_number() {
        Random random = new Random(5);
        Alpha one = random(161, 161, random);
        byte[] opposite = new byte[161 * 161];
        for (int at = 0; at < opposite.length; at++) {
            opposite[at] = (byte) (255 - (one.values()[at] & 0xff));
        }

        assertThat(compare(one, new Alpha(one.size(), opposite)).msSsim()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_picture_is_like_itself(int seed) {
        Random random = new Random(seed);
        Alpha picture = random(161 + random.nextInt(60), 161 + random.nextInt(60), random);

        Similarity similarity = compare(picture, picture);

        assertThat(similarity.ssim()).as("seed %d", seed).isEqualTo(1);
        assertThat(similarity.msSsim()).as("seed %d", seed).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void similarity_has_no_direction(int seed) {
        Random random = new Random(seed);
        int width = 161 + random.nextInt(90);
        Alpha one = random(width, 170, random);
        Alpha other = changed(one, random);

        assertThat(compare(one, other)).as("seed %d", seed).isEqualTo(compare(other, one));
    }

    /// What is left out because it is certain must not change the result.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void tiles_without_a_difference_are_counted_right(int seed) {
        Random random = new Random(seed);
        Alpha one = random(11 + random.nextInt(200), 11 + random.nextInt(200), random);
        Alpha other = changed(one, random);

        assertThat(compare(one, other).ssim())
                .as("seed %d", seed)
                .isCloseTo(plain(one, other), within(ROUNDING));
    }

    /// Changes a few samples somewhere.
    private static Alpha changed(Alpha picture, Random random) {
        byte[] values = picture.values().clone();
        int changes = 1 + random.nextInt(5);
        for (int change = 0; change < changes; change++) {
            values[random.nextInt(values.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return new Alpha(picture.size(), values);
    }

    /// The definition, window by window.
    private static double plain(Alpha one, Alpha other) {
        int width = one.size().width();
        int height = one.size().height();
        double[][] weights = new double[11][11];
        double total = 0;
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 11; x++) {
                weights[y][x] = Math.exp(-((x - 5) * (x - 5) + (y - 5) * (y - 5)) / 4.5);
                total += weights[y][x];
            }
        }
        double sum = 0;
        for (int top = 0; top <= height - 11; top++) {
            for (int left = 0; left <= width - 11; left++) {
                double a = 0;
                double b = 0;
                double aa = 0;
                double bb = 0;
                double ab = 0;
                for (int y = 0; y < 11; y++) {
                    for (int x = 0; x < 11; x++) {
                        double weight = weights[y][x] / total;
                        double first = one.values()[(top + y) * width + left + x] & 0xff;
                        double second = other.values()[(top + y) * width + left + x] & 0xff;
                        a += weight * first;
                        b += weight * second;
                        aa += weight * first * first;
                        bb += weight * second * second;
                        ab += weight * first * second;
                    }
                }
                double c1 = 2.55 * 2.55;
                double c2 = 7.65 * 7.65;
                sum +=
                        (2 * a * b + c1)
                                * (2 * (ab - a * b) + c2)
                                / ((a * a + b * b + c1) * (aa - a * a + bb - b * b + c2));
            }
        }
        return sum / ((width - 10) * (height - 10));
    }
}

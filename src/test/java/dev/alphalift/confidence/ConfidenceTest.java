package dev.alphalift.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {
    private static final JsonNode FROZEN = TestData.json("confidence/calibration.json");

    private static final JsonNode FROZEN_OF_TWO = TestData.json("confidence/calibration-flip.json");

    private static Mask mask(int width, int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return new Mask(new Size(width, values.length / width), bytes);
    }

    /// A square mask of one value with rectangles of others on it: left, top, right, bottom, value.
    private static Mask painted(int side, int... rectangles) {
        byte[] values = new byte[side * side];
        for (int at = 0; at < rectangles.length; at += 5) {
            for (int y = rectangles[at + 1]; y < rectangles[at + 3]; y++) {
                Arrays.fill(
                        values,
                        y * side + rectangles[at],
                        y * side + rectangles[at + 2],
                        (byte) rectangles[at + 4]);
            }
        }
        return new Mask(new Size(side, side), values);
    }

    @Test
    void softness_is_what_lies_between_for_each_pixel_of_the_subject() {
        // 4 p (1 - p) of 51 is .64, of 153 is .96; two of four pixels are subject
        MaskTraits traits = MaskTraits.of(mask(2, 0, 51, 153, 255));

        assertThat(traits.share()).isEqualTo(0.5);
        assertThat(traits.softness()).isCloseTo((0.64 + 0.96) / 2, within(1e-12));
        assertThat(traits.parts()).isEqualTo(1);
        assertThat(traits.borderShare()).isEqualTo(0.5);
    }

    @Test
    void the_curve_is_the_one_that_was_fitted() {
        assertThat(Confidence.INTERCEPT).isEqualTo(FROZEN.get("intercept").asDouble());
        assertThat(Confidence.SLOPE).isEqualTo(FROZEN.get("slope").asDouble());
        assertThat(Confidence.REVIEW_BELOW).isEqualTo(FROZEN.get("reviewBelow").asDouble());
        assertThat(Confidence.INTERCEPT_OF_TWO)
                .isEqualTo(FROZEN_OF_TWO.get("intercept").asDouble());
        assertThat(Confidence.SLOPE_OF_TWO).isEqualTo(FROZEN_OF_TWO.get("slope").asDouble());
        assertThat(Confidence.REVIEW_BELOW_OF_TWO)
                .isEqualTo(FROZEN_OF_TWO.get("reviewBelow").asDouble());
    }

    @Test
    void values_of_all_pairs_are_those_of_the_calibration() {
        Path masks = TestData.shared("data/u2netp-reference");
        for (JsonNode pair : FROZEN.get("pairs")) {
            Mask mask = reference(masks, pair);

            assertThat(MaskTraits.of(mask).softness())
                    .isCloseTo(pair.get("signal").asDouble(), within(1e-9));
            assertThat(Confidence.of(mask).value())
                    .as(pair.get("id").asText())
                    .isCloseTo(pair.get("confidence").asDouble(), within(1e-4));
            assertThat(Confidence.of(mask).needsReview())
                    .isEqualTo(
                            pair.get("confidence").asDouble()
                                    < FROZEN.get("reviewBelow").asDouble());
        }
    }

    private static Mask reference(Path masks, JsonNode pair) {
        Pixels pixels =
                Pixels.ofPng(TestData.read(masks.resolve(pair.get("id").asText() + ".png")));
        return new Mask(new Size(pixels.width(), pixels.height()), pixels.samples());
    }

    @Test
    void poor_masks_are_told_from_good_ones_as_often_as_was_asked_for() {
        List<double[]> pairs = new ArrayList<>();
        FROZEN.get("pairs")
                .forEach(pair ->
                        pairs.add(
                                new double[] {
                                    pair.get("confidence").asDouble(), pair.get("iou").asDouble()
                                }));
        double right = 0;
        int all = 0;
        int missed = 0;
        int falseAlarms = 0;
        for (double[] poor : pairs) {
            boolean isPoor = poor[1] < 0.7;
            boolean review = poor[0] < FROZEN.get("reviewBelow").asDouble();
            missed += isPoor && !review ? 1 : 0;
            falseAlarms += !isPoor && review ? 1 : 0;
            for (double[] good : pairs) {
                if (isPoor && good[1] >= 0.7) {
                    right += poor[0] < good[0] ? 1 : 0;
                    all++;
                }
            }
        }

        assertThat(pairs).hasSize(27);
        assertThat(right / all).as("AUROC").isGreaterThan(0.87);
        assertThat(rankCorrelation(pairs)).isGreaterThan(0.8);
        assertThat(missed).isLessThanOrEqualTo(1);
        assertThat(falseAlarms).isLessThanOrEqualTo(4);
    }

    /// Spearman's; no two of the pairs are equal.
    private static double rankCorrelation(List<double[]> pairs) {
        double sum = 0;
        for (double[] one : pairs) {
            long first = pairs.stream().filter(other -> other[0] < one[0]).count();
            long second = pairs.stream().filter(other -> other[1] < one[1]).count();
            sum += (double) (first - second) * (first - second);
        }
        double n = pairs.size();
        return 1 - 6 * sum / (n * (n * n - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 254, 255})
    void where_nothing_stands_out_nothing_was_found(int value) {
        for (Mask mask :
                List.of(mask(1, value), mask(3, value, value, value, value, value, value))) {
            assertThat(Confidence.of(mask)).isEqualTo(Confidence.NOTHING);
        }
        assertThat(Confidence.NOTHING.needsReview()).isTrue();
        assertThat(Confidence.NOTHING.text()).isEqualTo("0.00");
    }

    @Test
    void a_mask_that_is_nowhere_half_of_the_subject_found_nothing() {
        assertThat(Confidence.of(mask(2, 0, 127, 3, 4))).isEqualTo(Confidence.NOTHING);
    }

    @Test
    void a_hard_mask_is_trusted() {
        assertThat(Confidence.of(mask(2, 0, 255)))
                .isEqualTo(new Confidence(1, false, Reason.CLEAR));
    }

    @ParameterizedTest
    @CsvSource({
        // little of the picture, in shades
        "TINY_SUBJECT, 40 40 45 45 170",
        // much of it half transparent
        "SOFT_EVERYWHERE, 20 20 80 80 150",
        // two squares with soft ones around
        "MANY_PARTS, 8 8 32 32 40 10 10 30 30 240 58 58 82 82 40 60 60 80 80 240",
        // one at the border
        "AT_BORDER, 0 0 40 40 60 0 0 36 36 250",
        // one in the middle
        "SOFT_EDGES, 28 28 72 72 60 32 32 68 68 250"
    })
    void a_mask_that_is_not_trusted_says_why(Reason reason, String rectangles) {
        Mask mask =
                painted(
                        100,
                        Arrays.stream(rectangles.split(" ", -1))
                                .mapToInt(Integer::parseInt)
                                .toArray());

        Confidence confidence = Confidence.of(mask);

        assertThat(confidence.reason()).isEqualTo(reason);
        assertThat(confidence.needsReview()).isTrue();
        assertThat(confidence.value()).isBetween(0.1, Confidence.REVIEW_BELOW);
    }

    @Test
    void reasons_have_names_for_programs_and_sentences_for_people() {
        assertThat(Reason.values())
                .allMatch(reason -> reason.code().matches("[a-z_]+"))
                .allMatch(reason -> reason.sentence().matches("[A-Z][^%]+\\."));
        assertThat(Arrays.stream(Reason.values()).map(Reason::code)).doesNotHaveDuplicates();
    }

    @Test
    void two_looks_that_disagree_are_trusted_less_than_their_mean_alone_tells() {
        Mask mean = painted(50, 10, 10, 40, 40, 240);

        double before = 1;
        for (double iou = 1; iou >= 0; iou -= 0.125) {
            double now = Confidence.of(mean, iou).value();
            // 1 / (1 + exp(.4441 ln(s (1 - iou)) + .3275)), 1 - iou at least .001
            double signal = 4 * 240 * 15 / (255.0 * 255) * Math.max(0.001, 1 - iou);
            assertThat(now)
                    .isCloseTo(1 / (1 + Math.exp(0.4441 * Math.log(signal) + 0.3275)), within(1e-9))
                    .isLessThan(before);
            before = now;
        }
        assertThat(Confidence.of(mean, 0.99).needsReview()).isFalse();
        assertThat(Confidence.of(mean, 0.2).reason()).isEqualTo(Reason.SOFT_EDGES);
        assertThat(Confidence.of(mask(2, 0, 255), 1).value()).isEqualTo(1);
        assertThat(Confidence.of(mask(2, 0, 0), 1)).isEqualTo(Confidence.NOTHING);
    }

    @Test
    void softer_is_never_more_trusted() {
        double before = 1;
        for (int value = 250; value >= 128; value--) {
            double now = Confidence.of(painted(50, 10, 10, 40, 40, value)).value();
            assertThat(now).isLessThanOrEqualTo(before).isPositive();
            before = now;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_mask_has_a_value_and_a_reason(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 200; round++) {
            int width = random.nextInt(1, 12);
            byte[] values = new byte[width * random.nextInt(1, 12)];
            random.nextBytes(values);
            Confidence confidence =
                    Confidence.of(new Mask(new Size(width, values.length / width), values));

            assertThat(confidence.value()).as("seed %s", seed).isBetween(0.0, 1.0);
            assertThat(confidence.reason() == Reason.CLEAR).isEqualTo(!confidence.needsReview());
        }
    }

    @Test
    void a_confidence_beyond_its_range_is_a_mistake() {
        assertThatThrownBy(() -> new Confidence(Double.NaN, true, Reason.CLEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

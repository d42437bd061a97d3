package dev.alphalift.eval.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Mattes;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.mask.BitMask;
import dev.alphalift.eval.mask.BoundaryIou;
import dev.alphalift.eval.mask.Overlap;
import dev.alphalift.eval.matte.PixelErrors;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every score of a pair is what the reference implementations say; their versions are in the file.
/// The pairs that were drawn for this are in the project, all thirty in the shared data.
class GoldenMasksTest {
    /// Both sides count in integers and divide once or a few times in double.
    private static final double EXACT = 1e-9;

    /// The references of gradient and connectivity, and the authors' own code, compute in single
    /// precision: sums of some ten thousand numbers of 24 bits.
    private static final double SINGLE = 1e-6;

    /// Nothing but rounding: an inverted matte's gradients have the same norms.
    private static final double ZERO = 1e-12;

    static Stream<Arguments> own() {
        return pairs(
                TestData.json("metrics/golden_masks.json"),
                name -> TestData.resource("metrics/" + name));
    }

    static Stream<Arguments> shared() {
        Path folder = TestData.shared("data/metrics-golden");
        return pairs(
                TestData.parse(TestData.read(folder.resolve("golden_masks.json"))),
                name -> TestData.read(folder.resolve(name)));
    }

    private static Stream<Arguments> pairs(JsonNode file, Function<String, byte[]> reader) {
        return StreamSupport.stream(file.get("pairs").spliterator(), false)
                .map(pair -> Arguments.of(pair.get("id").asText(), pair, reader));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("own")
    void a_drawn_pair_scores_as_the_references_say(
            String id, JsonNode pair, Function<String, byte[]> reader) {
        check(id, pair, reader);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void any_pair_scores_as_the_references_say(
            String id, JsonNode pair, Function<String, byte[]> reader) {
        check(id, pair, reader);
    }

    private static void check(String id, JsonNode pair, Function<String, byte[]> reader) {
        Comparison comparison = comparison(pair, reader);
        ScoreSheet sheet = new ScoreSheet();

        Scores scores = sheet.scores(MaskScores.take(comparison, sheet, Deadline.NONE));

        Golden golden = new Golden(pair, scores);
        checkCounts(pair, comparison);
        checkToldPrediction(pair, comparison);
        golden.sameOverlap();
        golden.sameErrors();
        golden.sameBoundaries();
        golden.sameSalience();
        // A constant prediction: the similarity of a block without variance is 0/0 up to rounding;
        // PySODMetrics says 0.52, the authors' own code 0.40.
        if (!id.startsWith("g19")) {
            golden.same(Score.S_MEASURE, "/pysod/Smeasure", EXACT);
        }
    }

    private static Comparison comparison(JsonNode pair, Function<String, byte[]> reader) {
        String trimap = pair.path("trimap").asText("");
        Trimap known =
                trimap.isEmpty() || trimap.equals("null")
                        ? null
                        : Mattes.trimap(reader.apply(trimap));
        return new Comparison(
                Mattes.alpha(reader.apply(pair.get("pred").asText())),
                Mattes.alpha(reader.apply(pair.get("gt").asText())),
                known,
                null);
    }

    private static void checkCounts(JsonNode pair, Comparison comparison) {
        BitMask predicted = BitMask.of(comparison.predicted());
        BitMask truth = BitMask.of(comparison.truth());
        Overlap overlap = Overlap.of(predicted, truth);
        PixelErrors errors = PixelErrors.of(comparison.predicted(), comparison.truth());

        assertThat(overlap)
                .isEqualTo(
                        new Overlap(
                                pair.at("/binary_ge128/tp").asLong(),
                                pair.at("/binary_ge128/fp").asLong(),
                                pair.at("/binary_ge128/fn").asLong(),
                                pair.at("/binary_ge128/tn").asLong()));
        assertThat(errors.absolute()).isEqualTo(pair.at("/raw/sum_abs_diff_uint8").asLong());
        assertThat(errors.squares()).isEqualTo(pair.at("/raw/sum_sq_diff_uint8").asLong());
        assertThat(predicted.innerBoundary().count())
                .isEqualTo(pair.at("/boundary/relaxed_rho3/n_pred").asLong());
        assertThat(truth.innerBoundary().count())
                .isEqualTo(pair.at("/boundary/relaxed_rho3/n_gt").asLong());
        checkBand(pair.at("/boundary/boundary_iou_0_02"), predicted, truth, BoundaryIou.USUAL);
        checkBand(pair.at("/boundary/boundary_iou_0_005"), predicted, truth, BoundaryIou.FINE);
    }

    /// The Python port of the matting code puts in what the trimap knows and then sums over the
    /// whole picture: also where the truth is not what the trimap says of it, by one step here and
    /// there in three pairs.
    private static void checkToldPrediction(JsonNode pair, Comparison comparison) {
        Trimap trimap = comparison.trimap();
        if (trimap == null) {
            return;
        }
        JsonNode expected = pair.at("/matting/dim_trimap_pred_masked");
        Alpha told = MaskScores.withWhatIsKnown(comparison.predicted(), trimap);
        PixelErrors errors = PixelErrors.of(told, comparison.truth());
        int unknown = trimap.unknownPixels();

        assertThat(unknown).isEqualTo(expected.get("unknown_pixels").asInt());
        assertThat(errors.sad()).isCloseTo(expected.get("SAD").asDouble(), offset(EXACT));
        assertThat(errors.squares() / (255.0 * 255 * unknown))
                .isCloseTo(expected.get("MSE").asDouble(), offset(EXACT));
    }

    private static void checkBand(
            JsonNode expected, BitMask predicted, BitMask truth, double share) {
        int width = BoundaryIou.width(truth.size(), share);
        Overlap band =
                Overlap.of(
                        predicted.minus(predicted.eroded(width)), truth.minus(truth.eroded(width)));

        assertThat(band.truePositives()).isEqualTo(expected.get("inter").asLong());
        assertThat(band.truePositives() + band.falsePositives() + band.falseNegatives())
                .isEqualTo(expected.get("union").asLong());
    }

    /// What is expected of a pair, and what was found.
    private record Golden(JsonNode pair, Scores scores) {
        void sameOverlap() {
            same(Score.IOU, "/binary_ge128/iou", EXACT);
            same(Score.DICE, "/binary_ge128/dice", EXACT);
            same(Score.F1, "/binary_ge128/f1", EXACT);
            same(Score.PRECISION, "/binary_ge128/precision", EXACT);
            same(Score.RECALL, "/binary_ge128/recall", EXACT);
            same(Score.F_BETA, "/binary_ge128/fbeta03", EXACT);
        }

        void sameErrors() {
            same(Score.MAE, "/raw/MAE", EXACT);
            same(Score.MSE, "/raw/MSE", EXACT);
            same(Score.SAD, "/matting/dim_whole/SAD", EXACT);
            close(Score.GRADIENT_ERROR, "/matting/dim_whole/GRAD");
            close(Score.CONNECTIVITY_ERROR, "/matting/dim_whole/CONN");
            assertThat(scores.covers(Score.MAE_TRIMAP)).isEqualTo(hasTrimap());
            if (hasTrimap()) {
                closeToOriginal(Score.MSE_TRIMAP, "MSE");
                closeToOriginal(Score.SAD_TRIMAP, "SAD");
                close(Score.GRADIENT_ERROR_TRIMAP, "/matting/dim_trimap_pred_masked/GRAD");
                close(Score.CONNECTIVITY_ERROR_TRIMAP, "/matting/dim_trimap_pred_masked/CONN");
            }
        }

        /// The sums over the unknown part, by the authors' own code in single precision.
        private void closeToOriginal(Score score, String name) {
            JsonNode original = pair.at("/octave_authors_matlab_code/dim_trimap_masked_pred");
            double expected = original.get(name).asDouble();
            assertThat(scores.get(score))
                    .as(score.key())
                    .isCloseTo(expected, offset(SINGLE * expected));
        }

        private boolean hasTrimap() {
            return pair.hasNonNull("trimap");
        }

        void sameBoundaries() {
            same(Score.BOUNDARY_IOU, "/boundary/boundary_iou_0_02/value", EXACT);
            same(Score.BOUNDARY_IOU_0_5, "/boundary/boundary_iou_0_005/value", EXACT);
            if (pair.at("/boundary/relaxed_rho3/n_pred").asLong() == 0
                    && pair.at("/boundary/relaxed_rho3/n_gt").asLong() == 0) {
                // The reference says 1 of nothing and nothing.
                assertThat(scores.undefined(Score.BOUNDARY_F)).isEqualTo(Undefined.BOTH_EMPTY);
            } else {
                same(Score.BOUNDARY_F, "/boundary/relaxed_rho3/fbeta03", EXACT);
            }
        }

        void sameSalience() {
            same(Score.MAE_MINMAX, "/pysod/MAE_minmax", EXACT);
            same(Score.F_BETA_ADAPTIVE, "/pysod/adp_fm", EXACT);
            same(Score.F_BETA_MEAN, "/pysod/mean_fm", EXACT);
            same(Score.F_BETA_MAX, "/pysod/max_fm", EXACT);
            same(Score.E_MEASURE_ADAPTIVE, "/pysod/adpEm", EXACT);
            same(Score.E_MEASURE_MEAN, "/pysod/meanEm", EXACT);
            same(Score.E_MEASURE_MAX, "/pysod/maxEm", EXACT);
            // Libraries break ties of the nearest foreground pixel differently, which moves the
            // score
            // by up to 6e-4. Ours are broken like SciPy's, which this reference uses.
            same(Score.WEIGHTED_F, "/pysod/wFmeasure", EXACT);
        }

        void same(Score score, String path, double tolerance) {
            JsonNode expected = pair.at(path);
            if (expected.isNull()) {
                assertThat(scores.get(score)).as(score.key()).isNull();
                assertThat(scores.undefined(score)).as(score.key()).isNotNull();
            } else {
                assertThat(expected.isNumber()).as(path).isTrue();
                assertThat(scores.get(score))
                        .as(score.key())
                        .isCloseTo(expected.asDouble(), offset(tolerance));
            }
        }

        void close(Score score, String path) {
            double expected = pair.at(path).asDouble(Double.NaN);
            assertThat(scores.get(score))
                    .as(score.key())
                    .isCloseTo(expected, offset(ZERO + SINGLE * expected));
        }
    }
}

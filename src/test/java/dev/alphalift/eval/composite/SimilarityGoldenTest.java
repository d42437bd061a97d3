package dev.alphalift.eval.composite;

import static dev.alphalift.eval.GreyPictures.compare;
import static dev.alphalift.eval.GreyPictures.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Values of scikit-image 0.19.3 and piq 0.8.0.
class SimilarityGoldenTest {
    private static final String GOLDEN = "data/metrics-golden/";
    // The two references differ by up to 3e-14 from each other.
    private static final double SIMILARITY = 1e-12;
    private static final double RATIO = 1e-9;

    @Test
    void pairs_that_come_with_the_tests_agree_with_the_references() {
        JsonNode pairs = TestData.json("metrics/rgb/pairs.json").path("pairs");

        assertThat(pairs).hasSize(4);
        for (JsonNode pair : pairs) {
            String file = "metrics/rgb/" + pair.path("name").asText();
            Similarity similarity =
                    compare(
                            TestData.resource(file + "_a.png"),
                            TestData.resource(file + "_b.png"),
                            pair.path("channels").asInt());

            assertAgrees(similarity, pair, "ssim", "ms_ssim", file);
        }
    }

    @Test
    void shared_colour_pairs_agree_with_the_references() {
        JsonNode pairs =
                TestData.parse(TestData.read(TestData.shared(GOLDEN + "golden_rgb.json")))
                        .path("pairs");

        assertThat(pairs).hasSize(11);
        for (JsonNode pair : pairs) {
            Similarity similarity =
                    compare(
                            shared(pair.path("a").asText()),
                            shared(pair.path("b").asText()),
                            pair.path("channels").asInt());

            assertAgreesWithShared(similarity, pair.path("similarity"), pair.path("id").asText());
        }
    }

    @Test
    void shared_mattes_agree_with_the_references() {
        JsonNode pairs =
                TestData.parse(TestData.read(TestData.shared(GOLDEN + "golden_masks.json")))
                        .path("pairs");

        assertThat(pairs).hasSize(30);
        for (JsonNode pair : pairs) {
            Similarity similarity =
                    compare(
                            grey(shared(pair.path("pred").asText())),
                            grey(shared(pair.path("gt").asText())));

            assertAgreesWithShared(
                    similarity, pair.path("similarity_gray"), pair.path("id").asText());
        }
    }

    private static byte[] shared(String file) {
        return TestData.read(TestData.shared(GOLDEN + file));
    }

    private static void assertAgreesWithShared(
            Similarity similarity, JsonNode expected, String name) {
        assertAgrees(similarity, expected, "wang_gauss11_s1.5_valid_piq", "ms_ssim_piq", name);
        assertAgrees(similarity, expected, "wang_gauss11_s1.5_skimage", "ms_ssim_piq", name);
    }

    private static void assertAgrees(
            Similarity similarity, JsonNode expected, String ssim, String msSsim, String name) {
        assertValue(similarity.ssim(), expected.path(ssim), SIMILARITY, name + ": SSIM");
        assertValue(similarity.msSsim(), expected.path(msSsim), SIMILARITY, name + ": MS-SSIM");
        assertValue(similarity.psnr(), expected.path("psnr"), RATIO, name + ": PSNR");
    }

    /// What the reference refuses, or has no bound for, is null with us.
    private static void assertValue(
            @Nullable Double value, JsonNode expected, double tolerance, String what) {
        if (expected.isNumber()) {
            assertThat(value).as(what).isCloseTo(expected.asDouble(), within(tolerance));
        } else {
            assertThat(expected.isMissingNode()).as(what + " is told").isFalse();
            assertThat(value).as(what + " " + expected).isNull();
        }
    }
}

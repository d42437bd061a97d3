package dev.alphalift.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.eval.composite.PerceptualDistance;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxPerceptualDistanceTest {
    private static final String GOLDEN = "data/metrics-golden/";
    // The reference computes in float32 by another library.
    private static final double FLOATS = 1e-4;

    private static PerceptualDistance lpips() {
        return OnnxPerceptualDistance.load(TestData.shared("models/lpips_alex.onnx"), 2);
    }

    private static RgbImage picture(byte[] png) {
        Pixels pixels = Pixels.ofPng(png);
        return new RgbImage(new Size(pixels.width(), pixels.height()), pixels.samples());
    }

    private static RgbImage random(int width, int height, int seed) {
        byte[] samples = new byte[3 * width * height];
        new Random(seed).nextBytes(samples);
        return new RgbImage(new Size(width, height), samples);
    }

    @Test
    void shared_pairs_have_the_distances_of_the_authors_code() {
        JsonNode pairs =
                TestData.parse(TestData.read(TestData.shared(GOLDEN + "golden_rgb.json")))
                        .path("pairs");
        int compared = 0;
        try (PerceptualDistance lpips = lpips()) {
            for (JsonNode pair : pairs) {
                JsonNode expected = pair.path("lpips").path("alex");
                if (!expected.isNumber() || pair.path("channels").asInt() != 3) {
                    continue;
                }
                double distance =
                        lpips.between(
                                shared(pair.path("a").asText()),
                                shared(pair.path("b").asText()),
                                Deadline.NONE);

                assertThat(distance)
                        .as(pair.path("id").asText())
                        .isCloseTo(expected.asDouble(), within(FLOATS));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(9);
    }

    private static RgbImage shared(String file) {
        return picture(TestData.read(TestData.shared(GOLDEN + file)));
    }

    @Test
    void pairs_that_come_with_the_tests_have_the_distances_of_the_authors_code() {
        try (PerceptualDistance lpips = lpips()) {
            for (JsonNode pair : TestData.json("metrics/rgb/pairs.json").path("pairs")) {
                if (pair.has("lpips_alex")) {
                    String file = "metrics/rgb/" + pair.path("name").asText();
                    double distance =
                            lpips.between(
                                    picture(TestData.resource(file + "_a.png")),
                                    picture(TestData.resource(file + "_b.png")),
                                    Deadline.NONE);

                    assertThat(distance)
                            .as(file)
                            .isCloseTo(pair.path("lpips_alex").asDouble(), within(FLOATS));
                }
            }
        }
    }

    @Test
    void identical_pictures_have_no_distance() {
        try (PerceptualDistance lpips = lpips()) {
            assertThat(lpips.between(random(64, 80, 1), random(64, 80, 1), Deadline.NONE)).isZero();
        }
    }

    @Test
    void a_smaller_picture_after_a_larger_one_is_read_right() {
        try (PerceptualDistance lpips = lpips();
                PerceptualDistance fresh = lpips()) {
            lpips.between(random(100, 90, 1), random(100, 90, 2), Deadline.NONE);

            assertThat(lpips.between(random(64, 70, 3), random(64, 70, 4), Deadline.NONE))
                    .isEqualTo(fresh.between(random(64, 70, 3), random(64, 70, 4), Deadline.NONE));
        }
    }

    @Test
    void several_threads_may_ask_at_once() {
        try (PerceptualDistance lpips = lpips()) {
            double alone = lpips.between(random(64, 64, 1), random(64, 64, 2), Deadline.NONE);

            double[] together =
                    IntStream.range(0, 16)
                            .parallel()
                            .mapToDouble(_ ->
                                    lpips.between(
                                            random(64, 64, 1), random(64, 64, 2), Deadline.NONE))
                            .toArray();

            assertThat(together).containsOnly(alone);
        }
    }

    @Test
    void pictures_of_two_sizes_and_small_ones_are_a_callers_mistake() {
        try (PerceptualDistance lpips = lpips()) {
            assertThatThrownBy(() ->
                            lpips.between(random(64, 64, 1), random(65, 64, 1), Deadline.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            lpips.between(random(63, 64, 1), random(63, 64, 1), Deadline.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_comparison_ends_when_its_deadline_comes_and_the_model_works_on() {
        try (PerceptualDistance lpips = lpips()) {
            // Seconds are needed.
            Deadline soon = Deadline.after(Duration.ofMillis(200));
            assertThatThrownBy(
                            () -> lpips.between(random(2500, 2000, 1), random(2500, 2000, 2), soon))
                    .isInstanceOf(DeadlineExceeded.class);

            assertThat(lpips.between(random(64, 64, 1), random(64, 64, 2), Deadline.NONE))
                    .isPositive();
        }
    }

    @Test
    void a_comparison_ends_when_its_caller_goes_away() {
        try (PerceptualDistance lpips = lpips()) {
            Deadline deadline = Deadline.after(Duration.ofHours(1));
            CompletableFuture<Void> comparison =
                    CompletableFuture.runAsync(() -> {
                        for (int again = 0; again < 100; again++) {
                            lpips.between(random(900, 900, 1), random(900, 900, 2), deadline);
                        }
                    });
            deadline.cancel();

            assertThatThrownBy(comparison::join).hasCauseInstanceOf(DeadlineExceeded.class);
        }
    }

    @Test
    void who_waits_for_the_comparison_of_another_waits_no_longer_than_his_deadline() {
        try (PerceptualDistance lpips = lpips()) {
            Deadline whole = Deadline.after(Duration.ofHours(1));
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> {
                        while (!whole.isOver()) {
                            lpips.between(random(2500, 2000, 1), random(2500, 2000, 2), whole);
                        }
                    });
            Deadline soon = Deadline.after(Duration.ofMillis(100));
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    lpips.between(random(64, 64, 1), random(64, 64, 2), soon);
                                }
                            })
                    .isInstanceOf(DeadlineExceeded.class);
            whole.cancel();

            assertThat(other).failsWithin(Duration.ofMinutes(2));
        }
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> OnnxPerceptualDistance.load(Path.of("nowhere/lpips.onnx"), 1))
                .isInstanceOfSatisfying(
                        ModelUnavailable.class,
                        fault -> assertThat(fault.model()).isEqualTo("lpips"))
                .hasMessageContaining(Path.of("nowhere/lpips.onnx").toString());
    }

    @Test
    void a_file_that_is_no_model_is_refused() {
        assertThatThrownBy(() -> OnnxPerceptualDistance.load(model("not-a-model.onnx"), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("not-a-model.onnx");
    }

    @Test
    void a_model_of_something_else_is_refused() {
        assertThatThrownBy(() -> OnnxPerceptualDistance.load(model("tiny-320.onnx"), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("in0");
    }

    private static Path model(String file) {
        return TestData.project().resolve("src/test/resources/models").resolve(file);
    }
}

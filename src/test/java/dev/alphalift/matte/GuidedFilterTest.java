package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The guided filter and the blend beside NumPy's arithmetic over whole arrays, frozen.
class GuidedFilterTest {
    private static final JsonNode FROZEN = TestData.json("matte/refinement.json");
    private static final Workers WORKERS = new Workers(2);

    /// In 65,535ths: functions are added up in millionths and evaluated with 24 bits, where their
    /// factors may be in the hundreds.
    private static final int STEPS = 4;

    @AfterAll
    static void end() {
        WORKERS.close();
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    private static byte[] bytes(JsonNode node, String name) {
        try {
            return node.get(name).binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char[] fine(JsonNode node, String name) {
        byte[] bytes = bytes(node, name);
        char[] values = new char[bytes.length / 2];
        for (int at = 0; at < values.length; at++) {
            values[at] = (char) ((bytes[2 * at] & 0xff) | (bytes[2 * at + 1] & 0xff) << 8);
        }
        return values;
    }

    private static Size size(JsonNode node) {
        return new Size(node.get("width").asInt(), node.get("height").asInt());
    }

    private static RgbImage picture(JsonNode node) {
        return new RgbImage(size(node), bytes(node, "samples"));
    }

    private static Mask mask(JsonNode node) {
        return new Mask(size(node), bytes(node, "mask"));
    }

    private static Trimap trimap(JsonNode node) {
        return new Trimap(size(node), bytes(node, "trimap"));
    }

    private static FineAlpha guided(JsonNode node, int side, int radius, double epsilon) {
        BlockGrid grid = new BlockGrid(size(node), side);
        BlockSums sums = new BlockSums(grid, picture(node), mask(node));
        return new GuidedOpacity(picture(node), trimap(node), grid)
                .alpha(
                        () -> new GuidedFilter(grid, sums, 255, radius, epsilon),
                        radius,
                        WORKERS,
                        Deadline.NONE);
    }

    private static void assertNear(char[] values, char[] expected) {
        assertThat(values).hasSameSizeAs(expected);
        for (int at = 0; at < values.length; at++) {
            assertThat(Math.abs(values[at] - expected[at]))
                    .as("at %s", at)
                    .isLessThanOrEqualTo(STEPS);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void windows_of_pixels_give_what_numpy_gives(JsonNode node) {
        assertNear(guided(node, 1, 4, 1e-5).values(), fine(node, "pixels"));
        assertNear(guided(node, 1, 4, 1e-6).values(), fine(node, "small"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void windows_of_blocks_give_what_numpy_gives(JsonNode node) {
        assertNear(guided(node, 3, 2, 1e-5).values(), fine(node, "blocks"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_opacity_of_65535ths_is_filtered_like_one_of_255ths(JsonNode node) {
        BlockGrid grid = new BlockGrid(size(node), 1);
        PixelSums sums = new PixelSums(picture(node), FineAlpha.of(mask(node)));

        FineAlpha alpha =
                new GuidedOpacity(picture(node), trimap(node), grid)
                        .alpha(
                                () -> new GuidedFilter(grid, sums, FineAlpha.OPAQUE, 4, 1e-6),
                                1,
                                WORKERS,
                                Deadline.NONE);

        assertThat(alpha.values()).isEqualTo(guided(node, 1, 4, 1e-6).values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_blend_is_numpys_within_two_steps(JsonNode node) {
        FineAlpha other = new FineAlpha(size(node), fine(node, "pixels"));
        FineAlpha strayed = new FineAlpha(size(node), fine(node, "strayed"));

        Trust.blend(strayed, other, mask(node), trimap(node), WORKERS, Deadline.NONE);

        char[] expected = fine(node, "blended");
        for (int at = 0; at < expected.length; at++) {
            assertThat(Math.abs(other.values()[at] - expected[at])).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_trimap_is_sure_of_stays(JsonNode node) {
        Trimap trimap = trimap(node);
        char[] values = guided(node, 1, 4, 1e-5).values();

        for (int at = 0; at < values.length; at++) {
            if (!trimap.isUnknown(at)) {
                assertThat((int) values[at]).isEqualTo(trimap.values()[at] == 0 ? 0 : 65_535);
            }
        }
    }

    @Test
    void a_small_picture_is_filtered_with_a_radius_of_four_pixels() {
        JsonNode node = cases().findFirst().orElseThrow();

        FineAlpha alpha =
                GuidedFilterMatting.alpha(
                                picture(node), mask(node), trimap(node), WORKERS, Deadline.NONE)
                        .alpha();

        assertNear(alpha.values(), fine(node, "pixels"));
    }

    @Test
    void a_window_of_two_colours_takes_the_edge_where_the_picture_has_it() {
        // black | white, the mask a step too far to the right; one window covers all
        Size size = new Size(6, 1);
        byte[] samples = new byte[18];
        Arrays.fill(samples, 0, 9, (byte) 255);
        byte[] mask = {-1, -1, -1, -1, 0, 0};
        byte[] trimap = {-1, -128, -128, -128, -128, 0};
        BlockGrid grid = new BlockGrid(size, 1);
        RgbImage image = new RgbImage(size, samples);
        BlockSums sums = new BlockSums(grid, image, new Mask(size, mask));

        char[] values =
                new GuidedOpacity(image, new Trimap(size, trimap), grid)
                        .alpha(
                                () -> new GuidedFilter(grid, sums, 255, 6, 1e-5),
                                1,
                                WORKERS,
                                Deadline.NONE)
                        .values();

        // the means of the mask under white and under black: 1 and 1/3, but for epsilon
        assertThat((int) values[1]).isEqualTo((int) values[2]).isBetween(65_530, 65_535);
        assertThat((int) values[3]).isEqualTo((int) values[4]).isBetween(21_845, 21_850);
    }

    @ParameterizedTest
    @CsvSource({"640, 480, 1", "1600, 30, 1", "30, 1600, 2", "1400, 1100, 3"})
    void it_makes_no_difference_how_many_threads_there_are(int width, int height, int threads) {
        Scene scene = Scene.of(new Size(width, height), 11);
        try (Workers some = new Workers(threads + 1);
                Workers one = new Workers(1)) {
            FineAlpha alpha = scene.guided(some, Deadline.NONE);

            assertThat(alpha.values()).isEqualTo(scene.guided(one, Deadline.NONE).values());
        }
    }

    @Test
    void large_blocks_are_as_good_as_single_pixels() {
        Size size = new Size(200, 160);
        Scene scene = Scene.of(size, 3);
        BlockGrid blocks = new BlockGrid(size, 4);
        BlockGrid pixels = new BlockGrid(size, 1);
        BlockSums coarse = new BlockSums(blocks, scene.image(), scene.mask());
        BlockSums exact = new BlockSums(pixels, scene.image(), scene.mask());

        char[] fast =
                new GuidedOpacity(scene.image(), scene.trimap(), blocks)
                        .alpha(
                                () -> new GuidedFilter(blocks, coarse, 255, 4, 1e-5),
                                1,
                                WORKERS,
                                Deadline.NONE)
                        .values();
        char[] plain =
                new GuidedOpacity(scene.image(), scene.trimap(), pixels)
                        .alpha(
                                () -> new GuidedFilter(pixels, exact, 255, 17, 1e-5),
                                1,
                                WORKERS,
                                Deadline.NONE)
                        .values();

        long sum = 0;
        for (int at = 0; at < fast.length; at++) {
            sum += Math.abs(fast[at] - plain[at]);
        }
        // a 255th on average over the unknown pixels
        assertThat((double) sum / scene.trimap().unknownPixels()).isLessThan(257);
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "128"})
    void a_mask_of_one_value_comes_back(int value) {
        Size size = new Size(50, 40);
        RgbImage image = Scene.of(size, 5).image();
        byte[] values = new byte[2000];
        Arrays.fill(values, (byte) value);
        Mask mask = new Mask(size, values);
        Trimap trimap = ScaledTrimap.of(mask, WORKERS, Deadline.NONE);

        FineAlpha alpha =
                GuidedFilterMatting.alpha(image, mask, trimap, WORKERS, Deadline.NONE).alpha();

        assertThat(alpha.values()).isEqualTo(FineAlpha.of(mask).values());
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        Scene scene = Scene.of(new Size(300, 200), 1);

        assertThatThrownBy(() -> scene.guided(WORKERS, Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void a_deadline_in_the_middle_ends_the_work_there() {
        Scene scene = Scene.of(new Size(300, 200), 1);
        BlockGrid grid = new BlockGrid(scene.image().size(), 1);
        BlockSums sums = new BlockSums(grid, scene.image(), scene.mask());
        Deadline deadline = Deadline.after(Duration.ofDays(1));
        AtomicInteger last = new AtomicInteger();
        RowWindow.Source source =
                (y, row) -> {
                    if (y == 100) {
                        deadline.cancel();
                    }
                    last.set(y);
                    sums.read(y, row);
                };
        try (Workers one = new Workers(1)) {
            assertThatThrownBy(() ->
                            new GuidedOpacity(scene.image(), scene.trimap(), grid)
                                    .alpha(
                                            () -> new GuidedFilter(grid, source, 255, 4, 1e-5),
                                            1,
                                            one,
                                            deadline))
                    .isInstanceOf(DeadlineExceeded.class);
        }

        assertThat(last.get()).isBetween(100, 116);
    }

    @Test
    void sizes_must_be_alike() {
        Scene scene = Scene.of(new Size(30, 20), 1);
        Mask other = new Mask(new Size(3, 2), new byte[6]);

        assertThatThrownBy(() ->
                        GuidedFilterMatting.alpha(
                                        scene.image(),
                                        other,
                                        scene.trimap(),
                                        WORKERS,
                                        Deadline.NONE)
                                .alpha())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The mask (3x2) must be as large as the picture (30x20).");
    }

    @ParameterizedTest
    @CsvSource({"1200, 850", "4000, 40", "40, 4000"})
    void it_takes_no_more_memory_than_it_says(int width, int height) {
        Size size = new Size(width, height);
        Scene scene = Scene.of(size, 9);

        long taken = RefinementTimes.allocatedBy(() -> scene.guided(WORKERS, Deadline.NONE));

        assertThat(taken).isLessThan(GuidedFilterMatting.bytesAtMost(size, WORKERS.count()));
    }

    /// A soft disk of one colour in front of another, with grain.
    record Scene(RgbImage image, Mask mask, Trimap trimap) {
        static Scene of(Size size, long seed) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
            byte[] mask = new byte[samples.length / 3];
            byte[] trimap = new byte[mask.length];
            double radius = 0.35 * Math.max(4, Math.min(size.width(), size.height()));
            double soft = Math.max(2, 0.3 * radius);
            for (int at = 0; at < mask.length; at++) {
                double x = at % size.width() - size.width() / 2.0;
                double y = at / size.width() - size.height() / 2.0;
                double inside = (radius - Math.hypot(x, y)) / soft + 0.5;
                double blurred = Math.clamp(inside + 0.1 * Math.sin(x / 5), 0.0, 1.0);
                mask[at] = (byte) Math.round(255 * blurred);
                trimap[at] = (byte) (blurred == 0 ? 0 : blurred == 1 ? 255 : 128);
                double share = Math.clamp(2 * inside - 0.5, 0.0, 1.0);
                for (int c = 0; c < 3; c++) {
                    double colour = share * (60 + 60 * c) + (1 - share) * (190 - 70 * c);
                    samples[3 * at + c] = (byte) Math.round(colour + random.nextDouble(-4, 4));
                }
            }
            return new Scene(
                    new RgbImage(size, samples), new Mask(size, mask), new Trimap(size, trimap));
        }

        FineAlpha guided(Workers workers, Deadline deadline) {
            return GuidedFilterMatting.alpha(image, mask, trimap, workers, deadline).alpha();
        }
    }
}

package dev.alphalift.matte.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.PackedPlane;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be behind a cutout, by literals and beside NumPy and SciPy, frozen with their versions.
class BackdropTest {
    private static final JsonNode FROZEN = TestData.json("matte/backdrops.json");
    private static final Workers WORKERS = new Workers(2);
    private static final RgbImage PIXEL = new RgbImage(new Size(1, 1), new byte[] {9, 8, 7});

    @AfterAll
    static void end() {
        WORKERS.close();
    }

    private static Stream<JsonNode> frozen(String name) {
        return StreamSupport.stream(FROZEN.get(name).spliterator(), false);
    }

    static Stream<JsonNode> gradients() {
        return frozen("gradients");
    }

    static Stream<JsonNode> blurs() {
        return StreamSupport.stream(FROZEN.get("blurs").get(0).get("cases").spliterator(), false);
    }

    private static Size size(JsonNode node) {
        return new Size(node.get("width").asInt(), node.get("height").asInt());
    }

    private static byte[] plane(JsonNode node, String name, Size size, int channels) {
        return PackedPlane.of(node, name, Math.toIntExact(channels * size.pixels()));
    }

    private static Backdrop.Place place(Size canvas, RgbImage original, @Nullable Alpha subject) {
        return new Backdrop.Place(canvas, original, subject, WORKERS, Deadline.NONE);
    }

    private static PixelRows on(Backdrop backdrop, Size canvas) {
        return backdrop.on(place(canvas, PIXEL, null));
    }

    private static Rgba colour(JsonNode node) {
        return new Rgba(
                node.get(0).asInt(), node.get(1).asInt(), node.get(2).asInt(), node.get(3).asInt());
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void a_gradient_goes_as_css_has_it(JsonNode node) {
        Size size = size(node);
        Backdrop gradient =
                new Backdrop.Gradient(
                        colour(node.get("from")),
                        colour(node.get("to")),
                        node.get("degrees").asDouble());

        // One step where two ways to compute a half come out on different sides of it, which is a
        // column of nine.
        Pixels.of(on(gradient, size))
                .assertClose(
                        new Pixels(
                                size.width(), size.height(), 4, plane(node, "expected", size, 4)),
                        1,
                        0.88,
                        node.get("degrees").asText());
    }

    @Test
    void a_gradient_to_the_right_is_the_same_in_every_row() {
        Backdrop gradient =
                new Backdrop.Gradient(new Rgba(0, 0, 0, 255), new Rgba(200, 100, 40, 255), 90);

        assertThat(Pixels.of(on(gradient, new Size(2, 2))).samples())
                .containsExactly(
                        50, 25, 10, 255, 150, 75, 30, 255, 50, 25, 10, 255, 150, 75, 30, 255);
        assertThat(gradient.isOpaque()).isTrue();
    }

    @Test
    void a_colour_is_everywhere_and_keeps_its_own_when_it_cannot_be_seen() {
        assertThat(Pixels.of(on(new Backdrop.Colour(new Rgba(1, 2, 3, 0)), new Size(2, 1))))
                .extracting(Pixels::samples)
                .isEqualTo(new byte[] {1, 2, 3, 0, 1, 2, 3, 0});
        assertThat(new Backdrop.Colour(new Rgba(1, 2, 3, 4)).isOpaque()).isFalse();
    }

    /// Two steps: a strong blur is computed on a smaller picture and enlarged again.
    @ParameterizedTest
    @MethodSource("blurs")
    void an_original_is_blurred_around_its_subject_as_scipy_has_it(JsonNode node) {
        JsonNode given = FROZEN.get("blurs").get(0);
        Size size = size(given);
        RgbImage original = new RgbImage(size, plane(given, "samples", size, 3));
        Alpha subject = new Alpha(size, plane(given, "alpha", size, 1));
        byte[] expected = plane(node, "expected", size, 3);
        Backdrop blur = new Backdrop.Blur(new Length(node.get("sigma").asDouble(), Unit.PIXELS));

        byte[] samples = Pixels.of(blur.on(place(size, original, subject))).samples();

        double sum = 0;
        int most = 0;
        for (int at = 0; at < samples.length; at++) {
            int step = Math.abs((samples[at] & 0xff) - (expected[at] & 0xff));
            most = Math.max(most, step);
            sum += step;
        }
        assertThat(most).isLessThanOrEqualTo(2);
        assertThat(sum / samples.length).isLessThan(0.6);
    }

    @Test
    void no_colour_of_the_subject_runs_into_what_is_around_it() {
        // a red subject on the left, blue around
        Size size = new Size(60, 20);
        byte[] samples = new byte[3600];
        byte[] alpha = new byte[1200];
        for (int pixel = 0; pixel < 1200; pixel++) {
            boolean isSubject = pixel % 60 < 30;
            samples[3 * pixel + (isSubject ? 0 : 2)] = (byte) 255;
            alpha[pixel] = (byte) (isSubject ? 255 : 0);
        }
        RgbImage original = new RgbImage(size, samples);
        Backdrop blur = new Backdrop.Blur(new Length(4, Unit.PIXELS));

        Pixels with = Pixels.of(blur.on(place(size, original, new Alpha(size, alpha))));
        Pixels without = Pixels.of(blur.on(place(size, original, null)));

        assertThat(with.at(31, 10, 0)).isLessThan(15);
        assertThat(with.at(5, 10, 2)).as("behind the subject").isGreaterThan(240);
        assertThat(without.at(31, 10, 0)).isGreaterThan(80);
    }

    @Test
    void a_landscape_has_a_sky_above_a_meadow_and_is_the_same_again() {
        for (long seed = 1; seed <= 6; seed++) {
            Size size = new Size(90, 60);
            Pixels scene = Pixels.of(on(new Backdrop.Nature(seed), size));

            assertThat(mean(scene, 0, 20, 2)).as("blue").isGreaterThan(mean(scene, 45, 60, 2) + 30);
            assertThat(mean(scene, 45, 60, 1)).isGreaterThan(mean(scene, 45, 60, 2) + 15);
            assertThat(scene.samples())
                    .isEqualTo(Pixels.of(on(new Backdrop.Nature(seed), size)).samples());
        }
    }

    private static double mean(Pixels picture, int from, int to, int channel) {
        double sum = 0;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += picture.at(x, y, channel);
            }
        }
        return sum / ((to - from) * picture.width());
    }

    @Test
    void every_backdrop_covers_every_canvas() {
        Alpha opacity = new Alpha(new Size(1, 1), new byte[] {3});
        List<Backdrop> all =
                List.of(
                        new Backdrop.Colour(Rgba.TRANSPARENT),
                        new Backdrop.Gradient(Rgba.TRANSPARENT, Rgba.TRANSPARENT, -400),
                        Backdrop.Blur.DEFAULT,
                        new Backdrop.Blur(new Length(500, Unit.PIXELS)),
                        new Backdrop.Nature(7),
                        new Backdrop.Picture(PIXEL),
                        new Backdrop.Picture(new RgbImage(new Size(1, 1), new byte[3], opacity)));
        for (Size canvas : List.of(new Size(1, 1), new Size(1, 700), new Size(900, 2))) {
            for (Backdrop backdrop : all) {
                PixelRows rows = on(backdrop, canvas);

                assertThat(rows.size()).isEqualTo(canvas);
                assertThat(Pixels.of(rows).samples()).isNotEmpty();
                assertThat(backdrop.bytesPerPixel()).isBetween(0, 10);
            }
        }
        assertThat(all.getLast().isOpaque()).isFalse();
        assertThat(Pixels.of(on(all.getLast(), new Size(1, 1))).samples())
                .containsExactly(0, 0, 0, 3);
    }

    @Test
    void half_white_over_black_is_grey_by_values_and_lighter_by_light() {
        RgbImage black = new RgbImage(new Size(1, 1), new byte[3]);
        PixelRows white = on(new Backdrop.Colour(new Rgba(255, 255, 255, 128)), new Size(1, 1));

        assertThat(Pixels.of(Overlay.of(white, black, Blending.ENCODED)).samples())
                .containsExactly(128, 128, 128, 255);
        assertThat(Pixels.of(Overlay.of(white, black, Blending.LINEAR)).samples())
                .containsExactly(188, 188, 188, 255);
    }

    @Test
    void light_is_mixed_as_numpy_has_it() {
        JsonNode node = FROZEN.get("blending");
        Size size = size(node);
        PixelRows front = new Rows(size, plane(node, "front", size, 4));
        PixelRows behind = new Rows(size, plane(node, "behind", size, 4));
        byte[] expected = plane(node, "expected", size, 4);

        byte[] mixed = Pixels.of(Overlay.of(front, behind, Blending.LINEAR)).samples();

        int others = 0;
        for (int at = 0; at < mixed.length; at++) {
            // A pixel that cannot be seen has no colour.
            if (expected[at | 3] != 0) {
                assertThat(mixed[at] & 0xff).isCloseTo(expected[at] & 0xff, within(1));
                others += mixed[at] == expected[at] ? 0 : 1;
            }
        }
        assertThat(others).isLessThan(mixed.length / 100);
    }

    private record Rows(Size size, byte[] samples) implements PixelRows {
        @Override
        public Channels channels() {
            return Channels.RGBA;
        }

        @Override
        public void copyRow(int row, byte[] target, int offset) {
            int line = 4 * size.width();
            System.arraycopy(samples, row * line, target, offset, line);
        }
    }

    @Test
    void by_values_an_overlay_is_what_a_background_makes_of_a_cutout() {
        Size size = new Size(64, 64);
        PixelRows front = new Rows(size, TestData.mix(64, 64, 4));
        RgbImage picture = new RgbImage(size, TestData.mix(64, 64, 3));
        Rgba colour = new Rgba(10, 20, 250, 99);

        assertThat(Pixels.of(Overlay.of(front, picture, Blending.ENCODED)).samples())
                .isEqualTo(
                        Pixels.of(BackgroundPicture.covering(size, picture, WORKERS).behind(front))
                                .samples());
        assertThat(
                        Pixels.of(
                                        Overlay.of(
                                                front,
                                                on(new Backdrop.Colour(colour), size),
                                                Blending.ENCODED))
                                .samples())
                .isEqualTo(Pixels.of(new Background(colour).behind(front)).samples());
    }

    @Test
    void what_does_not_fit_is_a_mistake() {
        RgbImage large = new RgbImage(new Size(2, 1), new byte[6]);
        PixelRows cutout = on(new Backdrop.Colour(Rgba.TRANSPARENT), new Size(1, 1));

        assertThatThrownBy(() -> Overlay.of(cutout, large, Blending.ENCODED))
                .hasMessageContaining("(2x1) must be as large");
        assertThatThrownBy(() -> Overlay.of(large, large, Blending.ENCODED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new Backdrop.Gradient(Rgba.TRANSPARENT, Rgba.TRANSPARENT, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        Deadline over = Deadline.after(Duration.ZERO);
        for (Backdrop backdrop :
                List.of(
                        Backdrop.Blur.DEFAULT,
                        new Backdrop.Nature(1),
                        new Backdrop.Picture(PIXEL))) {
            assertThatThrownBy(() ->
                            backdrop.on(
                                    new Backdrop.Place(new Size(9, 9), PIXEL, null, WORKERS, over)))
                    .isInstanceOf(DeadlineExceeded.class);
        }
    }
}

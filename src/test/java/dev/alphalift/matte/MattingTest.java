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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trimaps, opacities and colours beside those of rembg (`-a`, `-dc`), frozen with its version.
class MattingTest {
    private static final JsonNode FROZEN = TestData.json("rembg/matting.json");
    private static final Workers WORKERS = new Workers(2);

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    static Stream<JsonNode> decontaminated() {
        return cases().filter(node -> node.has("decontaminated"));
    }

    private static RgbImage picture(JsonNode node) {
        JsonNode picture = FROZEN.get("pictures").get(node.get("picture").asText());
        Size size = new Size(picture.get("width").asInt(), picture.get("height").asInt());
        return new RgbImage(size, bytes(picture, "samples"));
    }

    private static byte[] bytes(JsonNode node, String name) {
        try {
            return node.get(name).binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mask mask(JsonNode node) {
        return new Mask(picture(node).size(), bytes(node, "values"));
    }

    private static Trimap trimap(JsonNode node) {
        return new TrimapOfMask(240, 10, node.get("erode").asInt()).of(mask(node));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_trimap_is_rembgs_for_all_erosions(JsonNode node) {
        assertThat(trimap(node).values()).isEqualTo(bytes(node, "trimap"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_opacity_and_its_colours_are_rembgs_within_a_step(JsonNode node) {
        RgbImage picture = picture(node);

        FineAlpha alpha = ClosedFormMatting.alpha(picture, trimap(node), Deadline.NONE);

        assertThat(alpha == null).isEqualTo(node.has("refused"));
        if (alpha != null) {
            assertIsNear(picture, alpha, bytes(node, "matted"));
        }
    }

    @ParameterizedTest
    @MethodSource("decontaminated")
    void colours_for_a_mask_are_rembgs_within_a_step(JsonNode node) {
        assertIsNear(picture(node), FineAlpha.of(mask(node)), bytes(node, "decontaminated"));
    }

    /// One step: where rembg's arithmetic in 32 bits falls on the other side of a whole number, and
    /// opaque pixels keep their colour, of which rembg cuts off what is below the point.
    private static void assertIsNear(RgbImage picture, FineAlpha alpha, byte[] expected) {
        byte[] opacity = alpha.alpha().values();
        byte[] colours = ForegroundColours.of(picture, alpha, WORKERS, Deadline.NONE).samples();
        int others = 0;
        for (int pixel = 0; pixel < opacity.length; pixel++) {
            int wanted = expected[4 * pixel + 3] & 0xff;
            assertThat(Math.abs((opacity[pixel] & 0xff) - wanted)).isLessThanOrEqualTo(1);
            for (int c = 0; c < 3; c++) {
                int difference = (colours[3 * pixel + c] & 0xff) - (expected[4 * pixel + c] & 0xff);
                assertThat(Math.abs(difference)).isLessThanOrEqualTo(1);
                others += difference != 0 && wanted > 0 && wanted < 255 ? 1 : 0;
            }
        }
        assertThat(others).isLessThanOrEqualTo(opacity.length / 50);
    }

    @Test
    void colours_on_a_line_leave_rounding_that_is_rembgs_too() {
        // black | a quarter of white | white, in every row; what is unknown lies in the middle.
        // By the definition it were 64; NumPy's solver makes 58.614 of pymatting 1.1.16's matrix.
        Size size = new Size(9, 5);
        byte[] samples = new byte[3 * 45];
        byte[] trimap = new byte[45];
        for (int pixel = 0; pixel < 45; pixel++) {
            int x = pixel % 9;
            byte colour = (byte) (x < 4 ? 0 : x == 4 ? 64 : 255);
            Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, colour);
            trimap[pixel] = (byte) (x < 3 ? 0 : x > 5 ? 255 : 128);
        }

        FineAlpha alpha =
                ClosedFormMatting.alpha(
                        new RgbImage(size, samples), new Trimap(size, trimap), Deadline.NONE);

        assertThat(alpha).isNotNull();
        for (int y = 0; y < 5; y++) {
            assertThat(alpha.alpha().values()[9 * y + 3] & 0xff).isLessThanOrEqualTo(1);
            assertThat(alpha.alpha().values()[9 * y + 4] & 0xff).isEqualTo(58);
            assertThat(alpha.alpha().values()[9 * y + 5] & 0xff).isGreaterThanOrEqualTo(254);
        }
    }

    @Test
    void a_mixture_gets_the_subjects_colour_back() {
        // red in front of green, half and half in the middle
        Size size = new Size(31, 9);
        byte[] samples = new byte[3 * 279];
        byte[] mask = new byte[279];
        for (int pixel = 0; pixel < 279; pixel++) {
            int x = pixel % 31;
            int share = x < 14 ? 255 : x > 16 ? 0 : 128;
            mask[pixel] = (byte) share;
            samples[3 * pixel] = (byte) share;
            samples[3 * pixel + 1] = (byte) (255 - share);
        }

        RgbImage colours =
                ForegroundColours.of(
                        new RgbImage(size, samples),
                        FineAlpha.of(new Mask(size, mask)),
                        WORKERS,
                        Deadline.NONE);

        int middle = 3 * (4 * 31 + 15);
        assertThat(colours.samples()[middle] & 0xff).isGreaterThan(240);
        assertThat(colours.samples()[middle + 1] & 0xff).isLessThan(15);
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        JsonNode node = cases().findFirst().orElseThrow();
        Deadline over = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() -> ClosedFormMatting.alpha(picture(node), trimap(node), over))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() ->
                        ForegroundColours.of(
                                picture(node), FineAlpha.of(mask(node)), WORKERS, over))
                .isInstanceOf(DeadlineExceeded.class);
    }
}

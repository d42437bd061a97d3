package dev.alphalift.matte.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.matte.Compositor;
import dev.alphalift.testdata.PackedPlane;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Shadows by literals and beside SciPy's, frozen with its version.
class ShadowTest {
    private static final JsonNode FROZEN =
            TestData.json("matte/backdrops.json").get("shadows").get(0);
    private static final Size SIZE =
            new Size(FROZEN.get("width").asInt(), FROZEN.get("height").asInt());

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    private static byte[] plane(JsonNode node, String name) {
        return PackedPlane.of(node, name, Math.toIntExact(SIZE.pixels()));
    }

    private static PixelRows cutout(Size size, byte... alpha) {
        RgbImage white = new RgbImage(size, filled(3 * alpha.length, 255));
        return Compositor.straightCutout(white, new Mask(size, alpha));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /// One step, since the outline is rounded before it is blurred; two where the shadow is so soft
    /// that a smaller plane holds it.
    @ParameterizedTest
    @MethodSource("cases")
    void a_shadow_falls_as_scipy_has_it(JsonNode node) {
        double sigma = node.get("sigma").asDouble();
        Shadow shadow =
                new Shadow(
                        Shadow.Kind.valueOf(node.get("kind").asText()),
                        1,
                        node.get("right").asDouble(),
                        node.get("down").asDouble(),
                        sigma,
                        Unit.PIXELS);

        Pixels rows = Pixels.of(shadow.behind(cutout(SIZE, plane(FROZEN, "alpha")), Deadline.NONE));

        byte[] expected = plane(node, "expected");
        int most = 0;
        for (int at = 0; at < expected.length; at++) {
            int opacity = rows.samples()[4 * at + 3] & 0xff;
            most = Math.max(most, Math.abs(opacity - (expected[at] & 0xff)));
            assertThat(rows.samples()[4 * at]).isZero();
        }
        assertThat(most).isLessThanOrEqualTo(sigma < 8 ? 1 : 2);
    }

    @Test
    void a_hard_shadow_is_the_outline_moved() {
        PixelRows cutout = cutout(new Size(2, 2), (byte) 255, (byte) 0, (byte) 0, (byte) 0);
        Shadow shadow = new Shadow(Shadow.Kind.DROP, 0.4, 1, 0, 0, Unit.PIXELS);

        PixelRows behind = shadow.behind(cutout, Deadline.NONE);

        // The pixel goes on beyond the left border.
        assertThat(Pixels.of(behind).samples())
                .containsExactly(0, 0, 0, 102, 0, 0, 0, 102, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Pixels.of(Overlay.of(cutout, behind, Blending.ENCODED)).samples())
                .containsExactly(-1, -1, -1, -1, 0, 0, 0, 102, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Shadow.Kind.class)
    void a_shadow_is_as_dark_as_it_is_strong(Shadow.Kind kind) {
        PixelRows cutout = cutout(SIZE, plane(FROZEN, "alpha"));
        Pixels full = shadow(Shadow.of(kind).withStrength(1), cutout);
        Pixels half = shadow(Shadow.of(kind).withStrength(0.5), cutout);
        Pixels none = shadow(Shadow.of(kind).withStrength(0), cutout);

        int darkest = 0;
        for (int at = 3; at < full.samples().length; at += 4) {
            int value = full.samples()[at] & 0xff;
            darkest = Math.max(darkest, value);
            assertThat(half.samples()[at] & 0xff).isBetween(value / 2, (value + 1) / 2);
            assertThat(none.samples()[at]).isZero();
        }
        assertThat(darkest).isGreaterThan(200);
    }

    private static Pixels shadow(Shadow shadow, PixelRows cutout) {
        return Pixels.of(shadow.behind(cutout, Deadline.NONE));
    }

    @ParameterizedTest
    @EnumSource(Shadow.Kind.class)
    void every_cutout_has_a_shadow_that_fits(Shadow.Kind kind) {
        for (int value : new int[] {0, 100, 255}) {
            for (Size size : new Size[] {new Size(1, 1), new Size(1, 60), new Size(60, 1)}) {
                PixelRows cutout = cutout(size, filled(Math.toIntExact(size.pixels()), value));
                for (Shadow shadow :
                        new Shadow[] {
                            Shadow.of(kind), new Shadow(kind, 1, -50, 50, 10, Unit.PERCENT)
                        }) {
                    PixelRows behind = shadow.behind(cutout, Deadline.NONE);

                    assertThat(behind.size()).isEqualTo(size);
                    assertThat(Pixels.of(behind).at(0, 0, 3)).isLessThanOrEqualTo(value);
                }
            }
        }
        assertThat(Shadow.of(kind).bytesPerPixel()).isPositive();
    }

    @Test
    void a_shadow_beyond_its_ranges_is_a_mistake() {
        assertThatThrownBy(() -> Shadow.of(Shadow.Kind.DROP).withStrength(1.01))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shadow(Shadow.Kind.DROP, 1, 51, 0, 0, Unit.PERCENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shadow(Shadow.Kind.DROP, 1, 0, 0, Double.NaN, Unit.PIXELS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Shadow.of(Shadow.Kind.DROP)
                                .behind(new Mask(new Size(1, 1), new byte[1]), Deadline.NONE))
                .hasMessageContaining("GREY");
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        PixelRows cutout = cutout(SIZE, plane(FROZEN, "alpha"));

        assertThatThrownBy(() ->
                        Shadow.of(Shadow.Kind.DROP).behind(cutout, Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineExceeded.class);
    }
}

package dev.alphalift.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.matte.backdrop.Background;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositorTest {
    private static final JsonNode FROZEN = TestData.json("pillow/compositing.json");
    private static final Size ALL = new Size(256, 256);

    /// Column is the value, row is the weight: all pairs at once.
    private static RgbImage values(boolean soft) {
        byte[] samples = new byte[3 * 256 * 256];
        byte[] opacity = new byte[256 * 256];
        for (int pixel = 0; pixel < 256 * 256; pixel++) {
            int value = pixel % 256;
            samples[3 * pixel] = (byte) value;
            samples[3 * pixel + 1] = (byte) (soft ? 255 - value : value);
            samples[3 * pixel + 2] = (byte) (soft ? value / 2 : value);
            opacity[pixel] = (byte) value;
        }
        return new RgbImage(ALL, samples, soft ? new Alpha(ALL, opacity) : null);
    }

    private static Mask weights() {
        byte[] values = new byte[256 * 256];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (byte) (pixel / 256);
        }
        return new Mask(ALL, values);
    }

    private static String hash(PixelRows rows) {
        return TestData.sha256(Pixels.of(rows).samples());
    }

    @Test
    void a_plain_cutout_is_darkened_as_pillow_does_it_for_all_values_and_weights() {
        PixelRows cutout = Compositor.darkenedCutout(values(false), weights());

        Pixels pixels = Pixels.of(cutout);
        FROZEN.get("cutout_red_rows")
                .properties()
                .forEach(row -> {
                    int y = Integer.parseInt(row.getKey());
                    for (int x = 0; x < 256; x++) {
                        assertThat(pixels.at(x, y, 0))
                                .as("value %d, weight %d", x, y)
                                .isEqualTo(row.getValue().get(x).asInt());
                    }
                });
        assertThat(hash(cutout)).isEqualTo(FROZEN.get("cutout_sha256").asText());
    }

    @Test
    void the_transparency_of_the_source_is_multiplied_by_the_mask() {
        assertThat(hash(Compositor.darkenedCutout(values(true), weights())))
                .isEqualTo(FROZEN.get("soft_cutout_sha256").asText());
    }

    static Stream<JsonNode> colours() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("colours")
    void a_colour_behind_a_cutout_is_rounded_as_pillow_does_it(JsonNode example) {
        JsonNode colour = example.get("colour");
        Background background =
                new Background(
                        new Rgba(
                                colour.get(0).asInt(),
                                colour.get(1).asInt(),
                                colour.get(2).asInt(),
                                colour.get(3).asInt()));
        RgbImage soft = new RgbImage(ALL, values(true).samples());

        PixelRows straight = background.behind(Compositor.straightCutout(soft, weights()));
        PixelRows darkened = background.behind(Compositor.darkenedCutout(values(false), weights()));

        Pixels pixels = Pixels.of(straight);
        for (JsonNode sample : example.get("over_straight_samples")) {
            for (int channel = 0; channel < 4; channel++) {
                assertThat(pixels.at(sample.get(0).asInt(), sample.get(1).asInt(), channel))
                        .as(sample.toString())
                        .isEqualTo(sample.get(2).get(channel).asInt());
            }
        }
        assertThat(hash(straight)).isEqualTo(example.get("over_straight_sha256").asText());
        assertThat(hash(darkened)).isEqualTo(example.get("over_cutout_sha256").asText());
    }

    @Test
    void putalpha_keeps_every_colour() {
        RgbImage image = new RgbImage(new Size(2, 1), new byte[] {1, 2, 3, 4, 5, 6});
        Mask mask = new Mask(new Size(2, 1), new byte[] {0, 9});

        assertThat(Pixels.of(Compositor.straightCutout(image, mask)).samples())
                .containsExactly(1, 2, 3, 0, 4, 5, 6, 9);
    }

    @Test
    void an_opaque_mask_keeps_every_pixel() {
        RgbImage image = new RgbImage(new Size(1, 1), new byte[] {1, 2, 3});
        Mask mask = new Mask(new Size(1, 1), new byte[] {(byte) 255});

        assertThat(Pixels.of(Compositor.darkenedCutout(image, mask)).samples())
                .containsExactly(1, 2, 3, 255);
    }

    @Test
    void a_mask_of_another_size_is_a_mistake() {
        RgbImage image = new RgbImage(new Size(1, 1), new byte[3]);
        Mask mask = new Mask(new Size(1, 2), new byte[2]);

        assertThatThrownBy(() -> Compositor.darkenedCutout(image, mask))
                .hasMessage("The mask (1x2) must be as large as the picture (1x1).");
        assertThatThrownBy(() -> Compositor.straightCutout(image, mask))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Background(Rgba.TRANSPARENT).behind(mask))
                .hasMessageContaining("GREY");
    }
}

package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Resampling;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Against Pillow, frozen by dev/parity/vitmatte_fixtures.py.
class TrimapInputTest {
    private static final JsonNode FROZEN = TestData.json("rembg/vitmatte.json");

    static Stream<JsonNode> nearest() {
        return StreamSupport.stream(FROZEN.get("nearest").spliterator(), false);
    }

    static Stream<Arguments> filtered() {
        return Stream.of(Resampling.values())
                .flatMap(filter ->
                        StreamSupport.stream(
                                        FROZEN.get(filter.name().toLowerCase(Locale.ROOT))
                                                .spliterator(),
                                        false)
                                .map(row -> Arguments.of(filter, row)));
    }

    private static Size source(JsonNode row) {
        return new Size(row.get(0).asInt(), row.get(1).asInt());
    }

    private static Size target(JsonNode row) {
        return new Size(row.get(2).asInt(), row.get(3).asInt());
    }

    private static byte[] ramp(Size size) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) (17 * (at % size.width()) + 31 * (at / size.width()));
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("nearest")
    void a_trimap_is_made_larger_and_smaller_by_the_pixels_that_pillow_takes(JsonNode row) {
        Trimap trimap = new Trimap(source(row), ramp(source(row)));

        assertThat(TestData.sha256(trimap.nearest(target(row)).values()))
                .isEqualTo(row.get(4).asText());
    }

    @ParameterizedTest
    @MethodSource("filtered")
    void pictures_and_strips_are_made_larger_and_smaller_to_the_bytes_of_pillow(
            Resampling filter, JsonNode row) {
        Mask mask = new Mask(source(row), ramp(source(row)));
        try (Workers workers = new Workers(2)) {
            assertThat(TestData.sha256(mask.resized(target(row), filter, workers).values()))
                    .isEqualTo(row.get(4).asText());
        }
    }

    @Test
    void the_planes_are_red_green_blue_and_the_trimap_each_from_0_to_1() {
        Size size = new Size(2, 1);
        RgbImage image = new RgbImage(size, new byte[] {51, 102, (byte) 153, 0, (byte) 255, 0});
        Trimap trimap = new Trimap(size, new byte[] {(byte) 128, (byte) 255});
        try (Workers workers = new Workers(1)) {
            Tensor input = TrimapInput.of(image, trimap, size, workers);

            assertThat(input.channels()).isEqualTo(4);
            assertThat(input.values()).containsExactly(.2f, 0, .4f, 1, .6f, 0, 128 / 255f, 1);
        }
    }
}

package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskSmoothingTest {
    static Stream<JsonNode> cases() {
        return StreamSupport.stream(
                TestData.json("golden/post_process.json").get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void smoothing_gives_the_bits_of_rembg(JsonNode example) {
        Size size = new Size(example.get("width").asInt(), example.get("height").asInt());
        byte[] input = input(example.get("input").asText(), size);
        assertThat(TestData.sha256(input)).isEqualTo(example.get("input_sha256").asText());

        byte[] result;
        try (Workers workers = new Workers(2)) {
            result = new MaskSmoothing(workers).smooth(new Mask(size, input)).values();
        }

        byte[] bits = Base64.getDecoder().decode(example.get("bits").asText());
        for (int pixel = 0; pixel < result.length; pixel++) {
            int expected = (bits[pixel / 8] >> (7 - pixel % 8) & 1) * 255;
            assertThat(result[pixel] & 0xff).as("pixel %d", pixel).isEqualTo(expected);
        }
    }

    private static byte[] input(String formula, Size size) {
        int width = size.width();
        int height = size.height();
        byte[] values = new byte[width * height];
        for (int at = 0; at < values.length; at++) {
            int x = at % width;
            int y = at / width;
            int right = 2 * x - width;
            int down = 2 * y - height;
            values[at] =
                    (byte)
                            switch (formula) {
                                case "noise" -> (x * 31 + y * 17 + (x * y) % 251) % 256;
                                case "disc" ->
                                        Math.clamp(
                                                510
                                                        - Math.floorDiv(
                                                                640 * (right * right + down * down),
                                                                width * height),
                                                0,
                                                255);
                                default -> (x / 4 + y / 3) % 3 == 0 ? 0 : 230;
                            };
        }
        return values;
    }
}

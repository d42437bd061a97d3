package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.TestData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {
    private static final JsonNode FROZEN = TestData.json("pillow/resampling.json");

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resizing_gives_the_bytes_of_pillow(JsonNode example) {
        Size size = new Size(example.get("width").asInt(), example.get("height").asInt());
        Size target =
                new Size(example.get("target_width").asInt(), example.get("target_height").asInt());
        int channels = example.get("channels").asInt();
        byte[] source = input(example.get("input").asText(), size, channels);
        assertThat(TestData.sha256(source)).isEqualTo(example.get("input_sha256").asText());

        byte[] result;
        try (Workers workers = new Workers(2)) {
            result = Resampling.LANCZOS.resize(source, size, channels, target, workers);
        }

        assertRows(example, result, target.width() * channels);
        assertThat(TestData.sha256(result)).isEqualTo(example.get("sha256").asText());
    }

    /// The hash alone would not tell where the first difference is.
    private static void assertRows(JsonNode example, byte[] result, int line) {
        for (JsonNode row : example.path("rows")) {
            int start = row.get("y").asInt() * line;
            for (int x = 0; x < row.get("values").size(); x++) {
                assertThat(result[start + x] & 0xff)
                        .as("row %d, sample %d", row.get("y").asInt(), x)
                        .isEqualTo(row.get("values").get(x).asInt());
            }
        }
    }

    private static byte[] input(String formula, Size size, int channels) {
        return switch (formula) {
            case "mix" -> TestData.mix(size.width(), size.height(), channels);
            case "checker" -> checker(size, channels);
            default -> blobs(size);
        };
    }

    private static byte[] checker(Size size, int channels) {
        byte[] values = new byte[Math.toIntExact(size.pixels() * channels)];
        for (int at = 0; at < values.length; at++) {
            int pixel = at / channels;
            int sum = pixel % size.width() + pixel / size.width() + at % channels;
            values[at] = (byte) (sum % 2 * 255);
        }
        return values;
    }

    private static byte[] blobs(Size size) {
        JsonNode box = FROZEN.get("box");
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        for (int at = 0; at < values.length; at++) {
            int x = at % size.width();
            int y = at / size.width();
            boolean inside =
                    x >= box.get("left").asInt()
                            && x < box.get("right").asInt()
                            && y >= box.get("top").asInt()
                            && y < box.get("bottom").asInt();
            int largest = 0;
            for (JsonNode blob : FROZEN.get("blobs")) {
                int right = x - blob.get("centreX").asInt();
                int down = y - blob.get("centreY").asInt();
                int radius = blob.get("radius").asInt();
                int distance = 255 * (right * right + down * down);
                largest = Math.max(largest, 255 - Math.floorDiv(distance, radius * radius));
            }
            values[at] = (byte) (inside ? 255 : Math.min(255, 2 * largest));
        }
        return values;
    }

    @Test
    void one_pixel_fills_any_size() {
        byte[] result =
                Resampling.LANCZOS.resize(
                        new byte[] {7, 80, (byte) 250}, new Size(1, 1), 3, new Size(2, 2), one());

        assertThat(result).containsExactly(7, 80, 250, 7, 80, 250, 7, 80, 250, 7, 80, 250);
    }

    @Test
    void a_size_that_stays_costs_nothing() {
        byte[] source = {1, 2, 3, 4};

        assertThat(Resampling.LANCZOS.resize(source, new Size(2, 2), 1, new Size(2, 2), one()))
                .isSameAs(source);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void the_number_of_workers_changes_nothing(int count) {
        byte[] source = TestData.mix(211, 173, 3);
        Size size = new Size(211, 173);
        byte[] expected = Resampling.LANCZOS.resize(source, size, 3, new Size(90, 301), one());

        try (Workers workers = new Workers(count)) {
            assertThat(Resampling.LANCZOS.resize(source, size, 3, new Size(90, 301), workers))
                    .isEqualTo(expected);
        }
    }

    private static Workers one() {
        return new Workers(1);
    }
}

package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a file says of how it lies, and wherever: it is turned as Pillow, and so rembg, turns
/// it. The values are frozen by `dev/parity/orientation_fixtures.py`.
class OrientationTest {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(1));

    static Stream<Arguments> files() {
        return StreamSupport.stream(
                        TestData.json("pillow/orientation.json").get("files").spliterator(), false)
                .map(file -> Arguments.of(file.get("name").asText(), file));
    }

    static Stream<Arguments> readable() {
        return files().filter(file -> !((JsonNode) file.get()[1]).has("error"));
    }

    static Stream<Arguments> refused() {
        return files().filter(file -> ((JsonNode) file.get()[1]).has("error"));
    }

    private static byte[] bytes(JsonNode file) throws IOException {
        byte[] packed = Base64.getDecoder().decode(file.get("zlib").asText());
        try (InflaterInputStream stream =
                new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void a_file_is_turned_as_pillow_turns_it(String name, JsonNode file) throws IOException {
        RgbImage image = DECODER.decode(bytes(file)).image();

        assertThat(image.size())
                .isEqualTo(new Size(file.get("width").asInt(), file.get("height").asInt()));
        assertThat(image.samples()).isEqualTo(Base64.getDecoder().decode(file.get("rgb").asText()));
    }

    /// Pillow fails at an Exif block that is none; the picture is whole.
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void a_damaged_block_costs_no_picture(String name, JsonNode file) throws IOException {
        assertThat(DECODER.decode(bytes(file)).image().size().pixels()).isEqualTo(15);
    }

    @Test
    void a_header_that_stands_there_thousands_of_times_is_passed_over_in_one_go() {
        byte[] jpeg = TestData.resource("pillow/formats/jpeg-orientation-6.jpg");
        int times = 10_000;
        byte[] segment = "Exif\0\0".repeat(times).getBytes(StandardCharsets.ISO_8859_1);

        byte[] longer = new byte[jpeg.length + segment.length + 4];
        System.arraycopy(jpeg, 0, longer, 0, 2);
        longer[2] = (byte) 0xff;
        longer[3] = (byte) 0xe1;
        longer[4] = (byte) (segment.length + 2 >> 8);
        longer[5] = (byte) (segment.length + 2);
        System.arraycopy(segment, 0, longer, 6, segment.length);
        System.arraycopy(jpeg, 2, longer, 6 + segment.length, jpeg.length - 2);

        assertThat(DECODER.decode(longer).image().samples())
                .isEqualTo(DECODER.decode(jpeg).image().samples());
    }
}

package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageFormatTest {
    private static final Map<String, ImageFormat> NAMES =
            Map.ofEntries(
                    Map.entry("gif", ImageFormat.GIF),
                    Map.entry("bmp", ImageFormat.BMP),
                    Map.entry("webp", ImageFormat.WEBP),
                    Map.entry("tiff", ImageFormat.TIFF),
                    Map.entry("heic", ImageFormat.HEIC),
                    Map.entry("avif", ImageFormat.AVIF),
                    Map.entry("svg", ImageFormat.SVG),
                    Map.entry("pdf", ImageFormat.PDF),
                    Map.entry("jxl", ImageFormat.JPEG_XL),
                    Map.entry("jp2", ImageFormat.JPEG_2000),
                    Map.entry("psd", ImageFormat.PSD),
                    Map.entry("ico", ImageFormat.ICO),
                    Map.entry("mp4", ImageFormat.UNKNOWN),
                    Map.entry("ppm", ImageFormat.UNKNOWN),
                    Map.entry("zip", ImageFormat.UNKNOWN));

    static Stream<Arguments> files() {
        JsonNode files = TestData.json("pillow/signatures.json").get("files");
        return StreamSupport.stream(files.spliterator(), false)
                .map(file -> Arguments.of(file.get("name").asText(), file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_format_is_named_by_its_bytes_and_refused_unless_it_is_read(String name, JsonNode file) {
        byte[] bytes = TestData.resource("pillow/" + file.get("file").asText());
        ImageFormat expected = NAMES.get(file.get("format").asText());
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, new Workers(1));

        assertThat(ImageFormat.of(bytes)).isEqualTo(expected);
        if (expected.isReadable()) {
            return;
        }
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOfSatisfying(
                        UnsupportedFormat.class,
                        fault -> assertThat(fault.format()).isEqualTo(expected.title()));
    }

    @Test
    void a_name_or_header_is_never_asked() {
        assertThat(ImageFormat.of(TestData.projectFile("samples/rocket.jpg")))
                .isEqualTo(ImageFormat.JPEG);
        assertThat(ImageFormat.of(TestData.projectFile("samples/chelsea.png")))
                .isEqualTo(ImageFormat.PNG);
    }
}

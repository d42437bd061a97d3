package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
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
                    Map.entry("mp4", ImageFormat.VIDEO),
                    Map.entry("ppm", ImageFormat.NETPBM),
                    Map.entry("zip", ImageFormat.ZIP));

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

    static Stream<Arguments> starts() {
        return Stream.of(
                Arguments.of("II*\0\20\0\0\0CR\2\0", ImageFormat.RAW),
                Arguments.of("IIRO\b\0\0\0", ImageFormat.RAW),
                Arguments.of("IIU\0\b\0\0\0", ImageFormat.RAW),
                Arguments.of("FUJIFILMCCD-RAW 0201", ImageFormat.RAW),
                Arguments.of("\0\0\0\30ftypcrx \0", ImageFormat.RAW),
                Arguments.of("\0\0\0\24ftypqt  \0", ImageFormat.VIDEO),
                Arguments.of("\0\0\0\10moov", ImageFormat.VIDEO),
                Arguments.of("\u001a\u0045\u00df\u00a3\u0093B", ImageFormat.VIDEO),
                Arguments.of("RIFF\0\0\0\0AVI LIST", ImageFormat.VIDEO),
                Arguments.of("\0\0\0\34ftypM4A \0", ImageFormat.AUDIO),
                Arguments.of("ID3\3\0", ImageFormat.AUDIO),
                Arguments.of("RIFF\0\0\0\0WAVEfmt ", ImageFormat.AUDIO),
                Arguments.of("<!DOCTYPE html><html></html>", ImageFormat.HTML),
                Arguments.of("%!PS-Adobe-3.0 EPSF", ImageFormat.POSTSCRIPT),
                Arguments.of("v/1\1\2\0\0\0", ImageFormat.OPEN_EXR),
                Arguments.of("#?RADIANCE\n", ImageFormat.RADIANCE),
                Arguments.of("\u008aMNG\r\n\u001a\n", ImageFormat.MNG),
                Arguments.of("\0\0\2\0\1\0", ImageFormat.ICO),
                Arguments.of("P7\nWIDTH 2\n", ImageFormat.NETPBM),
                Arguments.of("Hello", ImageFormat.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void what_people_upload_by_mistake_is_named(String start, ImageFormat expected) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ImageFormat.of(bytes)).isEqualTo(expected);
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, new Workers(1));
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOf(UnsupportedFormat.class)
                .hasMessageContaining("GIF, BMP, TIFF");
    }

    @Test
    void a_name_or_header_is_never_asked() {
        assertThat(ImageFormat.of(TestData.projectFile("samples/rocket.jpg")))
                .isEqualTo(ImageFormat.JPEG);
        assertThat(ImageFormat.of(TestData.projectFile("samples/chelsea.png")))
                .isEqualTo(ImageFormat.PNG);
    }
}

package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
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
                    Map.entry("cur", ImageFormat.CUR),
                    Map.entry("tga", ImageFormat.TGA),
                    Map.entry("pcx", ImageFormat.PCX),
                    Map.entry("dds", ImageFormat.DDS),
                    Map.entry("qoi", ImageFormat.QOI),
                    Map.entry("sgi", ImageFormat.SGI),
                    Map.entry("icns", ImageFormat.ICNS),
                    Map.entry("eps", ImageFormat.EPS),
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
        ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, new Workers(1));

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
                Arguments.of("%!PS-Adobe-3.0 EPSF-3.0\n", ImageFormat.EPS),
                Arguments.of("%!PS-Adobe-3.0\n%%Title: EPSF", ImageFormat.POSTSCRIPT),
                Arguments.of("\u00c5\u00d0\u00d3\u00c6\36\0\0\0", ImageFormat.EPS),
                Arguments.of("v/1\1\2\0\0\0", ImageFormat.OPEN_EXR),
                Arguments.of("#?RADIANCE\n", ImageFormat.RADIANCE),
                Arguments.of("\u008aMNG\r\n\u001a\n", ImageFormat.MNG),
                Arguments.of("SIMPLE  =                    T", ImageFormat.FITS),
                Arguments.of("\0".repeat(128) + "DICM", ImageFormat.DICOM),
                Arguments.of("\u008bJNG\r\n\u001a\n", ImageFormat.JNG),
                Arguments.of("gimp xcf v011\0", ImageFormat.XCF),
                Arguments.of("SDPX\0\0\40\0", ImageFormat.DPX),
                Arguments.of("II\u00bc\1\40\0\0\0", ImageFormat.JPEG_XR),
                Arguments.of("II\32\0\0\0HEAPCCDR", ImageFormat.RAW),
                Arguments.of("\0MRM\0\0", ImageFormat.RAW),
                Arguments.of("#?RGBE\n", ImageFormat.RADIANCE),
                Arguments.of("8BPS\0\2\0\0", ImageFormat.PSD),
                Arguments.of("\0\0\1\u00b3\24\0", ImageFormat.VIDEO),
                Arguments.of("\0\0\0\24ftypmp42\0\0\0\0isom", ImageFormat.VIDEO),
                Arguments.of("\n<html><body><svg/></body></html>", ImageFormat.HTML),
                Arguments.of("<!-- <b> -->\n<svg:svg xmlns:svg=''/>", ImageFormat.SVG),
                Arguments.of("\u00ff\u00fe<\0s\0v\0g\0>\0", ImageFormat.SVG),
                Arguments.of("P7\nWIDTH 2\n", ImageFormat.NETPBM),
                Arguments.of("Hello", ImageFormat.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void what_people_upload_by_mistake_is_named(String start, ImageFormat expected) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ImageFormat.of(bytes)).isEqualTo(expected);
        ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, new Workers(1));
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOf(UnsupportedFormat.class)
                .hasMessageContaining("GIF, BMP, TIFF");
    }

    static Stream<String> nothing() {
        return Stream.of(
                // The beginnings of icons, and no directory behind.
                "\0\0\1\0\1\0",
                "\0\0\2\0\1\0",
                "\0\0\1\0" + "\0".repeat(40),
                "\0\0\1\0\1\0\20\20\0\0\1\0\40\0\100\0\0\0\4\0\0\0" + "x".repeat(80),
                // Words that begin as formats do.
                "BMW builds cars, and this is a text about them.",
                "P1 is the first item of this list.",
                "P5\tis no picture either",
                "GIF8 is half a mark, and no more of it follows.",
                "8BPS is half a mark, too: no version behind it.",
                "#?Really a question",
                "Here is how to write <svg> and <html> in a text.",
                "%PDF without its dash",
                // A container whose brand says nothing of what is in it.
                "\0\0\0\24ftypzzzz\0\0\0\0zzzz",
                "RIFF\20\0\0\0CDRAvrsn",
                "\0\1\0\0\0\21\1\0\0\4\0\20GDEF a font",
                "\0".repeat(64),
                "\0\0\2\0" + "\0".repeat(60),
                "\0\0\2" + "\u00ff".repeat(60),
                "\n\5\1\10" + "\u00ff".repeat(124));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void what_only_begins_like_a_format_is_not_called_one(String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, new Workers(1));

        assertThat(ImageFormat.of(bytes)).isEqualTo(ImageFormat.UNKNOWN);
        assertThatThrownBy(() -> decoder.decode(bytes))
                .hasMessageContaining("no picture of a known format");
    }

    @Test
    void the_first_512_bytes_of_a_file_say_the_same_as_the_whole() {
        files().forEach(file -> {
            byte[] bytes =
                    TestData.resource("pillow/" + ((JsonNode) file.get()[1]).get("file").asText());
            byte[] start = Arrays.copyOf(bytes, Math.min(512, bytes.length));
            assertThat(ImageFormat.of(start))
                    .as((String) file.get()[0])
                    .isEqualTo(ImageFormat.of(bytes));
        });
    }

    @Test
    void random_bytes_are_hardly_ever_called_a_picture() {
        Random random = new Random(1017);
        Map<ImageFormat, Integer> named = new EnumMap<>(ImageFormat.class);
        for (int file = 0; file < 200_000; file++) {
            byte[] bytes = new byte[600];
            random.nextBytes(bytes);
            named.merge(ImageFormat.of(bytes), 1, Integer::sum);
        }

        // Two bytes make JPEG XL: 200,000 / 65,536.
        named.remove(ImageFormat.UNKNOWN);
        named.remove(ImageFormat.JPEG_XL);
        assertThat(named.values().stream().mapToInt(Integer::intValue).sum())
                .as("seed 1017: %s", named)
                .isLessThan(20);
    }

    @Test
    void a_name_or_header_is_never_asked() {
        assertThat(ImageFormat.of(TestData.projectFile("samples/rocket.jpg")))
                .isEqualTo(ImageFormat.JPEG);
        assertThat(ImageFormat.of(TestData.projectFile("samples/chelsea.png")))
                .isEqualTo(ImageFormat.PNG);
    }
}

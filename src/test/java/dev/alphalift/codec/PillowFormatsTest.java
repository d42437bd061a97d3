package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of JPEG, PNG, WebP, BMP, GIF and TIFF that Pillow 12 reads gives Pillow's pixels;
/// what it refuses is refused, but for the cases below, where a picture is all there and only a
/// careful reader would say no.
class PillowFormatsTest {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(2));

    private static final List<String> MANIFESTS = List.of("formats.json", "bmp-gif-tiff.json");

    /// Read here although Pillow refuses them, with the reason.
    private static final Map<String, String> READ_ALL_THE_SAME =
            Map.ofEntries(
                    Map.entry("jpeg-end-marker-missing", "all rows are there"),
                    Map.entry("jpeg-end-marker-missing-progressive", "all scans are there"),
                    Map.entry("jpeg-end-marker-half", "all rows are there"),
                    Map.entry("png-rgb-8-trns-short", "a chunk that the colours do not need"),
                    Map.entry("png-private-chunk-bad-name", "a chunk that nobody needs"),
                    Map.entry("png-data-chunks-apart", "all rows are there"),
                    Map.entry("png-checksum-wrong-ancillary", "a chunk that nobody needs"),
                    Map.entry("png-checksum-wrong-transparency", "the colours are whole"),
                    Map.entry("webp-exif-garbage", "the pixels are whole"),
                    Map.entry("webp-animated-still-picture", "its one frame is whole"),
                    Map.entry("webp-two-pictures-extended", "the first is whole"),
                    Map.entry("webp-length-odd-pad-missing", "a byte that means nothing"),
                    Map.entry("bmp-runs-8-ended-early", "what runs leave out is index 0"),
                    Map.entry("gif-extensions", "an empty extension that nobody needs"),
                    Map.entry("tiff-big-big-endian", "BigTIFF in either byte order"),
                    Map.entry("tiff-big-grey-16-white-is-zero", "as with little-endian"),
                    Map.entry("tiff-grey-opacity-unsaid", "a sample that nobody needs"),
                    Map.entry("tiff-palette-1-bits-reversed", "as with 8 bits"),
                    Map.entry("tiff-palette-2-bits-reversed", "as with 8 bits"),
                    Map.entry("tiff-palette-4-bits-reversed", "as with 8 bits"));

    /// Refused here although Pillow reads them, with the reason.
    private static final Map<String, String> REFUSED_HERE =
            Map.of(
                    "tiff-lab", "needs a colour engine",
                    "tiff-zstd", "the JDK has no Zstandard",
                    "tiff-strip-offsets-too-few", "the last rows would come out black, unseen",
                    "png-stream-row-missing", "the last row would come out black, unseen",
                    "png-chunk-length-beyond-31-bits", "no chunk can be found behind such a one");

    static Stream<Arguments> files() {
        return MANIFESTS.stream()
                .map(name -> TestData.json("pillow/" + name).get("files"))
                .flatMap(files -> StreamSupport.stream(files.spliterator(), false))
                .map(file -> Arguments.of(file.get("name").asText(), file));
    }

    static Stream<Arguments> readable() {
        return files().filter(file -> !hasLoadError((JsonNode) file.get()[1]))
                .filter(file -> !REFUSED_HERE.containsKey(file.get()[0]));
    }

    static Stream<Arguments> refused() {
        return files().filter(file ->
                hasLoadError((JsonNode) file.get()[1]) || REFUSED_HERE.containsKey(file.get()[0]));
    }

    private static boolean hasLoadError(JsonNode file) {
        return file.has("error") && !file.get("error").get("stage").asText().equals("rgba");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void a_file_that_pillow_reads_gives_the_pixels_of_pillow(String name, JsonNode file) {
        Photo photo = DECODER.decode(TestData.resource("pillow/" + file.get("file").asText()));

        assertThat(photo.image().size().width()).isEqualTo(file.get("width").asInt());
        assertThat(photo.image().size().height()).isEqualTo(file.get("height").asInt());
        if (file.path("loose").asBoolean()) {
            return;
        }
        byte[] samples = photo.image().samples();
        if (file.has("rgb")) {
            assertThat(samples).isEqualTo(bytes(file.get("rgb")));
        }
        assertThat(TestData.sha256(samples)).isEqualTo(file.get("rgb_sha256").asText());
        if (file.has("rgba")) {
            assertThat(withTransparency(photo)).isEqualTo(expectedRgba(file, samples));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void the_profile_and_the_resolution_are_kept(String name, JsonNode file) {
        Photo photo = DECODER.decode(TestData.resource("pillow/" + file.get("file").asText()));

        ColourProfile profile = photo.profile();
        byte[] embedded = profile == null ? null : profile.embedded();
        String hash = embedded == null ? "null" : TestData.sha256(embedded);
        if (!name.contains("icc-garbage") && !name.contains("iccp")) {
            assertThat(hash).isEqualTo(file.get("icc_sha256").asText());
        }
        Resolution resolution = photo.resolution();
        boolean turned = name.endsWith("turned");
        if (resolution != null && file.path("dpi").isArray()) {
            assertThat(resolution.horizontal() * 0.0254)
                    .isCloseTo(file.get("dpi").get(turned ? 1 : 0).asDouble(), within());
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        // Half a pixel a metre.
        return org.assertj.core.data.Offset.offset(0.0128);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void a_file_that_pillow_refuses_is_refused_with_a_typed_fault(String name, JsonNode file) {
        byte[] bytes = TestData.resource("pillow/" + file.get("file").asText());

        if (READ_ALL_THE_SAME.containsKey(name)) {
            assertThat(DECODER.decode(bytes).image().samples()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> DECODER.decode(bytes)).isInstanceOf(AlphaliftException.class);
        }
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    private static byte[] expectedRgba(JsonNode file, byte[] samples) {
        return file.get("rgba").asText().equals("opaque")
                ? interleave(samples, null)
                : bytes(file.get("rgba"));
    }

    private static byte[] withTransparency(Photo photo) {
        return interleave(photo.image().samples(), photo.image().transparency());
    }

    private static byte[] interleave(byte[] samples, Alpha alpha) {
        byte[] rgba = new byte[samples.length / 3 * 4];
        for (int pixel = 0; pixel < samples.length / 3; pixel++) {
            System.arraycopy(samples, 3 * pixel, rgba, 4 * pixel, 3);
            rgba[4 * pixel + 3] = alpha == null ? (byte) 255 : alpha.values()[pixel];
        }
        return rgba;
    }
}

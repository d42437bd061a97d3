package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Compositor;
import dev.alphalift.matte.backdrop.Background;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// rembg's own results (versions in golden/manifest.json) from the published model; ours come from
/// the rewritten one, whose masks differ by at most one step.
class GoldenTest {
    private static final BackgroundRemover REMOVER = PipelineFixture.remover();
    private static final double EQUAL_SHARE = 0.999;
    private static final double EQUAL_SHARE_POST_PROCESSED = 0.9999;

    @AfterAll
    static void close() {
        REMOVER.close();
    }

    static Stream<Arguments> pictures() {
        return StreamSupport.stream(
                        TestData.json("golden/manifest.json").get("results").spliterator(), false)
                .filter(result -> !result.get("file").isNull())
                .map(result -> Arguments.of(result.get("file").asText(), result));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void the_result_is_the_one_of_rembg(String file, JsonNode result) {
        byte[] source = TestData.projectFile(result.get("source").asText());
        assertThat(TestData.sha256(source)).isEqualTo(result.get("source_sha256").asText());
        String options = result.get("options").asText();

        Removal removal = REMOVER.remove(source, options(options), Deadline.NONE);

        Pixels expected = Pixels.ofPng(TestData.resource("golden/" + file));
        double share =
                options.startsWith("post-process") ? EQUAL_SHARE_POST_PROCESSED : EQUAL_SHARE;
        Pixels.ofPng(removal.bytes()).assertClose(expected, step(options), share, file);
    }

    /// One step, with two exceptions. A smoothed mask is 0 or 255, so that one step before the
    /// threshold can be all of it after. Over a colour, the plain cutout multiplies by the mask
    /// twice: once when it is darkened, once when it is laid over; one step of the mask is then up
    /// to two of the result.
    private static int step(String options) {
        if (options.startsWith("post-process")) {
            return 255;
        }
        return options.startsWith("background") ? 2 : 1;
    }

    @ParameterizedTest
    @CsvSource({"background,255", "background-half,100"})
    void from_the_same_mask_a_cutout_over_a_colour_is_the_one_of_rembg_exactly(
            String options, int alpha) {
        Photo photo =
                Formats.decoder(ImageLimits.DEFAULT, new Workers(1))
                        .decode(TestData.resource("golden/chelsea-small.png"));
        Pixels mask = Pixels.ofPng(TestData.resource("golden/chelsea-small.only-mask.png"));
        PixelRows cutout =
                Compositor.darkenedCutout(
                        photo.image(), new Mask(photo.image().size(), mask.samples()));

        PixelRows result = new Background(new Rgba(20, 200, 120, alpha)).behind(cutout);

        Pixels expected =
                Pixels.ofPng(TestData.resource("golden/chelsea-small." + options + ".png"));
        Pixels.of(result).assertClose(expected, 0, 1, options);
    }

    private static RemovalOptions options(String name) {
        RemovalOptions options = RemovalOptions.DEFAULT.withBackground(Rgba.TRANSPARENT);
        return switch (name) {
            case "plain" -> options;
            case "only-mask" -> options.withOnlyMask(true);
            case "post-process" -> options.withPostProcessMask(true);
            case "post-process-only-mask" -> options.withPostProcessMask(true).withOnlyMask(true);
            case "background" -> options.withBackground(new Rgba(20, 200, 120, 255));
            case "background-half" -> options.withBackground(new Rgba(20, 200, 120, 100));
            case "putalpha" -> options.withPutAlpha(true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void the_picture_that_rembg_tests_itself_by_comes_out_as_rembg_expects_it() {
        byte[] source = TestData.read(TestData.shared("data/rembg-golden/anime-girl-1.jpg"));
        byte[] expected =
                TestData.read(TestData.shared("data/rembg-golden/anime-girl-1.u2netp.png"));

        Removal removal = REMOVER.remove(source, RemovalOptions.DEFAULT, Deadline.NONE);

        Pixels.ofPng(removal.bytes())
                .assertClose(Pixels.ofPng(expected), 1, EQUAL_SHARE, "anime-girl-1");
    }
}

package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.BoundedWork;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged files end in a picture or a typed fault, never in anything else.
class FuzzTest {
    private static final int RUNS = 400;
    private static final ImageDecoder DECODER =
            Formats.decoder(new ImageLimits(4_000_000, 30 << 20, 16_383), new Workers(1));

    static List<String> files() {
        return Stream.concat(
                        Stream.of(
                                        "jpeg-420.jpg",
                                        "jpeg-440.jpg",
                                        "jpeg-progressive-420.jpg",
                                        "jpeg-ycck.jpg",
                                        "jpeg-grey.jpg",
                                        "jpeg-restart-blocks.jpg",
                                        "jpeg-icc-in-three.jpg",
                                        "jpeg-orientation-6.jpg",
                                        "png-8x8-interlaced.png",
                                        "png-grey-16-interlaced.png",
                                        "png-rgb-16-trns.png",
                                        "png-orientation-6-raw-profile.png",
                                        "png-icc-srgb-grey.png",
                                        "png-palette-length-odd.png",
                                        "webp-lossy.webp",
                                        "webp-lossless.webp",
                                        "webp-lossy-alpha.webp",
                                        "webp-lossless-alpha.webp",
                                        "webp-animated-offset-alpha.webp",
                                        "webp-icc-display-p3-orientation-6.webp",
                                        "webp-orientation-exif-3-xmp-6.webp")
                                .map(name -> "formats/" + name),
                        Stream.of(
                                        "bmp-palette-4-short.bmp",
                                        "bmp-rgb-565-masks.bmp",
                                        "bmp-masks-header-124.bmp",
                                        "bmp-runs-8-jump.bmp",
                                        "bmp-runs-4.bmp",
                                        "gif-pillow-large.gif",
                                        "gif-pillow-animated.gif",
                                        "gif-interlaced.gif",
                                        "gif-frame-over-the-edge-transparent.gif",
                                        "tiff-big-lzw.tif",
                                        "tiff-lzw-orientation-6.tif",
                                        "tiff-packbits-grey-alpha.tif",
                                        "tiff-deflate-predictor-rgba.tif",
                                        "tiff-jpeg-ycbcr.tif",
                                        "tiff-jpeg-cmyk.tif",
                                        "tiff-group3.tif",
                                        "tiff-group4-strips.tif",
                                        "tiff-ccitt.tif",
                                        "tiff-big-float.tif",
                                        "tiff-grey-12.tif",
                                        "tiff-palette-opacity.tif",
                                        "tiff-rgb-planar-tiled-deflate.tif",
                                        "tiff-pages-in-a-circle.tif")
                                .map(name -> "bmp-gif-tiff/" + name))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_with_flipped_bits_is_read_or_refused(String name) {
        byte[] whole = TestData.resource("pillow/" + name);
        for (long seed = 0; seed < RUNS; seed++) {
            RandomGenerator random = random(seed);
            byte[] bytes = whole.clone();
            for (int flip = 1 + random.nextInt(8); flip > 0; flip--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            decode(bytes, name, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_cut_off_anywhere_is_read_or_refused(String name) {
        byte[] whole = TestData.resource("pillow/" + name);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
            decode(Arrays.copyOf(whole, length), name, length);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_with_a_stretch_of_noise_is_read_or_refused(String name) {
        byte[] whole = TestData.resource("pillow/" + name);
        for (long seed = 0; seed < RUNS; seed++) {
            RandomGenerator random = random(seed);
            byte[] bytes = whole.clone();
            int start = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, start + 1 + random.nextInt(40));
            for (int at = start; at < end; at++) {
                bytes[at] = (byte) random.nextInt(256);
            }
            decode(bytes, name, seed);
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static void decode(byte[] bytes, String name, long seed) {
        BoundedWork.within(
                Duration.ofSeconds(20),
                name + ", seed " + seed,
                () -> {
                    try {
                        assertThat(DECODER.decode(bytes).image().samples()).isNotEmpty();
                    } catch (AlphaliftException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                    return null;
                });
    }
}

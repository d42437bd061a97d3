package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alphalift.codec.OutputFormat.Jpeg;
import dev.alphalift.codec.OutputFormat.Png;
import dev.alphalift.codec.OutputFormat.Webp;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.CutoutRows;
import dev.alphalift.testdata.Marked;
import dev.alphalift.testdata.TestData;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file says of its colours, in whatever words, stands in the result, in the words of its
/// format. Pixels are the same with and without.
class ColourTest {
    private static final Workers WORKERS = new Workers(1);
    private static final ImageEncoder ENCODER = Formats.encoder(WORKERS);
    private static final ImageDecoder DECODER = Formats.decoder(ImageLimits.DEFAULT, WORKERS);
    private static final Size SIZE = new Size(7, 5);
    private static final RgbImage IMAGE = new RgbImage(SIZE, TestData.mix(7, 5, 3));
    private static final Mask MASK = new Mask(SIZE, TestData.mix(7, 5, 1));
    private static final Jpeg JPEG = new Jpeg(90, Jpeg.WHITE);
    private static final Webp WEBP = new Webp(90, true);

    private static final byte[] DISPLAY_P3 = {12, 13, 0, 1};
    private static final byte[] PQ = {9, 16, 0, 1};
    private static final byte[] ICC = icc(400);
    private static final byte[] SRGB_PRIMARIES =
            Marked.numbers(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000);
    private static final byte[] ADOBE_PRIMARIES =
            Marked.numbers(31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000);

    private static byte[] icc(int length) {
        byte[] bytes = TestData.mix(length, 1, 1);
        ByteBuffer.wrap(bytes).putInt(0, length);
        System.arraycopy(Marked.latin("RGB "), 0, bytes, 16, 4);
        System.arraycopy(Marked.latin("acsp"), 0, bytes, 36, 4);
        return bytes;
    }

    private static byte[] iccp(byte[] profile) {
        return Marked.pngChunk(
                "iCCP", Marked.joined(Marked.latin("name\0\0"), Marked.deflated(profile)));
    }

    private static byte[] chunk(String type) {
        return switch (type) {
            case "cICP" -> Marked.pngChunk("cICP", DISPLAY_P3);
            case "cICP-sRGB" -> Marked.pngChunk("cICP", new byte[] {1, 13, 0, 1});
            case "cICP-PQ" -> Marked.pngChunk("cICP", PQ);
            case "cICP-narrow" -> Marked.pngChunk("cICP", new byte[] {12, 13, 0, 0});
            case "mDCV" -> Marked.pngChunk("mDCV", TestData.mix(24, 1, 1));
            case "cLLI" -> Marked.pngChunk("cLLI", Marked.numbers(10_000_000, 4_000_000));
            case "iCCP" -> iccp(ICC);
            case "sRGB" -> Marked.pngChunk("sRGB", new byte[] {1});
            case "gAMA" -> Marked.pngChunk("gAMA", Marked.numbers(45455));
            case "gAMA-1.8" -> Marked.pngChunk("gAMA", Marked.numbers(55556));
            case "cHRM" -> Marked.pngChunk("cHRM", SRGB_PRIMARIES);
            case "cHRM-Adobe" -> Marked.pngChunk("cHRM", ADOBE_PRIMARIES);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static byte[] plain(OutputFormat format) {
        return ENCODER.encode(IMAGE, format, null, null, Deadline.NONE);
    }

    private static byte[] pngWith(String types) {
        byte[][] chunks =
                types.isEmpty()
                        ? new byte[0][]
                        : Arrays.stream(types.split(" "))
                                .map(ColourTest::chunk)
                                .toArray(byte[][]::new);
        return Marked.png(plain(new Png()), chunks);
    }

    private static byte[] through(byte[] source, PixelRows rows, OutputFormat format) {
        Photo photo = DECODER.decode(source);
        assertThat(photo.image().size()).isEqualTo(SIZE);
        return ENCODER.encode(rows, format, photo.profile(), photo.resolution(), Deadline.NONE);
    }

    /// The ICC profile of a written JPEG or WebP file, null when there is none.
    private static byte[] iccOf(byte[] file) {
        ColourProfile profile = DECODER.decode(file).profile();
        return profile == null ? null : profile.embedded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cICP",
                "cICP-PQ mDCV cLLI",
                "cICP-PQ",
                "cICP-narrow",
                "sRGB",
                "gAMA",
                "gAMA cHRM",
                "gAMA-1.8 cHRM-Adobe",
                "cHRM",
                "sRGB gAMA cHRM",
                "iCCP",
                "cICP iCCP",
                "cICP iCCP sRGB gAMA cHRM",
                "cICP-PQ mDCV cLLI iCCP sRGB gAMA cHRM"
            })
    void all_that_a_png_says_of_colours_stands_in_the_png_that_comes_of_it(String types) {
        byte[] source = pngWith(types);
        Map<String, byte[]> said = Marked.pngChunks(source);

        for (PixelRows rows : List.of(IMAGE, new CutoutRows(IMAGE, MASK))) {
            byte[] file = through(source, rows, new Png());

            Map<String, byte[]> written = Marked.pngChunks(file);
            assertThat(written.keySet()).isEqualTo(said.keySet());
            for (String type : said.keySet()) {
                if (!List.of("IDAT", "IHDR", "iCCP").contains(type)) {
                    assertThat(written.get(type)).as(type).isEqualTo(said.get(type));
                }
            }
            Photo read = DECODER.decode(file);
            assertThat(read.profile()).isEqualTo(DECODER.decode(source).profile());
            assertThat(read.image().samples()).isEqualTo(IMAGE.samples());
        }
    }

    /// The order of the specification: `cICP`, `iCCP`, `sRGB`, `gAMA` with `cHRM`.
    @ParameterizedTest
    @CsvSource({
        "iCCP, file",
        "iCCP sRGB, file",
        "iCCP gAMA cHRM, file",
        "cICP iCCP sRGB gAMA-1.8, made",
        "cICP, made",
        "cICP-sRGB, none",
        "cICP-sRGB iCCP, none",
        "cICP-PQ, none",
        "cICP-PQ iCCP, file",
        "cICP-narrow iCCP, file",
        "sRGB, none",
        "sRGB gAMA-1.8 cHRM-Adobe, none",
        "gAMA-1.8, made",
        "gAMA cHRM, made",
        "gAMA-1.8 cHRM-Adobe, made",
        "cHRM, none"
    })
    void jpeg_and_webp_hold_a_profile_that_says_the_same(String types, String expected) {
        for (OutputFormat format : List.of(JPEG, WEBP)) {
            byte[] profile = iccOf(through(pngWith(types), IMAGE, format));

            switch (expected) {
                case "none" -> assertThat(profile).isNull();
                case "file" -> assertThat(profile).isEqualTo(ICC);
                default -> assertThat(profile).isNotNull().isNotEqualTo(ICC).hasSizeLessThan(800);
            }
        }
    }

    private static byte[] made(String types) {
        return iccOf(through(pngWith(types), IMAGE, JPEG));
    }

    private static double[] light(ICC_Profile profile, int tag) {
        ByteBuffer data = ByteBuffer.wrap(profile.getData(tag));
        return new double[] {
            data.getInt(8) / 65536.0, data.getInt(12) / 65536.0, data.getInt(16) / 65536.0
        };
    }

    private static void assertLights(byte[] icc, double[][] expected) {
        ICC_Profile profile = ICC_Profile.getInstance(icc);
        int[] tags = {
            ICC_Profile.icSigRedColorantTag,
            ICC_Profile.icSigGreenColorantTag,
            ICC_Profile.icSigBlueColorantTag
        };
        for (int light = 0; light < 3; light++) {
            // Profiles are rounded to 1/65536, and the published ones to that or a little more.
            assertThat(light(profile, tags[light])).containsExactly(expected[light], within(2e-4));
        }
    }

    /// As Apple's own profile has them.
    @Test
    void the_profile_of_display_p3_has_the_published_lights() {
        assertLights(
                made("cICP"),
                new double[][] {
                    {0.51512, 0.24120, -0.00105},
                    {0.29198, 0.69225, 0.04189},
                    {0.15710, 0.06657, 0.78407}
                });
    }

    /// As Adobe's own profile has them.
    @Test
    void the_profile_of_adobe_rgb_has_the_published_lights() {
        double[][] adobe = {
            {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
        };
        assertLights(made("gAMA-1.8 cHRM-Adobe"), adobe);
        assertLights(ColourProfile.adobe().icc(), adobe);
    }

    /// Read by the JDK's colour engine: sRGB's curve at a half is .21404, 2.2's .21764, 1.8's
    /// .28717 (IEC 61966-2-1; powers).
    @ParameterizedTest
    @CsvSource({"cICP, .21404", "gAMA cHRM, .21764", "gAMA-1.8 cHRM-Adobe, .28717"})
    void a_colour_engine_reads_the_curve_that_was_said(String types, double expected) {
        ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(made(types)));

        float[] grey = space.toCIEXYZ(new float[] {0.5f, 0.5f, 0.5f});
        float[] white = space.toCIEXYZ(new float[] {1, 1, 1});

        // The engine works with 16 bits.
        assertThat((double) grey[1]).isCloseTo(expected, within(2e-4));
        assertThat((double) white[0]).isCloseTo(0.9642, within(2e-4));
        assertThat((double) white[1]).isCloseTo(1, within(2e-4));
        assertThat((double) white[2]).isCloseTo(0.8249, within(2e-4));
    }

    /// By the matrices and curves of CSS Color 4, color(display-p3 .5 .25 .75) is color(srgb .5378
    /// .2322 .7771).
    @Test
    void a_colour_of_display_p3_is_the_one_that_css_says_in_srgb() {
        ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(made("cICP")));

        float[] srgb = space.toRGB(new float[] {0.5f, 0.25f, 0.75f});

        assertThat(space.getType()).isEqualTo(ColorSpace.TYPE_RGB);
        assertThat((double) srgb[0]).isCloseTo(0.5378, within(1e-3));
        assertThat((double) srgb[1]).isCloseTo(0.2322, within(1e-3));
        assertThat((double) srgb[2]).isCloseTo(0.7771, within(1e-3));
    }

    static List<byte[]> senseless() {
        return List.of(
                Marked.pngChunk("cICP", new byte[] {12, 13, 1, 1}),
                Marked.pngChunk("cICP", new byte[] {12, 13, 0}),
                Marked.pngChunk("cICP", new byte[] {12, 13, 0, 7}),
                Marked.pngChunk("sRGB", new byte[] {9}),
                Marked.pngChunk("sRGB", new byte[0]),
                Marked.pngChunk("gAMA", Marked.numbers(0)),
                Marked.pngChunk("gAMA", Marked.numbers(-5)),
                Marked.pngChunk("gAMA", new byte[700]),
                Marked.pngChunk("cHRM", new byte[32]),
                Marked.pngChunk("cHRM", Marked.numbers(31270, 1, 1, 1, 1, 1, 1, 1)),
                Marked.pngChunk("cHRM", Marked.numbers(90000, 90000, 640, 330, 300, 600, 1, 6)),
                Marked.pngChunk("cHRM", Arrays.copyOf(SRGB_PRIMARIES, 31)),
                Marked.pngChunk("mDCV", new byte[24]),
                Marked.pngChunk("cLLI", new byte[8]));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void a_chunk_that_makes_no_sense_is_left_out(byte[] chunk) {
        byte[] source = Marked.png(plain(new Png()), chunk);

        assertThat(Marked.pngChunks(through(source, IMAGE, new Png())).keySet())
                .containsExactly("IHDR", "IDAT", "IEND");
        assertThat(iccOf(through(source, IMAGE, JPEG))).isNull();
    }

    @Test
    void any_primaries_and_exponent_make_a_profile_or_none_but_no_mistake() {
        Random random = new Random(17);
        for (int file = 0; file < 3000; file++) {
            int[] values = new int[8];
            for (int i = 0; i < 8; i++) {
                values[i] = random.nextInt(100_001) >> random.nextInt(10);
            }
            byte[] source =
                    Marked.png(
                            plain(new Png()),
                            Marked.pngChunk(
                                    "gAMA",
                                    Marked.numbers(random.nextInt() >>> random.nextInt(31))),
                            Marked.pngChunk("cHRM", Marked.numbers(values)));
            byte[] icc = iccOf(through(source, IMAGE, JPEG));
            if (icc != null) {
                assertThat(ICC_Profile.getInstance(icc).getColorSpaceType())
                        .as("seed 17, file %d", file)
                        .isEqualTo(ColorSpace.TYPE_RGB);
            }
        }
    }

    @Test
    void a_second_chunk_of_a_kind_and_those_behind_the_pixels_do_not_count() {
        byte[] png = plain(new Png());
        byte[] twice = Marked.png(png, chunk("gAMA"), chunk("gAMA-1.8"));
        byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
        byte[] late = Marked.joined(Arrays.copyOf(png, png.length - 12), chunk("sRGB"), end);

        assertThat(Marked.pngChunks(through(twice, IMAGE, new Png())).get("gAMA"))
                .isEqualTo(Marked.numbers(45455));
        assertThat(Marked.pngChunks(through(late, IMAGE, new Png()))).doesNotContainKey("sRGB");
    }

    @Test
    void a_mask_says_nothing_of_colours() {
        byte[] source = pngWith("cICP iCCP sRGB gAMA cHRM");

        assertThat(Marked.pngChunks(through(source, MASK, new Png())).keySet())
                .containsExactly("IHDR", "IDAT", "IEND");
        assertThat(iccOf(through(source, MASK, JPEG))).isNull();
        assertThat(iccOf(through(source, MASK, WEBP))).isNull();
    }

    @Test
    void what_hangs_behind_a_profile_is_no_part_of_it() {
        byte[] source =
                Marked.png(plain(new Png()), iccp(Marked.joined(ICC, Marked.latin("a secret"))));

        assertThat(iccOf(through(source, IMAGE, JPEG))).isEqualTo(ICC);
    }

    /// 1 is sRGB, 2 Adobe RGB; 65535 with R03 is Adobe RGB, too (DCF 2.0).
    @ParameterizedTest
    @CsvSource({
        "1, R98, sRGB",
        "2, R98, Adobe",
        "65535, R03, Adobe",
        "65535, R98, none",
        "0, R98, none"
    })
    void what_exif_says_of_the_colours_of_a_jpeg_stands_in_the_result(
            int space, String index, String expected) {
        int exchange = 8 + (2 + 12 + 4) + (2 + 2 * 12 + 4);
        byte[] exif =
                Marked.exchange(
                        Marked.exif(new int[0][], new int[][] {{0xa001, 3, 1, space}}),
                        exchange,
                        index);
        byte[] segment = Marked.jpegSegment(0xe1, Marked.joined(Marked.latin("Exif\0\0"), exif));
        byte[] source = Marked.jpeg(plain(JPEG), segment);

        Map<String, byte[]> png = Marked.pngChunks(through(source, IMAGE, new Png()));
        byte[] jpeg = iccOf(through(source, IMAGE, JPEG));

        assertThat(png.containsKey("sRGB")).isEqualTo(expected.equals("sRGB"));
        assertThat(png.containsKey("iCCP")).isEqualTo(expected.equals("Adobe"));
        assertThat(jpeg).isEqualTo(expected.equals("Adobe") ? ColourProfile.adobe().icc() : null);
        assertThat(Marked.pngChunks(through(source, MASK, new Png())))
                .doesNotContainKeys("sRGB", "iCCP");
    }

    @Test
    void a_profile_in_a_jpeg_counts_more_than_exif() {
        byte[] exif =
                Marked.joined(
                        Marked.latin("Exif\0\0"),
                        Marked.exif(new int[0][], new int[][] {{0xa001, 3, 1, 2}}));
        byte[] profile = Marked.joined(Marked.latin("ICC_PROFILE\0\1\1"), ICC);
        byte[] source =
                Marked.jpeg(
                        plain(JPEG),
                        Marked.jpegSegment(0xe1, exif),
                        Marked.jpegSegment(0xe2, profile));

        assertThat(iccOf(through(source, IMAGE, JPEG))).isEqualTo(ICC);
    }

    /// A bitmap of 7 x 5 with the largest of its headers.
    private static byte[] bmp(int colourSpace, int intent, byte[] profile) {
        int stride = 24;
        ByteBuffer file =
                ByteBuffer.allocate(14 + 124 + 5 * stride + profile.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put(Marked.latin("BM")).putInt(file.capacity()).putInt(0).putInt(138);
        file.putInt(124).putInt(7).putInt(5).putShort((short) 1).putShort((short) 24);
        file.putInt(14 + 56, colourSpace).putInt(14 + 108, intent);
        file.putInt(14 + 112, 124 + 5 * stride).putInt(14 + 116, profile.length);
        file.put(138 + 5 * stride, profile);
        return file.array();
    }

    @Test
    void what_a_bitmap_says_of_its_colours_stands_in_the_result() {
        int named = 0x73524742;
        int within = 0x4d424544;
        int linked = 0x4c494e4b;

        assertThat(Marked.pngChunks(through(bmp(named, 2, ICC), IMAGE, new Png())).get("sRGB"))
                .containsExactly(1);
        assertThat(iccOf(through(bmp(named, 2, ICC), IMAGE, JPEG))).isNull();
        assertThat(iccOf(through(bmp(within, 4, ICC), IMAGE, new Png()))).isEqualTo(ICC);
        assertThat(iccOf(through(bmp(within, 4, ICC), IMAGE, WEBP))).isEqualTo(ICC);
        assertThat(DECODER.decode(bmp(within, 4, new byte[300])).profile()).isNull();
        assertThat(DECODER.decode(bmp(linked, 4, Marked.latin("C:\\me.icc"))).profile()).isNull();
        byte[] far = bmp(within, 4, ICC);
        ByteBuffer.wrap(far).order(ByteOrder.LITTLE_ENDIAN).putInt(14 + 112, -1);
        assertThat(DECODER.decode(far).profile()).isNull();
    }

    @Test
    void a_profile_in_a_gif_is_kept() {
        byte[] gif = TestData.resource("pillow/signatures/gif.bin");
        byte[] mark =
                Marked.joined(new byte[] {0x21, (byte) 0xff, 11}, Marked.latin("ICCRGBG1012"));
        byte[] blocks =
                Marked.joined(
                        new byte[] {(byte) 200},
                        Arrays.copyOf(ICC, 200),
                        new byte[] {(byte) 200},
                        Arrays.copyOfRange(ICC, 200, 400),
                        new byte[1]);
        int screen = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
        byte[] source =
                Marked.joined(
                        Arrays.copyOf(gif, screen),
                        mark,
                        blocks,
                        Arrays.copyOfRange(gif, screen, gif.length));

        Photo photo = DECODER.decode(source);

        assertThat(photo.profile().embedded()).isEqualTo(ICC);
        assertThat(photo.image().samples()).isEqualTo(DECODER.decode(gif).image().samples());
    }
}

package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What decides how a picture looks goes with it; where it was taken, when, by whom and with what
/// stays behind, whatever part of the file says it.
class PrivacyTest {
    private static final Workers WORKERS = new Workers(1);
    private static final ImageEncoder ENCODER = Formats.encoder(WORKERS);
    private static final ImageDecoder DECODER = Formats.decoder(ImageLimits.DEFAULT, WORKERS);
    private static final RgbImage IMAGE = new RgbImage(new Size(7, 5), TestData.mix(7, 5, 3));

    /// Stands wherever a file can hold words.
    private static final String SECRET = "48.2082N 16.3738E Vienna Jane";

    private static final byte[] WORDS = Marked.latin(SECRET);

    private static byte[] plain(OutputFormat format) {
        return ENCODER.encode(IMAGE, format, null, new Resolution(2835, 2835), Deadline.NONE);
    }

    /// An Exif block with a camera's name, a place (GPS), a time, a note, and a small picture
    /// behind, and the orientation that is needed.
    private static byte[] exif() {
        int first = 8 + 2 + 12 * 6 + 4;
        int second = first + 2 + 12 * 2 + 4;
        byte[] thumbnail =
                Marked.joined(plain(new OutputFormat.Jpeg(60, OutputFormat.Jpeg.WHITE)), WORDS);
        int texts = second + 2 + 12 * 2 + 4;
        int picture = texts + WORDS.length;
        ByteBuffer block =
                ByteBuffer.allocate(picture + thumbnail.length).order(ByteOrder.LITTLE_ENDIAN);
        block.put(Marked.latin("II*\0")).putInt(8).putShort((short) 6);
        entry(block, 0x10f, 2, WORDS.length, texts);
        entry(block, 0x110, 2, WORDS.length, texts);
        entry(block, 0x112, 3, 1, 1);
        entry(block, 0x132, 2, WORDS.length, texts);
        entry(block, 0x13b, 2, WORDS.length, texts);
        entry(block, 0x8825, 4, 1, first);
        block.putInt(second);
        block.putShort((short) 2);
        entry(block, 0x1d, 2, WORDS.length, texts);
        entry(block, 0x1b, 7, WORDS.length, texts);
        block.putInt(0);
        block.putShort((short) 2);
        entry(block, 0x201, 4, 1, picture);
        entry(block, 0x202, 4, 1, thumbnail.length);
        return block.putInt(0).put(WORDS).put(thumbnail).array();
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] xmp() {
        return Marked.latin(
                "<x:xmpmeta><rdf:Description exif:GPSLatitude='%s' dc:creator='%s'/></x:xmpmeta>"
                        .formatted(SECRET, SECRET));
    }

    private static byte[] jpeg() {
        byte[] file = plain(new OutputFormat.Jpeg(90, OutputFormat.Jpeg.WHITE));
        List<byte[]> segments = new ArrayList<>();
        segments.add(Marked.jpegSegment(0xe1, Marked.joined(Marked.latin("Exif\0\0"), exif())));
        segments.add(
                Marked.jpegSegment(
                        0xe1,
                        Marked.joined(Marked.latin("http://ns.adobe.com/xap/1.0/\0"), xmp())));
        segments.add(
                Marked.jpegSegment(
                        0xed, Marked.joined(Marked.latin("Photoshop 3.0\0008BIM\4\4\0\0"), WORDS)));
        segments.add(Marked.jpegSegment(0xe2, Marked.joined(Marked.latin("MPF\0"), WORDS)));
        segments.add(Marked.jpegSegment(0xeb, WORDS));
        segments.add(Marked.jpegSegment(0xfe, WORDS));
        segments.add(Marked.jpegSegment(0xe0, Marked.joined(Marked.latin("JFXX\0\20"), WORDS)));
        return Marked.joined(Marked.jpeg(file, segments.toArray(byte[][]::new)), WORDS);
    }

    private static byte[] png() {
        byte[] text = Marked.joined(Marked.latin("Comment\0"), WORDS);
        byte[] packed = Marked.joined(Marked.latin("Author\0\0"), Marked.deflated(WORDS));
        byte[] international = Marked.joined(Marked.latin("XML:com.adobe.xmp\0\0\0\0\0"), xmp());
        byte[] raw = Marked.joined(Marked.latin("Raw profile type iptc\0\niptc\n 29\n"), WORDS);
        byte[] file =
                Marked.png(
                        plain(new OutputFormat.Png()),
                        Marked.pngChunk("eXIf", exif()),
                        Marked.pngChunk("tEXt", text),
                        Marked.pngChunk("zTXt", packed),
                        Marked.pngChunk("iTXt", international),
                        Marked.pngChunk("tEXt", raw),
                        Marked.pngChunk("tIME", new byte[] {7, (byte) 234, 11, 30, 8, 37, 33}),
                        Marked.pngChunk("sPLT", Marked.joined(WORDS, new byte[] {0, 8})),
                        Marked.pngChunk("caBX", WORDS),
                        Marked.pngChunk("prVt", WORDS));
        return Marked.joined(file, WORDS);
    }

    private static byte[] webp() {
        return Marked.joined(
                Marked.webp(
                        ENCODER.encode(
                                IMAGE, new OutputFormat.Webp(90, true), null, null, Deadline.NONE),
                        0x0c,
                        7,
                        5,
                        Marked.webpChunk("EXIF", exif()),
                        Marked.webpChunk("XMP ", xmp()),
                        Marked.webpChunk("NOTE", WORDS)),
                WORDS);
    }

    private static byte[] tiff() {
        int entries = 14;
        int behind = 8 + 2 + 12 * entries + 4;
        byte[] pixels = IMAGE.samples();
        ByteBuffer file =
                ByteBuffer.allocate(behind + 6 + WORDS.length + xmp().length + pixels.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        int words = behind + 6;
        int packet = words + WORDS.length;
        file.put(Marked.latin("II*\0")).putInt(8).putShort((short) entries);
        entry(file, 256, 3, 1, 7);
        entry(file, 257, 3, 1, 5);
        entry(file, 258, 3, 3, behind);
        entry(file, 259, 3, 1, 1);
        entry(file, 262, 3, 1, 2);
        entry(file, 270, 2, WORDS.length, words);
        entry(file, 271, 2, WORDS.length, words);
        entry(file, 273, 4, 1, packet + xmp().length);
        entry(file, 277, 3, 1, 3);
        entry(file, 279, 4, 1, pixels.length);
        entry(file, 315, 2, WORDS.length, words);
        entry(file, 700, 1, xmp().length, packet);
        entry(file, 33432, 2, WORDS.length, words);
        entry(file, 33723, 7, WORDS.length, words);
        file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
        return file.put(WORDS).put(xmp()).put(pixels).array();
    }

    private static byte[] gif() {
        byte[] gif = TestData.resource("pillow/signatures/gif.bin");
        int screen = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
        byte[] words = Marked.joined(new byte[] {(byte) WORDS.length}, WORDS, new byte[1]);
        return Marked.joined(
                Arrays.copyOf(gif, screen),
                new byte[] {0x21, (byte) 0xfe},
                words,
                new byte[] {0x21, (byte) 0xff, 11},
                Marked.latin("XMP DataXMP"),
                words,
                Arrays.copyOfRange(gif, screen, gif.length),
                WORDS);
    }

    private static byte[] bmp() {
        return Marked.joined(TestData.resource("pillow/signatures/bmp.bin"), WORDS);
    }

    static Stream<Arguments> sources() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpeg", jpeg());
        files.put("png", png());
        files.put("webp", webp());
        files.put("tiff", tiff());
        files.put("gif", gif());
        files.put("bmp", bmp());
        return files.entrySet().stream()
                .flatMap(file ->
                        Stream.of("png", "webp", "webp lossless", "jpg", "zip")
                                .map(format ->
                                        Arguments.of(file.getKey(), format, file.getValue())));
    }

    private static OutputFormat format(String name) {
        return switch (name) {
            case "zip" -> new OutputFormat.Zip(90);
            case "webp lossless" -> new OutputFormat.Webp(90, true);
            default -> OutputFormat.named(name, 90, false, OutputFormat.Jpeg.WHITE);
        };
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("sources")
    void nothing_that_tells_of_people_or_places_is_in_the_result(
            String name, String format, byte[] source) throws IOException {
        assertThat(Marked.contains(source, WORDS)).isTrue();
        Photo photo = DECODER.decode(source);
        Mask mask =
                new Mask(
                        photo.image().size(),
                        TestData.mix(
                                photo.image().size().width(), photo.image().size().height(), 1));
        OutputFormat wanted = format(format);
        List<PixelRows> pictures =
                wanted instanceof OutputFormat.Zip
                        ? List.of(new CutoutRows(photo.image(), mask))
                        : List.of(photo.image(), new CutoutRows(photo.image(), mask), mask);

        for (PixelRows rows : pictures) {
            byte[] file =
                    ENCODER.encode(
                            rows, wanted, photo.profile(), photo.resolution(), Deadline.NONE);

            assertHoldsPixelsOnly(file);
        }
    }

    private static void assertHoldsPixelsOnly(byte[] file) throws IOException {
        for (String word : List.of(SECRET, "Vienna", "Jane", "GPS", "xmpmeta", "2026")) {
            assertThat(Marked.contains(file, Marked.latin(word))).as(word).isFalse();
        }
        switch (ImageFormat.of(file)) {
            case PNG ->
                    assertThat(Marked.pngChunks(file).keySet())
                            .isSubsetOf("IHDR", "pHYs", "sRGB", "IDAT", "IEND");
            case JPEG -> {
                assertThat(Marked.jpegSegments(file).keySet())
                        .isSubsetOf("e0", "db", "c0", "c4", "da");
                // JFIF's segment without a small picture in it.
                assertThat(Marked.jpegSegments(file).get("e0")).hasSize(14);
            }
            case WEBP -> {
                Map<String, byte[]> chunks = Marked.webpChunks(file);
                assertThat(chunks.keySet()).isSubsetOf("VP8X", "VP8 ", "VP8L", "ALPH", "EXIF");
                if (chunks.containsKey("EXIF")) {
                    // Three entries: how densely it is to be printed.
                    assertThat(chunks.get("EXIF")).hasSize(66);
                }
            }
            default -> assertHoldsPixelsOnly(entries(file));
        }
    }

    private static void assertHoldsPixelsOnly(List<byte[]> files) throws IOException {
        assertThat(files).hasSize(2);
        for (byte[] file : files) {
            assertHoldsPixelsOnly(file);
        }
    }

    private static List<byte[]> entries(byte[] archive) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).isIn("color.jpg", "alpha.png");
                assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
                assertThat(entry.getExtra()).isNull();
                files.add(zip.readAllBytes());
            }
        }
        return files;
    }
}

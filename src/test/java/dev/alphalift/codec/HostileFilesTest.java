package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/// Small files that promise or demand a lot: each ends soon, in a picture or a typed fault.
class HostileFilesTest {
    private static final ImageDecoder DECODER =
            new ImageDecoder(ImageLimits.DEFAULT, new Workers(2));

    /// The limit that the whole product keeps; all of these take a fraction of it.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Photo decode(byte[] bytes) {
        return assertTimeoutPreemptively(PATIENCE, () -> DECODER.decode(bytes));
    }

    private static byte[] fixture(String name) {
        return TestData.resource("pillow/" + name);
    }

    @Test
    void a_gif_of_26_bytes_and_half_a_gigapixel_is_refused_by_its_header() {
        byte[] bomb = Base64.getDecoder().decode("R0lGODlh////HwAAACwAAAAA////HwACADs=");

        assertThat(bomb).hasSize(26);
        assertThatThrownBy(() -> decode(bomb)).isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void a_gif_of_nothing_but_clear_codes_ends_soon() {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes("GIF89a".getBytes(StandardCharsets.ISO_8859_1));
        gif.writeBytes(new byte[] {16, 0, 16, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 16, 0, 16, 0, 0, 2});
        byte[] block = new byte[256];
        // Codes of three bits, all of them 4.
        byte[] clears = {(byte) 0x24, (byte) 0x49, (byte) 0x92};
        for (int at = 0; at < 255; at++) {
            block[at + 1] = clears[at % 3];
        }
        block[0] = (byte) 255;
        while (gif.size() < 20 << 20) {
            gif.writeBytes(block);
        }

        assertThatThrownBy(() -> decode(gif.toByteArray())).isInstanceOf(UnreadableImage.class);
    }

    @Test
    void a_bmp_without_the_pixels_that_it_claims_is_refused_before_they_are_allocated() {
        byte[] bmp = Arrays.copyOf(fixture("bmp-gif-tiff/bmp-rgb-24.bmp"), 200);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 7000).putInt(22, 7000);

        assertThatThrownBy(() -> decode(bmp))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void a_bmp_of_minimal_height_is_refused() {
        byte[] bmp = fixture("bmp-gif-tiff/bmp-rgb-24.bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);

        assertThatThrownBy(() -> decode(bmp)).isInstanceOf(UnreadableImage.class);
    }

    @Test
    void tiff_directories_in_a_circle_do_no_harm() {
        assertThat(decode(fixture("bmp-gif-tiff/tiff-pages-itself-next.tif")).image().size())
                .hasToString("19x13");
        assertThat(decode(fixture("bmp-gif-tiff/tiff-pages-in-a-circle.tif")).image().size())
                .hasToString("19x13");
    }

    @Test
    void a_tiff_with_billions_of_strips_is_read_for_those_it_needs() {
        byte[] tiff = tiff(16, 16, 1, 1, new byte[256]);
        // The entry of the strips' places: as many as there can be, behind the end of the file.
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(10 + 5 * 12 + 4, -1);

        assertThat(decode(tiff).image().size()).hasToString("16x16");
    }

    @Test
    void a_tiff_that_claims_more_pixels_than_allowed_is_refused_by_its_header() {
        assertThatThrownBy(() -> decode(tiff(16_000, 16_000, 1, 1, new byte[4])))
                .isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void a_tiff_of_absurd_tiles_is_refused() {
        byte[] tiff =
                tiff(
                        List.of(
                                entry(256, 16),
                                entry(257, 16),
                                entry(258, 8),
                                entry(259, 1),
                                entry(262, 1),
                                entry(277, 1),
                                entry(322, 1 << 30),
                                entry(323, 1 << 30),
                                entry(324, 8),
                                entry(325, 4)),
                        new byte[4]);

        assertThatThrownBy(() -> decode(tiff)).isInstanceOf(UnsupportedFormat.class);
    }

    @Test
    void tiff_strips_that_each_lead_through_the_whole_file_end_soon() {
        // PackBits' "nothing" all over; each of 16,000 strips is said to be all of it.
        byte[] strip = new byte[20 << 20];
        Arrays.fill(strip, (byte) 0x80);
        int height = 16_000;
        ByteBuffer places = ByteBuffer.allocate(8 * height).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < height; i++) {
            places.putInt(4 * i, 200).putInt(4 * (height + i), 20 << 20);
        }
        byte[] body = new byte[strip.length + places.capacity()];
        System.arraycopy(strip, 0, body, 0, strip.length);
        System.arraycopy(places.array(), 0, body, strip.length, places.capacity());
        int start = 8 + 2 + 12 * 9 + 4;
        byte[] tiff =
                tiff(
                        List.of(
                                entry(256, 16),
                                entry(257, height),
                                entry(258, 8),
                                entry(259, 32773),
                                entry(262, 1),
                                new int[] {273, height, start + strip.length},
                                entry(277, 1),
                                entry(278, 1),
                                new int[] {279, height, start + strip.length + 4 * height}),
                        body);

        assertThatThrownBy(() -> decode(tiff)).isInstanceOf(UnreadableImage.class);
    }

    @Test
    void a_raw_camera_file_is_not_taken_for_its_preview() {
        byte[] tiff =
                tiff(
                        List.of(
                                entry(254, 1),
                                entry(256, 2),
                                entry(257, 2),
                                entry(258, 8),
                                entry(259, 1),
                                entry(262, 1),
                                entry(273, 8),
                                entry(330, 8)),
                        new byte[4]);

        assertThatThrownBy(() -> decode(tiff))
                .isInstanceOf(UnsupportedFormat.class)
                .hasMessageContaining("raw camera");
    }

    @Test
    void a_large_progressive_jpeg_of_many_nearly_empty_scans_is_refused() {
        byte[] whole = fixture("formats/jpeg-progressive-420.jpg");
        int frame = indexOf(whole, 0xff, 0xc2);
        ByteBuffer.wrap(whole).putShort(frame + 5, (short) 6120).putShort(frame + 7, (short) 8160);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, whole.length - 2);
        for (int scan = 0; scan < 40; scan++) {
            file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0});
        }
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});

        assertThatThrownBy(() -> decode(file.toByteArray()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    @Test
    void a_small_jpeg_of_thousands_of_scans_is_refused() {
        byte[] whole = fixture("formats/jpeg-progressive-420.jpg");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, whole.length - 2);
        for (int scan = 0; scan < 5000; scan++) {
            file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0});
        }

        assertThatThrownBy(() -> decode(file.toByteArray())).hasMessageContaining("scans");
    }

    @Test
    void png_chunks_that_each_swell_end_soon() {
        byte[] zeros = deflated(new byte[64 << 20]);
        byte[] profile = joined("x\0\0".getBytes(StandardCharsets.ISO_8859_1), zeros);
        byte[] text =
                joined("Raw profile type exif\0\0".getBytes(StandardCharsets.ISO_8859_1), zeros);
        byte[] xmp =
                joined("XML:com.adobe.xmp\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1), zeros);
        ByteArrayOutputStream extra = new ByteArrayOutputStream();
        while (extra.size() < 25 << 20) {
            extra.writeBytes(chunk("iCCP", profile));
            extra.writeBytes(chunk("zTXt", text));
            extra.writeBytes(chunk("iTXt", xmp));
        }

        assertThat(decode(pngWith(extra.toByteArray())).image().samples()).isNotEmpty();
    }

    @Test
    void a_png_of_compressed_chunks_that_swell_to_nothing_ends_soon() {
        byte[] text =
                chunk(
                        "zTXt",
                        joined(
                                "Raw profile type exif\0\0".getBytes(StandardCharsets.ISO_8859_1),
                                deflated(new byte[0])));

        assertThat(decode(pngWith(repeated(text, 25 << 20))).image().samples()).isNotEmpty();
    }

    @Test
    void a_png_of_millions_of_chunks_ends_soon() {
        assertThat(decode(pngWith(repeated(chunk("aaAa", new byte[0]), 28 << 20))).image())
                .isNotNull();
        assertThat(decode(pngWith(repeated(chunk("IDAT", new byte[0]), 28 << 20))).image())
                .isNotNull();
    }

    @Test
    void a_png_whose_pixels_swell_far_beyond_the_picture_is_read_no_further() {
        byte[] png =
                joined(
                        pngHeader(4, 4),
                        chunk("IDAT", deflated(new byte[512 << 20])),
                        chunk("IEND", new byte[0]));

        assertThat(decode(png).image().size()).hasToString("4x4");
    }

    @Test
    void a_deadline_ends_every_decoder() {
        Deadline over = Deadline.after(Duration.ZERO);

        for (String name :
                List.of(
                        "bmp-palette-4.bmp",
                        "bmp-runs-8.bmp",
                        "gif-depth-4.gif",
                        "tiff-big-lzw.tif",
                        "tiff-group4.tif")) {
            PhotoFile file = DECODER.open(fixture("bmp-gif-tiff/" + name));
            assertThatThrownBy(() -> file.decode(over))
                    .as(name)
                    .isInstanceOf(DeadlineExceeded.class)
                    .isInstanceOf(AlphaliftException.class);
        }
    }

    // ------------------------------------------------------------ files by hand

    private static int[] entry(int tag, int value) {
        return new int[] {tag, 1, value};
    }

    private static byte[] tiff(int width, int height, int compression, int rows, byte[] body) {
        return tiff(
                List.of(
                        entry(256, width),
                        entry(257, height),
                        entry(258, 8),
                        entry(259, compression),
                        entry(262, 1),
                        entry(273, 8 + 2 + 12 * 8 + 4),
                        entry(277, 1),
                        entry(278, rows)),
                body);
    }

    /// A directory of long integers at the start, the body behind it.
    private static byte[] tiff(List<int[]> entries, byte[] body) {
        ByteBuffer file =
                ByteBuffer.allocate(8 + 2 + 12 * entries.size() + 4 + body.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        file.putShort((short) entries.size());
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(entry[1]).putInt(entry[2]);
        }
        return file.putInt(0).put(body).array();
    }

    private static byte[] pngHeader(int width, int height) {
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array();
        return joined(PngFile.SIGNATURE, chunk("IHDR", header));
    }

    private static byte[] pngWith(byte[] chunks) {
        return joined(
                pngHeader(4, 4),
                chunks,
                chunk("IDAT", deflated(new byte[20])),
                chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] typed = joined(type.getBytes(StandardCharsets.ISO_8859_1), data);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(8 + typed.length)
                .putInt(data.length)
                .put(typed)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflated(byte[] data) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                result.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return result.toByteArray();
    }

    private static byte[] repeated(byte[] part, int length) {
        byte[] result = new byte[length / part.length * part.length];
        for (int at = 0; at < result.length; at += part.length) {
            System.arraycopy(part, 0, result, at, part.length);
        }
        return result;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            result.writeBytes(part);
        }
        return result.toByteArray();
    }

    private static int indexOf(byte[] bytes, int first, int second) {
        for (int at = 0; at + 1 < bytes.length; at++) {
            if ((bytes[at] & 0xff) == first && (bytes[at + 1] & 0xff) == second) {
                return at;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}

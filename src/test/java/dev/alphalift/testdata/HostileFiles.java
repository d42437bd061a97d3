package dev.alphalift.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Files that promise or demand a lot, made by hand, and files that chance has damaged.
public final class HostileFiles {
    private static final byte[] PNG_SIGNATURE = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'
    };

    private HostileFiles() {}

    /// All that are made by hand, by a name; each is made when it is asked for.
    public static Map<String, Supplier<byte[]>> byHand() {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put("gif-bomb", HostileFiles::gifBomb);
        files.put("gif-of-clear-codes", HostileFiles::gifOfClearCodes);
        files.put("bmp-without-pixels", HostileFiles::bmpWithoutPixels);
        files.put("bmp-of-minimal-height", HostileFiles::bmpOfMinimalHeight);
        files.put("tiff-of-billions-of-strips", HostileFiles::tiffOfBillionsOfStrips);
        files.put("tiff-of-too-many-pixels", HostileFiles::tiffOfTooManyPixels);
        files.put("tiff-of-absurd-tiles", HostileFiles::tiffOfAbsurdTiles);
        files.put("tiff-of-overlapping-strips", HostileFiles::tiffOfOverlappingStrips);
        files.put("raw-camera-file", HostileFiles::rawCameraFile);
        files.put("jpeg-of-many-large-scans", HostileFiles::jpegOfManyLargeScans);
        files.put("jpeg-of-thousands-of-scans", HostileFiles::jpegOfThousandsOfScans);
        files.put("png-of-swelling-chunks", HostileFiles::pngOfSwellingChunks);
        files.put("png-of-chunks-of-nothing", HostileFiles::pngOfChunksOfNothing);
        files.put("png-of-millions-of-chunks", HostileFiles::pngOfMillionsOfChunks);
        files.put("png-of-millions-of-data-chunks", HostileFiles::pngOfMillionsOfDataChunks);
        files.put("png-of-swelling-pixels", HostileFiles::pngOfSwellingPixels);
        files.put("png-of-pixels-byte-by-byte", HostileFiles::pngOfPixelsByteByByte);
        files.put("png-of-a-large-raw-profile", HostileFiles::pngOfLargeRawProfile);
        files.put("webp-of-large-metadata", HostileFiles::webpOfLargeMetadata);
        files.put("jpeg-of-tables", HostileFiles::jpegOfTables);
        files.putAll(HostileTiffs.byHand());
        files.put(
                "tiff-pages-itself-next", () -> fixture("bmp-gif-tiff/tiff-pages-itself-next.tif"));
        files.put(
                "tiff-pages-in-a-circle", () -> fixture("bmp-gif-tiff/tiff-pages-in-a-circle.tif"));
        files.put("nothing", () -> new byte[0]);
        files.put("text", () -> "This is no picture.".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /// The first file, damaged by a seed: bits flipped, or the end cut off.
    public static byte[] damaged(byte[] whole, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        if (seed % 2 == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] bytes = whole.clone();
        for (int flip = 1 + random.nextInt(8); flip > 0; flip--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] fixture(String name) {
        return TestData.resource("pillow/" + name);
    }

    public static byte[] gifBomb() {
        return Base64.getDecoder().decode("R0lGODlh////HwAAACwAAAAA////HwACADs=");
    }

    public static byte[] gifOfClearCodes() {
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
        return gif.toByteArray();
    }

    public static byte[] bmpWithoutPixels() {
        byte[] bmp = Arrays.copyOf(fixture("bmp-gif-tiff/bmp-rgb-24.bmp"), 200);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 7000).putInt(22, 7000);
        return bmp;
    }

    public static byte[] bmpOfMinimalHeight() {
        byte[] bmp = fixture("bmp-gif-tiff/bmp-rgb-24.bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
        return bmp;
    }

    public static byte[] tiffOfBillionsOfStrips() {
        byte[] tiff = tiff(16, 16, 1, 1, new byte[256]);
        // The entry of the strips' places: as many as there can be, behind the end of the file.
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(10 + 5 * 12 + 4, -1);
        return tiff;
    }

    public static byte[] tiffOfTooManyPixels() {
        return tiff(16_000, 16_000, 1, 1, new byte[4]);
    }

    public static byte[] tiffOfAbsurdTiles() {
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
        return tiff;
    }

    public static byte[] tiffOfOverlappingStrips() {
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
        return tiff;
    }

    public static byte[] rawCameraFile() {
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
        return tiff;
    }

    public static byte[] jpegOfManyLargeScans() {
        byte[] whole = fixture("formats/jpeg-progressive-420.jpg");
        int frame = indexOf(whole, 0xff, 0xc2);
        ByteBuffer.wrap(whole).putShort(frame + 5, (short) 6120).putShort(frame + 7, (short) 8160);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, whole.length - 2);
        for (int scan = 0; scan < 40; scan++) {
            file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0});
        }
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return file.toByteArray();
    }

    public static byte[] jpegOfThousandsOfScans() {
        byte[] whole = fixture("formats/jpeg-progressive-420.jpg");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, whole.length - 2);
        for (int scan = 0; scan < 5000; scan++) {
            file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0});
        }
        return file.toByteArray();
    }

    public static byte[] pngOfSwellingChunks() {
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
        return pngWith(extra.toByteArray());
    }

    public static byte[] pngOfChunksOfNothing() {
        byte[] text =
                chunk(
                        "zTXt",
                        joined(
                                "Raw profile type exif\0\0".getBytes(StandardCharsets.ISO_8859_1),
                                deflated(new byte[0])));
        return pngWith(repeated(text, 25 << 20));
    }

    public static byte[] pngOfMillionsOfChunks() {
        return pngWith(repeated(chunk("aaAa", new byte[0]), 28 << 20));
    }

    public static byte[] pngOfMillionsOfDataChunks() {
        return pngWith(repeated(chunk("IDAT", new byte[0]), 28 << 20));
    }

    public static byte[] pngOfSwellingPixels() {
        byte[] png =
                joined(
                        pngHeader(4, 4),
                        chunk("IDAT", deflated(new byte[512 << 20])),
                        chunk("IEND", new byte[0]));
        return png;
    }

    /// Millions of chunks of one byte each: empty blocks of Deflate, and the pixels at the end.
    public static byte[] pngOfPixelsByteByByte() {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        pixels.writeBytes(new byte[] {0x78, 1});
        while (pixels.size() < 2_000_000) {
            pixels.writeBytes(new byte[] {0, 0, 0, -1, -1});
        }
        pixels.writeBytes(new byte[] {1, 20, 0, (byte) ~20, -1});
        pixels.writeBytes(new byte[20]);
        byte[] data = pixels.toByteArray();
        ByteBuffer chunks = ByteBuffer.allocate(13 * data.length);
        for (byte one : data) {
            chunks.putInt(1).put("IDAT".getBytes(StandardCharsets.ISO_8859_1)).put(one).putInt(0);
        }
        return joined(pngHeader(4, 4), chunks.array(), chunk("IEND", new byte[0]));
    }

    public static byte[] pngOfLargeRawProfile() {
        byte[] text = new byte[28 << 20];
        Arrays.fill(text, (byte) '0');
        byte[] start = "Raw profile type exif\0\nexif\n 28\n".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, text, 0, start.length);
        return pngWith(chunk("tEXt", text));
    }

    public static byte[] webpOfLargeMetadata() {
        byte[] webp = fixture("formats/webp-icc-display-p3-orientation-6.webp");
        byte[] whole = Arrays.copyOf(webp, webp.length + 8 + (28 << 20));
        ByteBuffer file = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(4, whole.length - 8);
        // The header's flag of XMP.
        whole[20] |= 4;
        file.position(webp.length);
        file.put("XMP ".getBytes(StandardCharsets.ISO_8859_1)).putInt(28 << 20);
        return whole;
    }

    /// A picture behind 28 MB of tables.
    public static byte[] jpegOfTables() {
        byte[] whole = fixture("formats/jpeg-420.jpg");
        byte[] table = new byte[69];
        Arrays.fill(table, (byte) 1);
        System.arraycopy(new byte[] {-1, (byte) 0xdb, 0, 67, 0}, 0, table, 0, 5);
        return joined(
                Arrays.copyOf(whole, 2),
                repeated(table, 28 << 20),
                Arrays.copyOfRange(whole, 2, whole.length));
    }

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
        return joined(PNG_SIGNATURE, chunk("IHDR", header));
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

    static int indexOf(byte[] bytes, int first, int second) {
        for (int at = 0; at + 1 < bytes.length; at++) {
            if ((bytes[at] & 0xff) == first && (bytes[at + 1] & 0xff) == second) {
                return at;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}

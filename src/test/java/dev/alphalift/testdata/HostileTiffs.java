package dev.alphalift.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// TIFF files whose strips and tiles promise or demand a lot.
public final class HostileTiffs {
    private static final int GROUP_4 = 4;
    private static final int LZW = 5;
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32773;

    private HostileTiffs() {}

    /// All of them, by a name; each is made when it is asked for.
    public static Map<String, Supplier<byte[]>> byHand() {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put("tiff-of-a-vast-jpeg-tile", HostileTiffs::ofVastJpegTile);
        files.put("tiff-of-a-jpeg-tile-for-a-pixel", HostileTiffs::ofJpegTileForOnePixel);
        files.put("tiff-of-the-largest-jpeg-tile", HostileTiffs::ofLargestJpegTile);
        files.put("tiff-of-tiles-of-many-scans", HostileTiffs::ofTilesOfManyScans);
        files.put("tiff-of-small-tiles-of-many-scans", HostileTiffs::ofSmallTilesOfManyScans);
        files.put("tiff-of-tiles-of-long-headers", HostileTiffs::ofTilesOfLongHeaders);
        files.put("tiff-of-shared-clear-codes", () -> ofSharedClearCodes(60_000));
        files.put("tiff-of-few-shared-clear-codes", () -> ofSharedClearCodes(1000));
        files.put("tiff-of-shared-empty-blocks", () -> ofSharedEmptyBlocks(60_000));
        files.put("tiff-of-few-shared-empty-blocks", () -> ofSharedEmptyBlocks(1000));
        files.put("tiff-of-single-deflated-pixels", () -> ofSharedEmptyBlocks(0));
        files.put("tiff-of-small-jpeg-tiles", HostileTiffs::ofSmallJpegTiles);
        files.put("tiff-of-facsimiles-of-a-row", HostileTiffs::ofFacsimilesOfOneRow);
        files.put("tiff-of-a-million-tiles", () -> ofSinglePixels(1024, LZW, new byte[4]));
        files.put("tiff-of-large-jpeg-tables", HostileTiffs::ofLargeJpegTables);
        files.put("tiff-of-endless-tiles", () -> ofTilesBeyondNumbers(16, Long.MAX_VALUE));
        files.put("tiff-of-wrapping-tiles", () -> ofTilesBeyondNumbers(4, 1L << 62));
        files.put("tiff-of-unused-planes", HostileTiffs::ofUnusedPlanes);
        files.put("tiff-of-reversed-planes", HostileTiffs::ofReversedPlanes);
        return files;
    }

    /// Four times the picture and as much libjpeg memory as it takes.
    public static byte[] ofVastJpegTile() {
        return ofJpegTiles(16_383, 3000, 16_383, 12_000, progressive(16_383, 12_000, 0));
    }

    public static byte[] ofJpegTileForOnePixel() {
        return ofJpegTiles(1, 1, 4096, 4096, progressive(4096, 4096, 0));
    }

    /// As large as a tile may be.
    public static byte[] ofLargestJpegTile() {
        return ofJpegTiles(1, 1, 2048, 2048, progressive(2048, 2048, 0));
    }

    public static byte[] ofTilesOfManyScans() {
        return ofJpegTiles(7168, 6144, 1024, 1024, progressive(1024, 1024, 480));
    }

    public static byte[] ofSmallTilesOfManyScans() {
        return ofJpegTiles(2048, 2048, 16, 16, progressive(16, 16, 120));
    }

    /// Every tile begins with a megabyte of empty comments.
    public static byte[] ofTilesOfLongHeaders() {
        byte[] jpeg = progressive(512, 512, 0);
        byte[] whole = new byte[jpeg.length + (1 << 20)];
        System.arraycopy(jpeg, 0, whole, 0, 2);
        for (int at = 2; at < 2 + (1 << 20); at += 4) {
            System.arraycopy(new byte[] {-1, (byte) 0xe1, 0, 2}, 0, whole, at, 4);
        }
        System.arraycopy(jpeg, 2, whole, 2 + (1 << 20), jpeg.length - 2);
        return ofJpegTiles(7168, 6656, 512, 512, whole);
    }

    public static byte[] ofSmallJpegTiles() {
        return ofJpegTiles(2048, 2048, 16, 16, progressive(16, 16, 0));
    }

    /// Group 4, where a bit that is set makes a row like the one above; the strips do not say how
    /// long they are.
    public static byte[] ofFacsimilesOfOneRow() {
        int height = 16_000;
        byte[] rows = new byte[32 << 10];
        Arrays.fill(rows, (byte) 0xff);
        ByteBuffer body =
                ByteBuffer.allocate(4 * height + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        int start = bodyStart(8);
        for (int strip = 0; strip < height; strip++) {
            body.putInt(start + 4 * height);
        }
        body.put(rows);
        List<long[]> entries = entries(3000, height, GROUP_4, 0, 1);
        entries.set(2, new long[] {258, 4, 1, 1});
        entries.add(new long[] {273, 4, height, start});
        entries.add(new long[] {278, 4, 1, 1});
        return file(entries, body.array());
    }

    /// LZW's clear code again and again before the one pixel of every tile.
    public static byte[] ofSharedClearCodes(int length) {
        // Nine bits each, the highest first: 256, and 0 at the end.
        byte[] codes = new byte[length / 9 * 9 + 2];
        int count = length / 9 * 8;
        for (int bit = 0; bit < 9 * count; bit += 9) {
            codes[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return ofSinglePixels(512, LZW, codes);
    }

    /// Deflate's empty blocks before the one pixel of every tile.
    public static byte[] ofSharedEmptyBlocks(int length) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        blocks.writeBytes(new byte[] {0x78, 1});
        while (blocks.size() < length) {
            blocks.writeBytes(new byte[] {0, 0, 0, -1, -1});
        }
        blocks.writeBytes(new byte[] {1, 1, 0, -2, -1, 0, 0, 1, 0, 1});
        return ofSinglePixels(512, DEFLATE, blocks.toByteArray());
    }

    private static byte[] ofSinglePixels(int side, int compression, byte[] tile) {
        List<long[]> entries = entries(side, side, compression, 1, 1);
        return shared(entries, side * side, 1, 0, tile);
    }

    public static byte[] ofLargeJpegTables() {
        byte[] table = new byte[69];
        table[0] = (byte) 0xff;
        table[1] = (byte) 0xdb;
        table[3] = 67;
        Arrays.fill(table, 5, 69, (byte) 1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {-1, (byte) 0xd8});
        while (body.size() < 25 << 20) {
            body.writeBytes(table);
        }
        int tables = body.size();
        body.writeBytes(progressive(16, 16, 0));
        List<long[]> entries = entries(2048, 2048, JPEG, 6, 3);
        entries.add(new long[] {347, 7, tables, bodyStart(entries.size() + 5)});
        return shared(entries, 128 * 128, 16, tables, body.toByteArray());
    }

    /// Numbers that only BigTIFF can hold.
    public static byte[] ofTilesBeyondNumbers(long width, long height) {
        List<long[]> entries = entries(16, 16, 1, 1, 1);
        entries.add(new long[] {322, 16, 1, width});
        entries.add(new long[] {323, 16, 1, height});
        entries.add(new long[] {324, 4, 1, 8});
        entries.add(new long[] {325, 4, 1, 8});
        ByteBuffer file =
                ByteBuffer.allocate(24 + 20 * entries.size() + 256).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 43).putInt(8).putLong(16);
        file.putLong(entries.size());
        for (long[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) entry[1]);
            file.putLong(entry[2]).putLong(entry[3]);
        }
        return file.array();
    }

    /// Grey with fifteen more samples of no meaning, which lie behind the file's end.
    public static byte[] ofUnusedPlanes() {
        ByteBuffer body = ByteBuffer.allocate(256 + 4 * 16).order(ByteOrder.LITTLE_ENDIAN);
        int start = bodyStart(10);
        body.position(256);
        body.putInt(start);
        while (body.hasRemaining()) {
            body.putInt(1 << 30);
        }
        List<long[]> entries = entries(16, 16, 1, 1, 16);
        entries.add(new long[] {273, 4, 16, start + 256});
        entries.add(new long[] {278, 4, 1, 16});
        entries.add(new long[] {284, 4, 1, 2});
        entries.add(new long[] {266, 4, 1, 1});
        return file(entries, body.array());
    }

    /// The same with bits the other way round, and each plane as long as the file.
    public static byte[] ofReversedPlanes() {
        byte[] body = new byte[25 << 20];
        // PackBits' "nothing", read from its other end.
        Arrays.fill(body, (byte) 1);
        int start = bodyStart(11);
        ByteBuffer places = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        for (int plane = 0; plane < 16; plane++) {
            places.putInt(4 * plane, start + 128).putInt(64 + 4 * plane, body.length - 128);
        }
        List<long[]> entries = entries(2048, 2048, PACK_BITS, 1, 16);
        entries.add(new long[] {273, 4, 16, start});
        entries.add(new long[] {278, 4, 1, 2048});
        entries.add(new long[] {279, 4, 16, start + 64});
        entries.add(new long[] {284, 4, 1, 2});
        entries.add(new long[] {266, 4, 1, 2});
        return file(entries, body);
    }

    private static byte[] ofJpegTiles(int width, int height, int across, int down, byte[] jpeg) {
        List<long[]> entries = entries(width, height, JPEG, 6, 3);
        int count = (width + across - 1) / across * ((height + down - 1) / down);
        entries.add(new long[] {322, 4, 1, across});
        entries.add(new long[] {323, 4, 1, down});
        return sharedTiles(entries, count, 0, jpeg);
    }

    /// A progressive JPEG of colours whose picture is said to be of this size, with more scans.
    private static byte[] progressive(int width, int height, int scans) {
        byte[] whole = TestData.resource("pillow/formats/jpeg-progressive-420.jpg");
        int frame = HostileFiles.indexOf(whole, 0xff, 0xc2);
        ByteBuffer.wrap(whole)
                .putShort(frame + 5, (short) height)
                .putShort(frame + 7, (short) width);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(whole, 0, whole.length - 2);
        for (int scan = 0; scan < scans; scan++) {
            jpeg.writeBytes(new byte[] {-1, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0});
        }
        jpeg.writeBytes(new byte[] {-1, (byte) 0xd9});
        return jpeg.toByteArray();
    }

    private static List<long[]> entries(
            int width, int height, int compression, int colours, int samples) {
        List<long[]> entries = new ArrayList<>();
        entries.add(new long[] {256, 4, 1, width});
        entries.add(new long[] {257, 4, 1, height});
        entries.add(new long[] {258, 4, 1, 8});
        entries.add(new long[] {259, 4, 1, compression});
        entries.add(new long[] {262, 4, 1, colours});
        entries.add(new long[] {277, 4, 1, samples});
        return entries;
    }

    private static byte[] shared(List<long[]> entries, int count, int side, int at, byte[] body) {
        entries.add(new long[] {322, 4, 1, side});
        entries.add(new long[] {323, 4, 1, side});
        return sharedTiles(entries, count, at, body);
    }

    /// All tiles lie at one place of the body and are as long as the rest of it.
    private static byte[] sharedTiles(List<long[]> entries, int count, int at, byte[] body) {
        int start = bodyStart(entries.size() + 2);
        ByteBuffer whole =
                ByteBuffer.allocate(body.length + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(body);
        for (int tile = 0; tile < count; tile++) {
            whole.putInt(start + at);
        }
        for (int tile = 0; tile < count; tile++) {
            whole.putInt(body.length - at);
        }
        // A single number stands in the entry itself.
        int places = count == 1 ? start + at : start + body.length;
        int lengths = count == 1 ? body.length - at : start + body.length + 4 * count;
        entries.add(new long[] {324, 4, count, places});
        entries.add(new long[] {325, 4, count, lengths});
        return file(entries, whole.array());
    }

    private static int bodyStart(int entries) {
        return 8 + 2 + 12 * entries + 4;
    }

    private static byte[] file(List<long[]> entries, byte[] body) {
        entries.sort(Comparator.comparingLong(entry -> entry[0]));
        ByteBuffer file =
                ByteBuffer.allocate(bodyStart(entries.size()) + body.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        file.putShort((short) entries.size());
        for (long[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) entry[1]);
            file.putInt((int) entry[2]).putInt((int) entry[3]);
        }
        return file.putInt(0).put(body).array();
    }
}

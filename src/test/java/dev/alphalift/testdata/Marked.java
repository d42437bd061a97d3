package dev.alphalift.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Picture files with more in them than pixels, put together from plain ones, and taken apart.
public final class Marked {
    private Marked() {}

    public static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[bytes.length + 100];
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        }
    }

    public static byte[] numbers(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    public static byte[] pngChunk(String type, byte[] data) {
        byte[] named = joined(latin(type), data);
        CRC32 crc = new CRC32();
        crc.update(named);
        return joined(numbers(data.length), named, numbers((int) crc.getValue()));
    }

    /// A PNG file with chunks behind its header.
    public static byte[] png(byte[] file, byte[]... chunks) {
        return inserted(file, 33, chunks);
    }

    /// A JPEG file with segments at its start.
    public static byte[] jpeg(byte[] file, byte[]... segments) {
        return inserted(file, 2, segments);
    }

    public static byte[] jpegSegment(int marker, byte[] data) {
        ByteBuffer segment = ByteBuffer.allocate(data.length + 4);
        segment.put((byte) 0xff).put((byte) marker).putShort((short) (data.length + 2));
        return segment.put(data).array();
    }

    private static byte[] inserted(byte[] file, int at, byte[]... parts) {
        byte[] middle = joined(parts);
        ByteBuffer whole = ByteBuffer.allocate(file.length + middle.length);
        return whole.put(file, 0, at).put(middle).put(file, at, file.length - at).array();
    }

    /// A WebP file of chunks behind its header: its pixels must be of a plain file.
    public static byte[] webp(byte[] plain, int flags, int width, int height, byte[]... chunks) {
        ByteBuffer header = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        header.put(latin("VP8X")).putInt(10).putInt(flags);
        header.putShort((short) (width - 1)).put((byte) 0);
        header.putShort((short) (height - 1)).put((byte) 0);
        byte[] pixels = Arrays.copyOfRange(plain, 12, plain.length);
        byte[] content = joined(latin("WEBP"), header.array(), pixels, joined(chunks));
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        return joined(latin("RIFF"), length.putInt(content.length).array(), content);
    }

    public static byte[] webpChunk(String type, byte[] data) {
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        return joined(
                latin(type), length.putInt(data.length).array(), data, new byte[data.length & 1]);
    }

    /// The chunks of a PNG file but for its pixels, in their order.
    public static Map<String, byte[]> pngChunks(byte[] file) {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        for (int at = 8; at < file.length; at += 12 + bytes.getInt(at)) {
            byte[] data = new byte[bytes.getInt(at)];
            bytes.get(at + 8, data);
            chunks.put(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1), data);
        }
        return chunks;
    }

    /// The segments of a JPEG file by their markers, as hexadecimal digits, up to its scan.
    public static Map<String, byte[]> jpegSegments(byte[] file) {
        Map<String, byte[]> segments = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = 2;
        while (true) {
            int length = bytes.getShort(at + 2) & 0xffff;
            byte[] data = new byte[length - 2];
            bytes.get(at + 4, data);
            segments.put("%02x".formatted(file[at + 1] & 0xff), data);
            if ((file[at + 1] & 0xff) == 0xda) {
                return segments;
            }
            at += 2 + length;
        }
    }

    /// The chunks of a WebP file.
    public static Map<String, byte[]> webpChunks(byte[] file) {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 12; at < file.length; at += 8 + (bytes.getInt(at + 4) + 1) / 2 * 2) {
            byte[] data = new byte[bytes.getInt(at + 4)];
            bytes.get(at + 8, data);
            chunks.put(new String(file, at, 4, StandardCharsets.ISO_8859_1), data);
        }
        return chunks;
    }

    /// Whether bytes stand anywhere in others.
    public static boolean contains(byte[] file, byte[] part) {
        return new String(file, StandardCharsets.ISO_8859_1)
                .contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    /// A TIFF block of Exif with these entries of its first directory, and of the camera's.
    ///
    /// @param first tag, type, count and value of each
    public static byte[] exif(int[][] first, int[][] camera) {
        ByteBuffer block = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        block.put(latin("II*\0")).putInt(8);
        int below = 8 + 2 + 12 * (first.length + 1) + 4;
        putDirectory(block, first, new int[] {0x8769, 4, 1, below});
        putDirectory(
                block, camera, new int[] {0xa005, 4, 1, below + 2 + 12 * (camera.length + 1) + 4});
        return block.array();
    }

    private static void putDirectory(ByteBuffer block, int[][] entries, int[] last) {
        block.putShort((short) (entries.length + 1));
        for (int[] entry : joinedEntries(entries, last)) {
            block.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
            block.putInt(entry[3]);
        }
        block.putInt(0);
    }

    private static int[][] joinedEntries(int[][] entries, int[] last) {
        int[][] all = Arrays.copyOf(entries, entries.length + 1);
        all[entries.length] = last;
        return all;
    }

    /// The directory for exchange, to be put behind what [#exif] gives up to there.
    public static byte[] exchange(byte[] exif, int at, String index) {
        ByteBuffer block = ByteBuffer.wrap(exif).order(ByteOrder.LITTLE_ENDIAN);
        block.position(at).putShort((short) 1);
        block.putShort((short) 1).putShort((short) 2).putInt(4).put(latin(index + "\0"));
        return exif;
    }
}

package dev.alphalift.codec.png;

import dev.alphalift.codec.ColourProfile;
import dev.alphalift.codec.Resolution;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.PixelRows.Channels;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Writes PNG from rows that are computed as they are asked for, so that a large cutout never
/// exists whole. Strips of rows are filtered and deflated side by side and joined into one zlib
/// stream (RFC 1950; each strip ends on a byte boundary, as zlib's full flush does it).
public final class PngEncoder {
    private static final byte[] ZLIB_HEADER = {0x78, 0x01};
    private static final int UNIT_METRE = 1;

    private final Workers workers;

    public PngEncoder(Workers workers) {
        this.workers = workers;
    }

    /// Encodes a picture, however long it takes.
    ///
    /// @see #encode(PixelRows, ColourProfile, Resolution, Deadline)
    public byte[] encode(
            PixelRows rows, @Nullable ColourProfile profile, @Nullable Resolution resolution) {
        return encode(rows, profile, resolution, Deadline.NONE);
    }

    /// Encodes a picture.
    ///
    /// @param rows grey, RGB or RGBA; read by several threads, most rows once
    /// @param profile what the source says of its colours; left out for grey
    /// @param resolution a print resolution to note down
    /// @return the whole file
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    public byte[] encode(
            PixelRows rows,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline) {
        Size size = rows.size();
        int stripRows = PngStrip.rowsFor(size, rows.channels());
        int strips = (size.height() + stripRows - 1) / stripRows;
        PngStrip[] done = new PngStrip[strips];
        Queue<PngStripWriter> idle = new ConcurrentLinkedQueue<>();
        try {
            workers.forEachPiece(
                    strips,
                    strip -> {
                        deadline.check();
                        int from = strip * stripRows;
                        int to = Math.min(size.height(), from + stripRows);
                        PngStripWriter writer = idle.poll();
                        if (writer == null) {
                            writer = new PngStripWriter(rows, Math.min(stripRows, size.height()));
                        }
                        try {
                            done[strip] = writer.strip(from, to, strip == strips - 1);
                        } finally {
                            idle.add(writer);
                        }
                    });
        } finally {
            idle.forEach(PngStripWriter::close);
        }
        return join(header(rows, profile, resolution), List.of(done));
    }

    private static byte[] header(
            PixelRows rows, @Nullable ColourProfile profile, @Nullable Resolution resolution) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(PngFile.SIGNATURE);
        int colourType =
                switch (rows.channels()) {
                    case GREY -> 0;
                    case RGB -> 2;
                    case RGBA -> 6;
                };
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(rows.size().width()).putInt(rows.size().height());
        header.put((byte) 8).put((byte) colourType);
        file.writeBytes(chunk("IHDR", header.array()));
        if (profile != null && rows.channels() != Channels.GREY) {
            BiConsumer<String, byte[]> target = (type, data) -> file.writeBytes(chunk(type, data));
            profile.chunks().putBeforeProfile(target);
            byte[] icc = profile.embedded();
            if (icc != null) {
                file.writeBytes(chunk("iCCP", profileData(icc)));
            }
            profile.chunks().putBehindProfile(target);
        }
        if (resolution != null) {
            ByteBuffer data = ByteBuffer.allocate(9);
            data.putInt(resolution.horizontal()).putInt(resolution.vertical());
            file.writeBytes(chunk("pHYs", data.put((byte) UNIT_METRE).array()));
        }
        return file.toByteArray();
    }

    private static byte[] profileData(byte[] icc) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("ICC profile\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(icc);
            deflater.finish();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                data.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return data.toByteArray();
    }

    private static byte[] join(byte[] header, List<PngStrip> strips) {
        long length =
                header.length + chunkLength(ZLIB_HEADER.length) + chunkLength(4) + chunkLength(0);
        for (PngStrip strip : strips) {
            length += chunkLength(strip.bytes().length);
        }
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(length));
        file.put(header);
        file.put(chunk("IDAT", ZLIB_HEADER));
        Adler adler = new Adler();
        for (PngStrip strip : strips) {
            putChunk(file, "IDAT", strip.bytes());
            adler.append(strip.adler(), strip.rawLength());
        }
        file.put(chunk("IDAT", ByteBuffer.allocate(4).putInt(adler.value()).array()));
        file.put(chunk("IEND", new byte[0]));
        return file.array();
    }

    private static long chunkLength(int dataLength) {
        return 12L + dataLength;
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(Math.toIntExact(chunkLength(data.length)));
        putChunk(chunk, type, data);
        return chunk.array();
    }

    private static void putChunk(ByteBuffer file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
    }

    /// The checksum of strips put together from the strips' own (RFC 1950: two sums modulo 65521,
    /// of the bytes and of the first sum's values).
    private static final class Adler {
        private static final long BASE = 65_521;

        private long bytes = 1;
        private long sums;

        void append(int adler, long length) {
            int itsBytes = adler & 0xffff;
            int itsSums = adler >>> 16;
            // Its sums began at 1; here they go on from ours, once for each of its bytes.
            sums = Math.floorMod(sums + itsSums + length % BASE * (bytes - 1), BASE);
            bytes = Math.floorMod(bytes + itsBytes - 1, BASE);
        }

        int value() {
            return (int) (sums << 16 | bytes);
        }
    }
}

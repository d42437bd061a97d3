package dev.alphalift.codec;

import dev.alphalift.image.PixelRows;
import dev.alphalift.image.PixelRows.Channels;
import dev.alphalift.image.Size;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Some rows of a picture, filtered and deflated: a piece of a zlib stream that can stand beside
/// others.
final class PngStrip {
    private static final int RAW_BYTES = 512 << 10;
    private static final int BYTES_AT_ONCE = 64 << 10;

    private final byte[] bytes;
    private final int adler;
    private final long rawLength;

    private PngStrip(byte[] bytes, int adler, long rawLength) {
        this.bytes = bytes;
        this.adler = adler;
        this.rawLength = rawLength;
    }

    /// How many rows make a strip that is worth a thread's while and compresses well.
    static int rowsFor(Size size, Channels channels) {
        long row = 1L + (long) size.width() * channels.count();
        return Math.toIntExact(Math.max(1, RAW_BYTES / row));
    }

    /// @param last whether the zlib stream ends here
    static PngStrip of(PixelRows rows, int from, int to, boolean last) {
        int line = rows.size().width() * rows.channels().count();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            Output output = new Output(deflater, (to - from) * (1 + line) / 4);
            byte[] above = new byte[line];
            byte[] row = new byte[line];
            if (from > 0) {
                rows.copyRow(from - 1, above, 0);
            }
            int rowsAtOnce = Math.max(1, BYTES_AT_ONCE / (1 + line));
            byte[] filtered = new byte[rowsAtOnce * (1 + line)];
            Adler32 adler = new Adler32();
            for (int y = from; y < to; ) {
                int filled = 0;
                for (int end = Math.min(to, y + rowsAtOnce); y < end; y++) {
                    rows.copyRow(y, row, 0);
                    PngFilter.up(row, above, filtered, filled);
                    filled += 1 + line;
                    byte[] spent = above;
                    above = row;
                    row = spent;
                }
                adler.update(filtered, 0, filled);
                output.write(filtered, filled);
            }
            output.end(last);
            // Strips wait for each other: none should hold on to room that it does not need.
            return new PngStrip(
                    Arrays.copyOf(output.bytes, output.length),
                    (int) adler.getValue(),
                    (long) (to - from) * (1 + line));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int adler() {
        return adler;
    }

    long rawLength() {
        return rawLength;
    }

    /// A growing array behind a deflater.
    private static final class Output {
        private final Deflater deflater;
        private byte[] bytes;
        private int length;

        Output(Deflater deflater, int expected) {
            this.deflater = deflater;
            this.bytes = new byte[Math.max(1024, expected)];
        }

        void write(byte[] data, int count) {
            deflater.setInput(data, 0, count);
            while (!deflater.needsInput()) {
                deflate(Deflater.NO_FLUSH);
            }
        }

        void end(boolean last) {
            if (last) {
                deflater.finish();
                while (!deflater.finished()) {
                    deflate(Deflater.NO_FLUSH);
                }
            } else {
                // A flush is complete when it leaves room in the array.
                while (deflate(Deflater.SYNC_FLUSH) == 0) {}
            }
        }

        /// Returns the bytes that were left free.
        private int deflate(int flush) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
            }
            length += deflater.deflate(bytes, length, bytes.length - length, flush);
            return bytes.length - length;
        }
    }
}

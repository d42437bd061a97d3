package dev.alphalift.codec.png;

import dev.alphalift.image.PixelRows;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Filters and deflates strips of one picture, one after the other in the same room.
final class PngStripWriter implements AutoCloseable {
    private static final int PIECE_BYTES = 8 << 10;

    /// zlib takes several times as long, so a little less is not enough.
    private static final double WORTH_IT = 0.75;

    private final PixelRows rows;
    private final int line;
    private final byte[] filtered;
    private final RunDeflater byRuns = new RunDeflater();
    private final Deflater byZlib;
    private byte[] zlibBytes = new byte[PIECE_BYTES];
    private byte[] row;
    private byte[] above;

    /// @param stripRows rows of a strip at most
    PngStripWriter(PixelRows rows, int stripRows) {
        this.rows = rows;
        line = rows.size().width() * rows.channels().count();
        filtered = new byte[Math.multiplyExact(stripRows, 1 + line)];
        row = new byte[line];
        above = new byte[line];
        byZlib = new Deflater(Deflater.BEST_SPEED, true);
    }

    /// @param last whether the zlib stream ends here
    PngStrip strip(int from, int to, boolean last) {
        int length = filter(from, to);
        Adler32 adler = new Adler32();
        adler.update(filtered, 0, length);
        byte[] bytes =
                repeatsItself(length)
                        ? zlib(0, length, last)
                        : byRuns.deflate(filtered, 0, length, last);
        return new PngStrip(bytes, (int) adler.getValue(), length);
    }

    @Override
    public void close() {
        byZlib.close();
    }

    /// Returns how many bytes the rows are with their filters.
    private int filter(int from, int to) {
        int channels = rows.channels().count();
        if (from > 0) {
            rows.copyRow(from - 1, above, 0);
        } else {
            Arrays.fill(above, (byte) 0);
        }
        int at = 0;
        for (int y = from; y < to; y++) {
            rows.copyRow(y, row, 0);
            PngFilter.paeth(row, above, channels, filtered, at);
            at += 1 + line;
            byte[] spent = above;
            above = row;
            row = spent;
        }
        return at;
    }

    /// Whether there is more to be found in a strip than runs, as in text or a pattern: told by the
    /// piece of it that has most to tell.
    private boolean repeatsItself(int length) {
        int richest = 0;
        int most = -1;
        for (int start = 0; start < length; start += PIECE_BYTES) {
            int different = different(start, Math.min(length, start + PIECE_BYTES));
            if (different > most) {
                most = different;
                richest = start;
            }
        }
        int end = Math.min(length, richest + PIECE_BYTES);
        int lengthByRuns = byRuns.deflate(filtered, richest, end, false).length;
        return zlib(richest, end, false).length < WORTH_IT * lengthByRuns;
    }

    /// How many groups of eight bytes are not all zero.
    private int different(int from, int to) {
        int different = 0;
        for (int at = from; at + Long.BYTES <= to; at += Long.BYTES) {
            different += (long) Words.LONG.get(filtered, at) == 0 ? 0 : 1;
        }
        return different;
    }

    private byte[] zlib(int from, int to, boolean last) {
        byZlib.reset();
        byZlib.setInput(filtered, from, to - from);
        if (last) {
            byZlib.finish();
        }
        int length = 0;
        while (true) {
            int room = zlibBytes.length - length;
            length += byZlib.deflate(zlibBytes, length, room, Deflater.SYNC_FLUSH);
            // It is done when it leaves room.
            if (length < zlibBytes.length) {
                return Arrays.copyOf(zlibBytes, length);
            }
            zlibBytes = Arrays.copyOf(zlibBytes, 2 * length);
        }
    }
}

package dev.alphalift.codec.png;

import dev.alphalift.image.PixelRows.Channels;
import dev.alphalift.image.Size;

/// Some rows of a picture, filtered and deflated: a piece of a zlib stream that can stand beside
/// others.
final class PngStrip {
    private static final int RAW_BYTES = 512 << 10;

    private final byte[] bytes;
    private final int adler;
    private final long rawLength;

    /// @param bytes what the rows were deflated to, whole bytes
    /// @param adler the rows' checksum before that
    /// @param rawLength their bytes before that
    PngStrip(byte[] bytes, int adler, long rawLength) {
        this.bytes = bytes;
        this.adler = adler;
        this.rawLength = rawLength;
    }

    /// How many rows make a strip that is worth a thread's while and compresses well.
    static int rowsFor(Size size, Channels channels) {
        long row = 1L + (long) size.width() * channels.count();
        return Math.toIntExact(Math.max(1, RAW_BYTES / row));
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
}

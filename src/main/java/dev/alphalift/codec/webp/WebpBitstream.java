package dev.alphalift.codec.webp;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;

/// A chunk with pixels, header included; of it only the size has been read (RFC 6386, section 9.1;
/// RFC 9649, section 3.4).
///
/// @param start where the chunk begins in the file
/// @param end where it ends, without what pads it
/// @param hasAlpha whether it says that some of its pixels are transparent
record WebpBitstream(int start, int end, Size size, boolean isLossless, boolean hasAlpha) {
    private static final int CHUNK_HEADER = 8;
    private static final int LOSSLESS_MARK = 0x2f;
    private static final int LOSSY_MARK = 0x2a019d;
    private static final int LOSSY_HEADER = 10;
    private static final int LOSSLESS_HEADER = 5;

    /// The content of a chunk.
    ///
    /// @param start where it begins in the file, behind the chunk's header
    record Chunk(String type, int start, int length) {
        /// Where the next chunk begins: at an even place.
        int next() {
            return start + length + (length & 1);
        }
    }

    /// The chunk at a place in a file.
    ///
    /// @param end where the chunks around it end
    static Chunk chunk(byte[] bytes, int at, int end) {
        if (at + CHUNK_HEADER <= end) {
            long length = littleEndian(bytes, at + 4, 4);
            if (at + CHUNK_HEADER + length <= end) {
                return new Chunk(
                        WebpFile.text(bytes, at, 4), at + CHUNK_HEADER, Math.toIntExact(length));
            }
        }
        throw new UnreadableImage("The WebP file is cut off.");
    }

    /// The first frame header in a chunk `VP8 ` or `VP8L`.
    static WebpBitstream of(byte[] bytes, Chunk chunk) {
        int from = chunk.start();
        int start = from - CHUNK_HEADER;
        int end = from + chunk.length();
        if (chunk.type().equals("VP8L")) {
            if (chunk.length() >= LOSSLESS_HEADER && bytes[from] == LOSSLESS_MARK) {
                long bits = littleEndian(bytes, from + 1, 4);
                Size size =
                        new Size(
                                1 + Math.toIntExact(bits & 0x3fff),
                                1 + Math.toIntExact(bits >> 14 & 0x3fff));
                return new WebpBitstream(start, end, size, true, (bits >> 28 & 1) == 1);
            }
        } else if (chunk.length() >= LOSSY_HEADER
                && littleEndian(bytes, from + 3, 3) == LOSSY_MARK) {
            int width = Math.toIntExact(littleEndian(bytes, from + 6, 2) & 0x3fff);
            int height = Math.toIntExact(littleEndian(bytes, from + 8, 2) & 0x3fff);
            if (width > 0 && height > 0) {
                return new WebpBitstream(start, end, new Size(width, height), false, false);
            }
        }
        throw new UnreadableImage("The frame header of the WebP file is damaged.");
    }

    /// An unsigned number, its lowest byte first.
    static long littleEndian(byte[] bytes, int at, int count) {
        long value = 0;
        for (int index = count - 1; index >= 0; index--) {
            value = value << 8 | (bytes[at + index] & 0xff);
        }
        return value;
    }
}

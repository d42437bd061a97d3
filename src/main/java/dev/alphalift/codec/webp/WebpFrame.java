package dev.alphalift.codec.webp;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;

/// One frame of a WebP file.
///
/// @param x its first column on the canvas
/// @param y its first row on the canvas
/// @param picture the pixels
/// @param opacityStart where the chunk with their opacity begins, which precedes them; [#NONE] when
///   they have their own or none
record WebpFrame(int x, int y, WebpBitstream picture, int opacityStart) {
    static final int NONE = -1;

    WebpFrame {
        if (opacityStart != NONE && picture.isLossless()) {
            throw new UnreadableImage("The WebP file has an opacity chunk that cannot be.");
        }
    }

    /// Reads the chunks of an animation's frame.
    static WebpFrame of(byte[] bytes, int from, int end, int x, int y) {
        int opacityStart = NONE;
        int at = from;
        while (at < end) {
            WebpBitstream.Chunk chunk = WebpBitstream.chunk(bytes, at, end);
            switch (chunk.type()) {
                case "ALPH" -> opacityStart = at;
                case "VP8 ", "VP8L" -> {
                    return new WebpFrame(x, y, WebpBitstream.of(bytes, chunk), opacityStart);
                }
                default -> {}
            }
            at = chunk.next();
        }
        throw new UnreadableImage("The first frame of the WebP animation is empty.");
    }

    Size size() {
        return picture.size();
    }

    boolean hasAlpha() {
        return opacityStart != NONE || picture.hasAlpha();
    }

    boolean liesWithin(Size canvas) {
        return (long) x + size().width() <= canvas.width()
                && (long) y + size().height() <= canvas.height();
    }

    /// Where the chunks that make it up begin in the file.
    int start() {
        return opacityStart == NONE ? picture.start() : opacityStart;
    }

    /// How long they are together.
    int length() {
        return picture.end() - start();
    }
}

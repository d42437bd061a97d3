package dev.alphalift.codec.png;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;

/// The IHDR chunk.
///
/// @param depth bits a sample: 1, 2, 4, 8 or 16
/// @param interlaced whether the rows come in Adam7's seven passes
record PngHeader(Size size, int depth, Kind kind, boolean interlaced) {
    /// The colour types, with the number of samples a pixel.
    enum Kind {
        GREY(1),
        RGB(3),
        PALETTE(1),
        GREY_ALPHA(2),
        RGBA(4);

        final int samples;

        Kind(int samples) {
            this.samples = samples;
        }
    }

    static PngHeader of(byte[] data) {
        if (data.length != 13) {
            throw new UnreadableImage("The header of the PNG file has a wrong length.");
        }
        ByteBuffer numbers = ByteBuffer.wrap(data);
        int width = numbers.getInt(0);
        int height = numbers.getInt(4);
        if (width < 1 || height < 1) {
            throw new UnreadableImage("The PNG file says that its picture is empty.");
        }
        int depth = data[8];
        Kind kind =
                switch (data[9]) {
                    case 0 -> Kind.GREY;
                    case 2 -> Kind.RGB;
                    case 3 -> Kind.PALETTE;
                    case 4 -> Kind.GREY_ALPHA;
                    case 6 -> Kind.RGBA;
                    default ->
                            throw new UnreadableImage(
                                    "The PNG file has the unknown colour type %s."
                                            .formatted(data[9]));
                };
        boolean allowed =
                switch (kind) {
                    case GREY ->
                            depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case RGB, GREY_ALPHA, RGBA -> depth == 8 || depth == 16;
                };
        if (!allowed || data[11] != 0 || data[12] < 0 || data[12] > 1) {
            throw new UnreadableImage("The header of the PNG file is damaged.");
        }
        return new PngHeader(new Size(width, height), depth, kind, data[12] == 1);
    }

    /// Bytes between a sample and its neighbour to the left, as the row filters count; at least 1.
    int filterDistance() {
        return Math.max(1, kind.samples * depth / 8);
    }

    /// Bytes that the pixels inflate to, filter bytes included.
    long inflatedLength() {
        if (!interlaced) {
            return size.height() * (1L + rowBytes(size.width()));
        }
        long length = 0;
        for (int[] pass : PngDecoder.PASSES) {
            int columns = Math.ceilDiv(size.width() - pass[0], pass[2]);
            int rows = Math.ceilDiv(size.height() - pass[1], pass[3]);
            if (columns > 0 && rows > 0) {
                length += rows * (1L + rowBytes(columns));
            }
        }
        return length;
    }

    /// Bytes of a row of so many pixels, without its filter byte.
    int rowBytes(int width) {
        return Math.toIntExact(((long) width * kind.samples * depth + 7) / 8);
    }
}

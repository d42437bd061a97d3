package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.image.Size;
import java.io.IOException;
import java.io.InputStream;

/// What a picture may measure; held against the header before anything is allocated for the pixels.
///
/// @param pixels most pixels, width times height
/// @param bytes most bytes of the file
/// @param side most pixels in width or height
public record ImageLimits(long pixels, long bytes, int side) {
    /// 50 megapixels, 30 MiB and WebP's longest side.
    public static final ImageLimits DEFAULT = new ImageLimits(50_000_000, 30 << 20, 16_383);

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public ImageLimits {
        requirePositive("pixels", pixels);
        requirePositive("bytes", bytes);
        requirePositive("side", side);
    }

    void checkBytes(long length) {
        if (length > bytes) {
            throw new ImageTooLarge("bytes", length, bytes);
        }
    }

    /// Reads a file, and of one that is too long no more than shows that it is.
    ///
    /// @throws IOException if the stream fails
    public byte[] read(InputStream stream) throws IOException {
        return stream.readNBytes((int) Math.min(LONGEST_ARRAY, bytes + 1));
    }

    /// Holds a size against the limits.
    ///
    /// @throws ImageTooLarge if it is beyond a limit
    public void checkSize(Size size) {
        int longest = Math.max(size.width(), size.height());
        if (longest > side) {
            throw new ImageTooLarge("pixels on a side", longest, side);
        }
        if (size.pixels() > pixels) {
            throw new ImageTooLarge("pixels", size.pixels(), pixels);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "The limit of %s (%s) must be positive.".formatted(name, value));
        }
    }
}

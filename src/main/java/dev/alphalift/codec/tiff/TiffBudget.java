package dev.alphalift.codec.tiff;

import dev.alphalift.codec.JpegScans;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;

/// What all strips or tiles of a TIFF picture may cost together. They may lie in the same place, so
/// that each alone is within reason and all of them would take minutes. For one thread.
final class TiffBudget {
    /// More than any compression swells: what a tile has beyond that is never read.
    static final int WORST_SWELLING = 8;

    /// What a tile may have besides, however small it is.
    static final int BYTES_A_TILE = 1 << 10;

    private static final long MOST_SWOLLEN = 128 << 20;
    private static final long MOST_BESIDES = 16 << 20;

    private long bytes;
    private long walkedPixels = JpegScans.MOST_WALKED_PIXELS;

    /// @param fileBytes the file's length
    /// @param decodedBytes of all tiles
    TiffBudget(long fileBytes, long decodedBytes, long tiles) {
        bytes =
                fileBytes
                        + Math.min(WORST_SWELLING * decodedBytes, MOST_SWOLLEN)
                        + Math.min(BYTES_A_TILE * tiles, MOST_BESIDES);
    }

    /// Counts compressed bytes.
    void takeBytes(long count) {
        bytes -= count;
        if (bytes < 0) {
            throw new UnreadableImage(
                    "The strips or tiles of the TIFF file are longer than the file.");
        }
    }

    /// Counts the way of a JPEG decoder.
    void takeWalk(long pixels) {
        walkedPixels -= pixels;
        if (walkedPixels < 0) {
            throw new UnreadableImage(
                    "The JPEG pictures in the TIFF file have more scans than anybody needs.");
        }
    }
}

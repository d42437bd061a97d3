package dev.alphalift.codec.tiff;

/// Takes the rows of a TIFF picture's strips and tiles.
@FunctionalInterface
interface TiffRows {
    /// Puts a row's first pixels at columns `x`, `x + 1`, ... of row `y`.
    ///
    /// @param row all samples of each pixel together
    void put(byte[] row, int count, int x, int y);
}

package dev.alphalift.codec.png;

/// Takes the unfiltered rows of a PNG picture, or of a pass of one.
@FunctionalInterface
interface PngRows {
    /// Puts a row's pixels at columns `x`, `x + step`, ... of row `y`.
    ///
    /// @param row unfiltered, behind its filter byte
    void put(byte[] row, int count, int x, int y, int step);
}

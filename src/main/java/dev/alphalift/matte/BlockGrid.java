package dev.alphalift.matte;

import dev.alphalift.image.Size;

/// A picture divided into squares; the last column and the last row of them may be narrower.
///
/// @param whole the picture's size
/// @param side of a square in pixels; 1 makes every pixel a square
record BlockGrid(Size whole, int side) {
    BlockGrid {
        if (side < 1) {
            throw new IllegalArgumentException(
                    "The side of a block (%s) must be positive.".formatted(side));
        }
    }

    int columns() {
        return (whole.width() - 1) / side + 1;
    }

    int rows() {
        return (whole.height() - 1) / side + 1;
    }

    /// Columns and rows as a size.
    Size size() {
        return new Size(columns(), rows());
    }

    /// How many pixels wide some columns are together.
    int pixelsAcross(int from, int end) {
        return Math.min(whole.width(), end * side) - from * side;
    }

    /// How many pixels high some rows are together.
    int pixelsDown(int from, int end) {
        return Math.min(whole.height(), end * side) - from * side;
    }
}

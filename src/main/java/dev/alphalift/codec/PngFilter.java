package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;

/// The five row filters of PNG (specification, section 9). A row lies behind its filter byte.
final class PngFilter {
    static final int NONE = 0;
    static final int SUB = 1;
    static final int UP = 2;
    static final int AVERAGE = 3;
    static final int PAETH = 4;

    private PngFilter() {}

    /// Restores a row in place.
    ///
    /// @param previous the restored row above, zeros above the first
    /// @param distance bytes to the neighbour on the left
    static void undo(byte[] row, byte[] previous, int distance) {
        switch (row[0]) {
            case NONE -> {}
            case SUB -> undoSub(row, distance);
            case UP -> undoUp(row, previous);
            case AVERAGE -> undoAverage(row, previous, distance);
            case PAETH -> undoPaeth(row, previous, distance);
            default ->
                    throw new UnreadableImage(
                            "The PNG file uses the unknown filter %d.".formatted(row[0] & 0xff));
        }
    }

    /// Filters a row by the row above, behind its filter byte.
    ///
    /// @param at where in `target` to begin
    static void up(byte[] row, byte[] above, byte[] target, int at) {
        target[at] = UP;
        for (int x = 0; x < row.length; x++) {
            target[at + 1 + x] = (byte) (row[x] - above[x]);
        }
    }

    private static void undoSub(byte[] row, int distance) {
        for (int at = 1 + distance; at < row.length; at++) {
            row[at] = (byte) (row[at] + row[at - distance]);
        }
    }

    private static void undoUp(byte[] row, byte[] previous) {
        for (int at = 1; at < row.length; at++) {
            row[at] = (byte) (row[at] + previous[at]);
        }
    }

    private static void undoAverage(byte[] row, byte[] previous, int distance) {
        for (int at = 1; at < row.length; at++) {
            int left = at > distance ? row[at - distance] & 0xff : 0;
            row[at] = (byte) (row[at] + ((left + (previous[at] & 0xff)) >> 1));
        }
    }

    private static void undoPaeth(byte[] row, byte[] previous, int distance) {
        int start = Math.min(row.length, 1 + distance);
        for (int at = 1; at < start; at++) {
            row[at] = (byte) (row[at] + previous[at]);
        }
        for (int at = start; at < row.length; at++) {
            int left = row[at - distance] & 0xff;
            int above = previous[at] & 0xff;
            int corner = previous[at - distance] & 0xff;
            int toLeft = Math.abs(above - corner);
            int toAbove = Math.abs(left - corner);
            int toCorner = Math.abs(left + above - 2 * corner);
            int nearest =
                    toLeft <= toAbove && toLeft <= toCorner
                            ? left
                            : toAbove <= toCorner ? above : corner;
            row[at] = (byte) (row[at] + nearest);
        }
    }
}

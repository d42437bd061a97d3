package dev.alphalift.codec.png;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;

/// The five row filters of PNG (specification, section 9). A filtered row lies behind its filter
/// byte.
final class PngFilter {
    static final int NONE = 0;
    static final int SUB = 1;
    static final int UP = 2;
    static final int AVERAGE = 3;
    static final int PAETH = 4;

    // Of four numbers of 16 bits in a word: their low bytes, and single bits of each.
    private static final long BYTES = 0x00ff_00ff_00ff_00ffL;
    private static final long ONE = 0x0001_0001_0001_0001L;
    private static final long ABOVE = 0x0100_0100_0100_0100L;
    private static final long BIAS = 0x4000_4000_4000_4000L;
    private static final long TOP = 0x8000_8000_8000_8000L;

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
                            "The PNG file uses the unknown filter %s.".formatted(row[0] & 0xff));
        }
    }

    /// Filters a row by Paeth's predictor, behind its filter byte.
    ///
    /// @param above the row above, zeros above the first
    /// @param distance bytes to the neighbour on the left
    /// @param at where in `target` to begin
    static void paeth(byte[] row, byte[] above, int distance, byte[] target, int at) {
        target[at] = PAETH;
        int to = at + 1;
        int x = 0;
        for (; x < Math.min(row.length, distance); x++) {
            target[to + x] = (byte) (row[x] - above[x]);
        }
        for (; x + Long.BYTES <= row.length; x += Long.BYTES) {
            long values = (long) Words.LONG.get(row, x);
            long left = (long) Words.LONG.get(row, x - distance);
            long up = (long) Words.LONG.get(above, x);
            long corner = (long) Words.LONG.get(above, x - distance);
            long filtered = 0;
            if ((values | left | up | corner) != 0) {
                long even = paeth(values & BYTES, left & BYTES, up & BYTES, corner & BYTES);
                long odd =
                        paeth(
                                values >>> 8 & BYTES,
                                left >>> 8 & BYTES,
                                up >>> 8 & BYTES,
                                corner >>> 8 & BYTES);
                filtered = even | odd << 8;
            }
            Words.LONG.set(target, to + x, filtered);
        }
        for (; x < row.length; x++) {
            int left = row[x - distance] & 0xff;
            int up = above[x] & 0xff;
            int corner = above[x - distance] & 0xff;
            target[to + x] = (byte) paeth(row[x] & 0xff, left, up, corner);
        }
    }

    /// Four bytes less what Paeth's predictor says of them, each in 16 bits of a word: differences
    /// are computed side by side, with a bias that keeps them from borrowing of each other.
    private static long paeth(long values, long left, long up, long corner) {
        long leftToCorner = (left | BIAS) - corner;
        long upToCorner = (up | BIAS) - corner;
        long toLeft = absolute(upToCorner, BIAS, 14);
        long toUp = absolute(leftToCorner, BIAS, 14);
        long toCorner = absolute(leftToCorner + upToCorner, TOP, 15);
        long isLeft = (toUp | TOP) - toLeft & (toCorner | TOP) - toLeft & TOP;
        long isUp = (toCorner | TOP) - toUp & ~isLeft & TOP;
        long takesLeft = (isLeft >>> 7) - (isLeft >>> 15);
        long takesUp = (isUp >>> 7) - (isUp >>> 15);
        long nearest = corner ^ ((corner ^ left) & takesLeft) ^ ((corner ^ up) & takesUp);
        return (values | ABOVE) - nearest & BYTES;
    }

    /// @param biased differences, each with the bias added
    /// @param bit the bias' only one, unset in what is negative
    private static long absolute(long biased, long bias, int bit) {
        long negative = ~biased >>> bit & ONE;
        long flip = (negative << 16) - negative;
        return (biased ^ flip) - (bias ^ flip);
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

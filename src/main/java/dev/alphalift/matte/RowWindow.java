package dev.alphalift.matte;

import java.util.Arrays;

/// Sums over the rows around a row, for rows that are asked for from the top to the bottom: what
/// enters is added, what leaves is taken away, and only the rows between are in memory. Exact,
/// since the values are whole numbers, so that where it starts makes no difference.
final class RowWindow {
    /// Where rows come from.
    @FunctionalInterface
    interface Source {
        /// Writes all values of a row. Rows are read in ascending order.
        void read(int y, int[] row);
    }

    private final int radius;
    private final int rows;
    private final Source source;
    private final int[][] ring;
    private final long[] totals;
    private int first;
    private int end;

    /// @param radius rows above and below that count, fewer at the border
    /// @param rows that the source has
    /// @param values that one of its rows has
    RowWindow(int radius, int rows, int values, Source source) {
        this.radius = radius;
        this.rows = rows;
        this.source = source;
        this.ring = new int[Math.min(rows, 2 * radius + 1)][values];
        this.totals = new long[values];
    }

    /// The sums over the rows around a row, one for each value; written to again by the next call.
    long[] around(int y) {
        int from = Math.max(0, y - radius);
        int to = Math.min(rows, y + radius + 1);
        if (from >= end) {
            Arrays.fill(totals, 0);
            first = from;
            end = from;
        }
        while (first < from) {
            int[] row = ring[first++ % ring.length];
            for (int at = 0; at < totals.length; at++) {
                totals[at] -= row[at];
            }
        }
        while (end < to) {
            int[] row = ring[end % ring.length];
            source.read(end++, row);
            for (int at = 0; at < totals.length; at++) {
                totals[at] += row[at];
            }
        }
        return totals;
    }

    /// Bytes that a window takes.
    static long bytes(int radius, int rows, long values) {
        return values * (Long.BYTES + (long) Integer.BYTES * Math.min(rows, 2 * radius + 1));
    }
}

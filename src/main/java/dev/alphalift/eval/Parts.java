package dev.alphalift.eval;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The connected parts of what is 128 or more (with 8 neighbours), or of what is less (with 4), so
/// that a part and a hole never cross. Built from runs of rows, joined by union-find.
final class Parts {
    private static final int HALF = 128;
    // A part counts when it has more than one of this many of the picture's pixels.
    private static final long SHARE = 10_000;

    private final Size size;
    private final boolean foreground;
    private int runs;
    private int[] start = new int[1024];
    private int[] end = new int[1024];
    private int[] parent = new int[1024];
    private int[] area = new int[1024];
    private boolean[] atBorder = new boolean[1024];

    private Parts(Alpha alpha, boolean foreground) {
        this.size = alpha.size();
        this.foreground = foreground;
        int above = 0;
        for (int y = 0; y < size.height(); y++) {
            int row = runs;
            readRow(alpha.values(), y);
            join(above, row);
            above = row;
        }
    }

    static Parts ofForeground(Alpha alpha) {
        return new Parts(alpha, true);
    }

    static Parts ofBackground(Alpha alpha) {
        return new Parts(alpha, false);
    }

    private void readRow(byte[] values, int y) {
        int width = size.width();
        int from = y * width;
        int x = 0;
        while (x < width) {
            while (x < width && !belongs(values[from + x])) {
                x++;
            }
            int first = x;
            while (x < width && belongs(values[from + x])) {
                x++;
            }
            if (x > first) {
                boolean border = y == 0 || y == size.height() - 1 || first == 0 || x == width;
                add(first, x, border);
            }
        }
    }

    private boolean belongs(byte value) {
        return (value & 0xff) >= HALF == foreground;
    }

    private void add(int first, int end, boolean border) {
        if (runs == start.length) {
            int more = 2 * runs;
            start = Arrays.copyOf(start, more);
            this.end = Arrays.copyOf(this.end, more);
            parent = Arrays.copyOf(parent, more);
            area = Arrays.copyOf(area, more);
            atBorder = Arrays.copyOf(atBorder, more);
        }
        start[runs] = first;
        this.end[runs] = end;
        parent[runs] = runs;
        area[runs] = end - first;
        atBorder[runs] = border;
        runs++;
    }

    /// Joins the runs of a row with those above that they touch.
    private void join(int above, int row) {
        int reach = foreground ? 1 : 0; // corners count
        int upper = above;
        int lower = row;
        while (upper < row && lower < runs) {
            if (start[upper] < end[lower] + reach && start[lower] < end[upper] + reach) {
                unite(upper, lower);
            }
            if (end[upper] < end[lower]) {
                upper++;
            } else {
                lower++;
            }
        }
    }

    private void unite(int one, int other) {
        int a = root(one);
        int b = root(other);
        if (a != b) {
            int kept = Math.min(a, b);
            int joined = Math.max(a, b);
            parent[joined] = kept;
            area[kept] += area[joined];
            atBorder[kept] |= atBorder[joined];
        }
    }

    private int root(int run) {
        int at = run;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /// How many parts are larger than 0.01 % of the picture.
    ///
    /// @param withBorder whether those count that reach the border
    int larger(boolean withBorder) {
        long pixels = size.pixels();
        int count = 0;
        for (int run = 0; run < runs; run++) {
            if (parent[run] == run
                    && area[run] * SHARE > pixels
                    && (withBorder || !atBorder[run])) {
                count++;
            }
        }
        return count;
    }

    /// The share of the largest in all of them; null where there are none.
    @Nullable Double largestShare() {
        long largest = 0;
        long total = 0;
        for (int run = 0; run < runs; run++) {
            if (parent[run] == run) {
                largest = Math.max(largest, area[run]);
                total += area[run];
            }
        }
        return total == 0 ? null : (double) largest / total;
    }

    boolean touchesBorder() {
        for (int run = 0; run < runs; run++) {
            if (atBorder[run]) {
                return true;
            }
        }
        return false;
    }
}

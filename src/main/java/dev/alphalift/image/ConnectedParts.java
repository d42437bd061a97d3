package dev.alphalift.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The connected parts of what is 128 or more (with 8 neighbours), or of what is less (with 4), so
/// that a part and a hole never cross. Built from runs of rows, joined by union-find.
public final class ConnectedParts {
    private static final int HALF = 128;
    // A part counts when it has more than one of this many of the picture's pixels.
    private static final long SHARE = 10_000;

    private final Size size;
    private final boolean foreground;
    private final JoinedRuns runs = new JoinedRuns();
    private int[] start = new int[1024];
    private int[] end = new int[1024];
    private boolean[] atBorder = new boolean[1024];

    private ConnectedParts(GreyPlane plane, boolean foreground) {
        this.size = plane.size();
        this.foreground = foreground;
        int above = 0;
        for (int y = 0; y < size.height(); y++) {
            int row = runs.count();
            readRow(plane.values(), y);
            join(above, row);
            above = row;
        }
    }

    /// Those of what is 128 or more.
    public static ConnectedParts ofForeground(GreyPlane plane) {
        return new ConnectedParts(plane, true);
    }

    /// Those of what is less.
    public static ConnectedParts ofBackground(GreyPlane plane) {
        return new ConnectedParts(plane, false);
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
        int run = runs.count();
        if (run == start.length) {
            int more = 2 * run;
            start = Arrays.copyOf(start, more);
            this.end = Arrays.copyOf(this.end, more);
            atBorder = Arrays.copyOf(atBorder, more);
        }
        start[run] = first;
        this.end[run] = end;
        atBorder[run] = border;
        runs.add(end - first);
    }

    /// Joins the runs of a row with those above that they touch.
    private void join(int above, int row) {
        int reach = foreground ? 1 : 0; // corners count
        int upper = above;
        int lower = row;
        while (upper < row && lower < runs.count()) {
            if (start[upper] < end[lower] + reach && start[lower] < end[upper] + reach) {
                runs.join(upper, lower);
            }
            if (end[upper] < end[lower]) {
                upper++;
            } else {
                lower++;
            }
        }
    }

    /// How many parts are larger than 0.01 % of the picture.
    ///
    /// @param withBorder whether those count that reach the border
    public int larger(boolean withBorder) {
        boolean[] reaching = new boolean[runs.count()];
        for (int run = 0; run < runs.count(); run++) {
            reaching[runs.root(run)] |= atBorder[run];
        }
        long pixels = size.pixels();
        int count = 0;
        for (int run = 0; run < runs.count(); run++) {
            if (runs.isRoot(run)
                    && runs.pixels(run) * SHARE > pixels
                    && (withBorder || !reaching[run])) {
                count++;
            }
        }
        return count;
    }

    /// How many have at least so many pixels.
    public int atLeast(long pixels) {
        int count = 0;
        for (int run = 0; run < runs.count(); run++) {
            count += runs.isRoot(run) && runs.pixels(run) >= pixels ? 1 : 0;
        }
        return count;
    }

    /// The share of the largest in all of them; null where there are none.
    public @Nullable Double largestShare() {
        int largest = runs.largest();
        long total = 0;
        for (int run = 0; run < runs.count(); run++) {
            total += end[run] - start[run];
        }
        return largest < 0 ? null : (double) runs.pixels(largest) / total;
    }

    /// Whether any reaches the border.
    public boolean touchesBorder() {
        for (int run = 0; run < runs.count(); run++) {
            if (atBorder[run]) {
                return true;
            }
        }
        return false;
    }
}

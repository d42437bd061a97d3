package dev.alphalift.eval.matte;

import dev.alphalift.image.JoinedRuns;
import java.util.Arrays;

/// The connected components, by four neighbours, of the pixels of at least some value. Rows are cut
/// into runs, and runs that touch are joined (union-find), so that work is by runs, not by pixels.
/// Used by one thread, again and again.
final class Components {
    private final byte[] values;
    private final int width;
    private final JoinedRuns runs = new JoinedRuns();
    // By run, in reading order: its pixels from start to before end.
    private int[] start = new int[1024];
    private int[] end = new int[1024];
    private int largest;

    /// @param values a byte a pixel, 0 to 255, row by row
    Components(byte[] values, int width) {
        this.values = values;
        this.width = width;
    }

    /// Finds the components of what is at least that much.
    void find(int least) {
        runs.clear();
        int above = 0;
        for (int row = 0; row < values.length; row += width) {
            int first = runs.count();
            addRuns(row, row + width, least);
            joinToRowAbove(above, first);
            above = first;
        }
        largest = runs.largest();
    }

    private void addRuns(int from, int to, int least) {
        int at = from;
        while (true) {
            while (at < to && (values[at] & 0xff) < least) {
                at++;
            }
            if (at == to) {
                return;
            }
            int begin = at;
            while (at < to && (values[at] & 0xff) >= least) {
                at++;
            }
            addRun(begin, at);
        }
    }

    private void addRun(int from, int to) {
        int run = runs.count();
        if (run == start.length) {
            start = Arrays.copyOf(start, 2 * run);
            end = Arrays.copyOf(end, 2 * run);
        }
        start[run] = from;
        end[run] = to;
        runs.add(to - from);
    }

    /// Joins the last row's runs to those of the row above them, which they touch.
    private void joinToRowAbove(int aboveFrom, int aboveTo) {
        int above = aboveFrom;
        int run = aboveTo;
        while (above < aboveTo && run < runs.count()) {
            if (end[above] + width > start[run] && start[above] + width < end[run]) {
                runs.join(above, run);
            }
            // The one that ends first touches nothing further on.
            if (end[above] + width < end[run]) {
                above++;
            } else {
                run++;
            }
        }
    }

    /// The first pixel, in reading order, of the largest component; of several, of the one that
    /// begins first. -1 if there is none.
    int firstOfLargest() {
        return largest < 0 ? -1 : start[largest];
    }

    /// Writes a mark to all pixels of the largest component.
    void markLargest(byte[] target, byte mark) {
        for (int run = 0; run < runs.count(); run++) {
            if (runs.root(run) == largest) {
                Arrays.fill(target, start[run], end[run], mark);
            }
        }
    }
}

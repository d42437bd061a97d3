package dev.alphalift.eval.mask;

import dev.alphalift.image.Alpha;
import java.util.Arrays;

/// The foreground pixel (above 128) that is nearest to each pixel, as the crow flies, exactly: the
/// lower envelope of parabolas (Meijster et al., "A General Algorithm for Computing Distance
/// Transforms in Linear Time", 2000; Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled
/// Functions", 2012). Of several, it is the one in the leftmost column, of these the upper one, as
/// in SciPy. Used by one thread.
final class NearestForeground {
    private static final int NONE = -1;

    private final int width;
    // By pixel, the row of the nearest foreground pixel in its column.
    private final int[] nearestRow;
    private final int[] sites;
    private final int[] begins;
    private final long[] heights;

    NearestForeground(Alpha truth) {
        width = truth.size().width();
        nearestRow = new int[truth.values().length];
        sites = new int[width];
        begins = new int[width];
        heights = new long[width];
        downwards(truth.values());
        upwards();
    }

    private void downwards(byte[] values) {
        for (int x = 0; x < width; x++) {
            nearestRow[x] = (values[x] & 0xff) > 128 ? 0 : NONE;
        }
        int y = 0;
        for (int row = width; row < values.length; row += width) {
            y++;
            for (int i = row; i < row + width; i++) {
                nearestRow[i] = (values[i] & 0xff) > 128 ? y : nearestRow[i - width];
            }
        }
    }

    private void upwards() {
        int[] below = new int[width];
        Arrays.fill(below, NONE);
        int y = nearestRow.length / width - 1;
        for (int row = nearestRow.length - width; row >= 0; row -= width) {
            for (int x = 0; x < width; x++) {
                int above = nearestRow[row + x];
                if (above == y) {
                    below[x] = y;
                } else if (below[x] != NONE && (above == NONE || below[x] - y < y - above)) {
                    nearestRow[row + x] = below[x];
                }
            }
            y--;
        }
    }

    /// Finds the nearest foreground pixels of a row.
    ///
    /// @param indices receives where they are, row by row
    /// @param squares receives the squared distances
    void row(int y, int[] indices, long[] squares) {
        int last = envelope(y);
        if (last < 0) {
            throw new IllegalStateException("There is no foreground.");
        }
        int site = last;
        for (int x = width - 1; x >= 0; x--) {
            int column = sites[site];
            indices[x] = nearestRow[y * width + column] * width + column;
            squares[x] = (long) (x - column) * (x - column) + heights[column];
            if (x == begins[site]) {
                site--;
            }
        }
    }

    /// The columns whose foreground is the nearest somewhere in the row, and from where on.
    private int envelope(int y) {
        int last = -1;
        for (int x = 0; x < width; x++) {
            int row = nearestRow[y * width + x];
            if (row == NONE) {
                continue;
            }
            heights[x] = (long) (row - y) * (row - y);
            while (last >= 0 && isNearer(x, sites[last], begins[last])) {
                last--;
            }
            int begin = last < 0 ? 0 : 1 + lastOf(sites[last], x);
            if (begin < width) {
                last++;
                sites[last] = x;
                begins[last] = begin;
            }
        }
        return last;
    }

    private boolean isNearer(int column, int than, int at) {
        long one = (long) (at - column) * (at - column) + heights[column];
        long other = (long) (at - than) * (at - than) + heights[than];
        return one < other;
    }

    /// The last place that is not nearer to the right column than to the left one.
    private int lastOf(int left, int right) {
        long numerator = (long) (right - left) * (right + left) + heights[right] - heights[left];
        return (int) Math.min(width, numerator / (2L * (right - left)));
    }
}

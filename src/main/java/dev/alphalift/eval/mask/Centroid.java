package dev.alphalift.eval.mask;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;

/// Where the structure measure cuts a picture into four blocks: behind the centroid of the truth's
/// foreground, or behind the middle where there is none. Halves are rounded to the even number.
///
/// @param row the first one of the lower blocks
/// @param column the first one of the right blocks
/// @param foregroundPixels pixels above 128
record Centroid(int row, int column, long foregroundPixels) {
    static Centroid of(Alpha truth) {
        Size size = truth.size();
        byte[] values = truth.values();
        long count = 0;
        long rows = 0;
        long columns = 0;
        for (int y = 0; y < size.height(); y++) {
            int start = y * size.width();
            int inRow = 0;
            for (int x = 0; x < size.width(); x++) {
                // 1 where the truth is above 128, else 0.
                int one = (128 - (values[start + x] & 0xff)) >>> 31;
                inRow += one;
                columns += (long) one * x;
            }
            count += inRow;
            rows += (long) y * inRow;
        }
        return count == 0
                ? new Centroid(behind(size.height(), 2), behind(size.width(), 2), 0)
                : new Centroid(behind(rows, count), behind(columns, count), count);
    }

    private static int behind(long sum, long count) {
        return (int) Math.rint((double) sum / count) + 1;
    }
}

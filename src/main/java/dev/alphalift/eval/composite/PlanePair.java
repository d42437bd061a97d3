package dev.alphalift.eval.composite;

import dev.alphalift.image.Size;
import java.util.Arrays;

/// One channel of two pictures, as sums over squares of pixels: of single pixels at first, of 2x2
/// when halved, and so on to 16x16, all of them exact. Room to work in: its owner writes to it.
final class PlanePair {
    private static final int WHITE = 255;

    private final Size size;
    private final int summed;
    private final char[] one;
    private final char[] other;

    private PlanePair(Size size, int summed) {
        this.size = size;
        this.summed = summed;
        this.one = new char[Math.toIntExact(size.pixels())];
        this.other = new char[one.length];
    }

    /// Room for single pixels.
    static PlanePair of(Size size) {
        return new PlanePair(size, 1);
    }

    /// Room for this at half the size.
    PlanePair half() {
        int padding = padding();
        return new PlanePair(
                new Size((size.width() + padding) / 2, (size.height() + padding) / 2), 4 * summed);
    }

    Size size() {
        return size;
    }

    /// The value of white.
    double white() {
        return (double) WHITE * summed;
    }

    /// The first picture, row by row.
    char[] one() {
        return one;
    }

    /// The second picture, row by row.
    char[] other() {
        return other;
    }

    /// Sums of 2x2 values as piq 0.8 takes them: where a side is odd, both sides begin with their
    /// first line twice, and what is left over at the end is dropped.
    void halveInto(PlanePair half) {
        halve(one, half.one, half.size);
        halve(other, half.other, half.size);
    }

    private int padding() {
        return size.width() % 2 | size.height() % 2;
    }

    private void halve(char[] from, char[] to, Size half) {
        int padding = padding();
        int columns = half.width();
        for (int y = 0; y < half.height(); y++) {
            int lower = (2 * y + 1 - padding) * size.width() - padding;
            int upper = Math.max(0, 2 * y - padding) * size.width() - padding;
            int at = y * columns;
            to[at] =
                    (char)
                            (from[upper + padding]
                                    + from[upper + 1]
                                    + from[lower + padding]
                                    + from[lower + 1]);
            for (int x = 1; x < columns; x++) {
                int right = 2 * x + 1;
                to[at + x] =
                        (char)
                                (from[upper + right - 1]
                                        + from[upper + right]
                                        + from[lower + right - 1]
                                        + from[lower + right]);
            }
        }
    }

    /// Whether a stretch of a row is the same in both.
    boolean same(int row, int left, int columns) {
        int from = row * size.width() + left;
        return Arrays.equals(one, from, from + columns, other, from, from + columns);
    }

    /// The sum of squared differences.
    long squaredError() {
        long sum = 0;
        int width = size.width();
        for (int y = 0; y < size.height(); y++) {
            if (!same(y, 0, width)) {
                for (int at = y * width; at < (y + 1) * width; at++) {
                    int difference = one[at] - other[at];
                    sum += (long) difference * difference;
                }
            }
        }
        return sum;
    }
}

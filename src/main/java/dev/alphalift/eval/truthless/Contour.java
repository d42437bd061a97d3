package dev.alphalift.eval.truthless;

import dev.alphalift.image.Alpha;

/// The length of the line along which an opacity is one half, by marching squares: in each square
/// between four pixel centres the line crosses the sides where linear interpolation says so, and is
/// straight in between (Lorensen and Cline 1987, in two dimensions). Where a square is crossed four
/// times, the mean of its corners says which pairs belong together. A subject that is cut off by
/// the border has no line there.
final class Contour {
    private static final double LEVEL = 127.5;

    private Contour() {}

    static double length(Alpha alpha) {
        byte[] values = alpha.values();
        int width = alpha.size().width();
        double length = 0;
        for (int y = 0; y + 1 < alpha.size().height(); y++) {
            for (int x = 0; x + 1 < width; x++) {
                int at = y * width + x;
                int sum =
                        sign(values[at])
                                + sign(values[at + 1])
                                + sign(values[at + width])
                                + sign(values[at + width + 1]);
                if (sum != 0 && sum != 4) {
                    length +=
                            inSquare(
                                    values[at] & 0xff,
                                    values[at + 1] & 0xff,
                                    values[at + width] & 0xff,
                                    values[at + width + 1] & 0xff);
                }
            }
        }
        return length;
    }

    /// 1 for a value of 128 or more.
    private static int sign(byte value) {
        return (value & 0xff) >>> 7;
    }

    /// The length in one square, its corners row by row.
    private static double inSquare(int a, int b, int c, int d) {
        boolean top = inside(a) != inside(b);
        boolean bottom = inside(c) != inside(d);
        boolean left = inside(a) != inside(c);
        boolean right = inside(b) != inside(d);
        double acrossTop = top ? crossing(a, b) : 0;
        double acrossBottom = bottom ? crossing(c, d) : 0;
        double downLeft = left ? crossing(a, c) : 0;
        double downRight = right ? crossing(b, d) : 0;
        if (top && bottom && left && right) {
            boolean cornersApart = inside(a) != (a + b + c + d > 4 * LEVEL);
            return cornersApart
                    ? Math.hypot(acrossTop, downLeft) + Math.hypot(1 - acrossBottom, 1 - downRight)
                    : Math.hypot(1 - acrossTop, downRight) + Math.hypot(acrossBottom, 1 - downLeft);
        }
        if (top && bottom) {
            return Math.hypot(acrossTop - acrossBottom, 1);
        }
        if (left && right) {
            return Math.hypot(downLeft - downRight, 1);
        }
        double across = top ? acrossTop : acrossBottom;
        double down = left ? downLeft : downRight;
        return Math.hypot(left ? across : 1 - across, top ? down : 1 - down);
    }

    private static boolean inside(int value) {
        return value > LEVEL;
    }

    private static double crossing(int from, int to) {
        return (LEVEL - from) / (to - from);
    }
}

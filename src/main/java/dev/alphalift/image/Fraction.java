package dev.alphalift.image;

/// Arithmetic with bytes that are fractions of 255, rounded to the nearest; there are no ties.
public final class Fraction {
    private static final int ONE = 255;
    private static final int HALF = 128;

    private Fraction() {}

    /// `round(value / 255)` for 0 to 255 * 255.
    public static int divided(int value) {
        return floored(value + HALF);
    }

    /// `value / 255` for a value to which what rounds it has been added: Pillow's `SHIFTFORDIV255`.
    public static int floored(int value) {
        return ((value >> 8) + value) >> 8;
    }

    /// Two fractions, multiplied: Pillow's `MULDIV255`.
    public static int product(int one, int other) {
        return divided(one * other);
    }

    /// One value over another (Porter and Duff 1984, "over", for a back that lets nothing through):
    /// `round((front alpha + back (255 - alpha)) / 255)`.
    public static int over(int front, int alpha, int back) {
        return divided(front * alpha + back * (ONE - alpha));
    }
}

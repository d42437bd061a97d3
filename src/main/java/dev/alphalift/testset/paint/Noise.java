package dev.alphalift.testset.paint;

/// Value noise: chance at the points of a grid, smoothly interpolated between them.
public final class Noise {
    private static final double UNIT = 0x1p-32;

    private final int seed;

    public Noise(Dice dice) {
        this.seed = (int) dice.next();
    }

    /// From 0 to 1; one wave has about the length 2.
    public double at(double x, double y) {
        double left = Math.floor(x);
        double top = Math.floor(y);
        int column = (int) left;
        int row = (int) top;
        double across = smooth(x - left);
        double down = smooth(y - top);
        double upper = between(corner(column, row), corner(column + 1, row), across);
        double lower = between(corner(column, row + 1), corner(column + 1, row + 1), across);
        return between(upper, lower, down);
    }

    /// From 0 to 1: waves, and on them waves of half the length and height, and so on.
    public double clouds(double x, double y, int octaves) {
        double sum = 0;
        double height = 1;
        double heights = 0;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            // Each is moved, so that the grids' points do not meet.
            sum += height * at(x * scale + 17.3 * octave, y * scale - 9.1 * octave);
            heights += height;
            height *= 0.5;
            scale *= 2;
        }
        return sum / heights;
    }

    /// From 0 to 1, by the numbers of a cell.
    public double corner(int column, int row) {
        int mixed = seed ^ column * 0x27d4eb2d ^ row * 0x165667b1;
        mixed = (mixed ^ mixed >>> 15) * 0x2c1b3c6d;
        mixed = (mixed ^ mixed >>> 12) * 0x297a2d39;
        mixed ^= mixed >>> 15;
        return (mixed & 0xffffffffL) * UNIT;
    }

    private static double smooth(double part) {
        return part * part * (3 - 2 * part);
    }

    private static double between(double from, double to, double part) {
        return from + (to - from) * part;
    }
}

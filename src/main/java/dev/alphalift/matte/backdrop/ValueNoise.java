package dev.alphalift.matte.backdrop;

import java.util.random.RandomGenerator;

/// Smooth noise over a plane: random values at whole numbers, and between them along a curve
/// without kinks (value noise; the curve is Perlin's of 2002), summed over octaves.
final class ValueNoise {
    private static final int SIDE = 256;

    private final float[] lattice = new float[SIDE * SIDE];

    ValueNoise(RandomGenerator random) {
        for (int at = 0; at < lattice.length; at++) {
            lattice[at] = random.nextFloat();
        }
    }

    /// Octaves, each of twice the frequency and half the weight of the one before.
    ///
    /// @return 0 to 1, around one half
    double sum(double x, double y, int octaves) {
        double sum = 0;
        double total = 0;
        double weight = 1;
        double frequency = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(x * frequency + 7 * octave, y * frequency + 13 * octave);
            total += weight;
            weight /= 2;
            frequency *= 2;
        }
        return sum / total;
    }

    private double at(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double across = eased(x - left);
        double upper = between(value(left, top), value(left + 1, top), across);
        double lower = between(value(left, top + 1), value(left + 1, top + 1), across);
        return between(upper, lower, eased(y - top));
    }

    private static double eased(double part) {
        return part * part * part * (part * (6 * part - 15) + 10);
    }

    private static double between(double one, double other, double part) {
        return one + part * (other - one);
    }

    private float value(int x, int y) {
        return lattice[Math.floorMod(y, SIDE) * SIDE + Math.floorMod(x, SIDE)];
    }
}

package dev.alphalift.eval;

import dev.alphalift.image.Alpha;

/// The stretching of a prediction that PySODMetrics does first: its least value becomes 0 and its
/// greatest 1. A constant prediction stays as it is. Computed as there, step by step, so that what
/// is rounded down afterwards is rounded from the same number.
public final class MinMax {
    private final int least;
    private final int most;
    private final double[] stretched = new double[ThresholdCounts.LEVELS];

    /// @param least the least value that occurs
    /// @param most the greatest one
    public MinMax(int least, int most) {
        this.least = least;
        this.most = most;
        double low = least / 255.0;
        double range = most / 255.0 - low;
        for (int value = least; value <= most; value++) {
            double plain = value / 255.0;
            stretched[value] = least == most ? plain : (plain - low) / range;
        }
    }

    public static MinMax of(Alpha matte) {
        int least = 255;
        int most = 0;
        for (byte value : matte.values()) {
            least = Math.min(least, value & 0xff);
            most = Math.max(most, value & 0xff);
        }
        return new MinMax(least, most);
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public boolean isConstant() {
        return least == most;
    }

    /// What becomes of a value that occurs, 0 to 1.
    public double of(int value) {
        return stretched[value];
    }

    /// The same on a scale of 0 to 255, rounded down.
    public int level(int value) {
        return (int) (stretched[value] * 255);
    }
}

package dev.alphalift.benchmark.measure;

/// Nanoseconds in larger units.
public final class Nanos {
    private static final double A_MILLISECOND = 1e6;
    private static final double A_SECOND = 1e9;

    private Nanos() {}

    public static double toMillis(long nanos) {
        return nanos / A_MILLISECOND;
    }

    public static double toSeconds(long nanos) {
        return nanos / A_SECOND;
    }
}

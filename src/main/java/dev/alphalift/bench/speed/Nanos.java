package dev.alphalift.bench.speed;

/// Nanoseconds in larger units.
final class Nanos {
    private static final double A_MILLISECOND = 1e6;
    private static final double A_SECOND = 1e9;

    private Nanos() {}

    static double toMillis(long nanos) {
        return nanos / A_MILLISECOND;
    }

    static double toSeconds(long nanos) {
        return nanos / A_SECOND;
    }
}

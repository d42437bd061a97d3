package dev.alphalift.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// How fast something goes, by what was counted during the last minute: so a slow start is
/// forgotten. Safe for use by several threads.
final class Rate {
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_A_SECOND = 1e9;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long count) {}

    /// Counts from this time on.
    Rate(long nanos) {
        samples.add(new Sample(nanos, 0));
    }

    /// How much was added a second.
    ///
    /// @param nanos the time now
    /// @param count how much there is by now
    synchronized double at(long nanos, long count) {
        // The first one left is the youngest that is a minute old.
        while (samples.size() > 1 && nanos - second().nanos() >= WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        samples.addLast(new Sample(nanos, count));
        return nanos == first.nanos()
                ? 0
                : (count - first.count()) * NANOS_A_SECOND / (nanos - first.nanos());
    }

    private Sample second() {
        var all = samples.iterator();
        all.next();
        return all.next();
    }
}

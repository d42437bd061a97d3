package dev.alphalift.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what became of the pictures of a folder.
final class Tally {
    private static final double NANOS_A_SECOND = 1e9;

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger expected = new AtomicInteger();

    /// Adds pictures that are to be handled.
    void expect(int more) {
        expected.addAndGet(more);
    }

    void done() {
        done.incrementAndGet();
    }

    void skip() {
        skipped.incrementAndGet();
    }

    void fail() {
        failed.incrementAndGet();
    }

    int failed() {
        return failed.get();
    }

    /// How many of all pictures so far have been handled.
    String progress() {
        return done.get() + skipped.get() + failed.get() + " of " + expected.get();
    }

    String summary(long nanos) {
        double seconds = nanos / NANOS_A_SECOND;
        return String.format(
                Locale.ROOT,
                "%s done, %s skipped, %s failed in %.1f s (%.1f pictures a second)",
                done.get(),
                skipped.get(),
                failed.get(),
                seconds,
                done.get() / seconds);
    }
}

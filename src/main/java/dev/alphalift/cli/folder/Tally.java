package dev.alphalift.cli.folder;

import dev.alphalift.cli.progress.Progress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what became of the pictures of a folder, and shows how far that is. Safe for use by
/// several threads.
public final class Tally {
    private static final double NANOS_A_SECOND = 1e9;

    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger expected = new AtomicInteger();

    /// @param progress is shown what is counted
    public Tally(Progress progress) {
        this.progress = progress;
    }

    /// Adds pictures that are to be handled.
    public void expect(int more) {
        progress.expect(expected.addAndGet(more));
    }

    /// One has its result.
    public void done() {
        done.incrementAndGet();
        progress.step();
    }

    /// One had its result before.
    public void skip() {
        skipped.incrementAndGet();
        progress.skip();
    }

    /// One has none.
    public void fail() {
        failed.incrementAndGet();
        progress.fail();
    }

    /// How many have none.
    public int failed() {
        return failed.get();
    }

    /// All counts, and pictures a second.
    ///
    /// @param nanos how long it took
    public String summary(long nanos) {
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

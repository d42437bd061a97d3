package dev.alphalift.cli.progress;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressState;

/// What the library's bar does not count: failures, how much of what is done was work, and how fast
/// that goes. What was there already tells nothing about how long the rest takes.
final class Counts {
    private static final String UNKNOWN = "?";

    private final Unit unit;
    private final LongSupplier clock;
    private final Rate rate;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong there = new AtomicLong();

    /// @param clock nanoseconds
    Counts(Unit unit, LongSupplier clock) {
        this.unit = unit;
        this.clock = clock;
        this.rate = new Rate(clock.getAsLong());
    }

    Unit unit() {
        return unit;
    }

    void fail() {
        failed.incrementAndGet();
    }

    /// Counts what is done without any work.
    void wasThere() {
        there.incrementAndGet();
    }

    /// How many have failed, in words; empty for none.
    String failures() {
        return failed.get() == 0 ? "" : ", " + failed.get() + " failed";
    }

    /// Units a second.
    double rate(ProgressState state) {
        // One that was there is counted as such a moment before it is counted at all.
        long made = Math.max(0, state.getCurrent() - there.get());
        return rate.at(clock.getAsLong(), made) / unit.size();
    }

    /// How long the rest takes at that rate.
    String left(ProgressState state, double rate) {
        if (state.isIndefinite() || rate <= 0) {
            return UNKNOWN;
        }
        long rest = Math.max(0, state.getMax() - state.getCurrent());
        long seconds = Math.round(rest / (rate * unit.size()));
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }
}

package dev.alphalift.fault;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When the caller of some work stops waiting for it: at a time, or sooner when the caller goes
/// away. Work looks at it often, since no thread can be stopped from outside. Safe for use by
/// several threads.
public final class Deadline {
    /// One that never comes.
    public static final Deadline NONE = new Deadline(Duration.ZERO, false, Caller.ANYBODY);

    private final Duration patience;
    private final boolean ends;
    private final Caller caller;
    private final long start = System.nanoTime();
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean cancelled;

    private Deadline(Duration patience, boolean ends, Caller caller) {
        this.patience = patience;
        this.ends = ends;
        this.caller = caller;
    }

    /// One that comes after some time, counted from now.
    public static Deadline after(Duration patience) {
        return after(patience, Caller.ANYBODY);
    }

    /// The same, of a caller who is one of several.
    public static Deadline after(Duration patience, Caller caller) {
        return new Deadline(patience, true, caller);
    }

    /// Who waits.
    public Caller caller() {
        return caller;
    }

    /// Says that nobody waits any more: the deadline has come.
    public void cancel() {
        List<Runnable> told;
        synchronized (listeners) {
            if (!ends || cancelled) {
                return;
            }
            cancelled = true;
            told = List.copyOf(listeners);
        }
        // What one of them throws must not keep the others from being told.
        RuntimeException thrown = null;
        for (Runnable listener : told) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                thrown = e;
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /// Whether the deadline has come.
    public boolean isOver() {
        return ends && (cancelled || System.nanoTime() - start >= patience.toNanos());
    }

    /// Ends the work when the deadline has come.
    ///
    /// @throws DeadlineExceeded if it has
    public void check() {
        if (isOver()) {
            throw new DeadlineExceeded(patience);
        }
    }

    /// How long it still is, zero when it has come. [java.time.Duration] holds 292 years for a
    /// deadline that never comes.
    public Duration remaining() {
        if (!ends) {
            return Duration.ofNanos(Long.MAX_VALUE);
        }
        Duration left = patience.minusNanos(System.nanoTime() - start);
        return cancelled || left.isNegative() ? Duration.ZERO : left;
    }

    /// Has an action run when [#cancel] is called, in the thread that calls it; at once if it was
    /// called already. The time running out calls nothing: who wants to be woken sets a timer for
    /// [#remaining].
    ///
    /// @return takes the action back
    public Registration onCancel(Runnable action) {
        synchronized (listeners) {
            if (!cancelled) {
                if (ends) {
                    listeners.add(action);
                }
                return () -> {
                    synchronized (listeners) {
                        listeners.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /// A listener that can be taken back.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

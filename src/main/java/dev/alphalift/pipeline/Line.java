package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.Caller;
import dev.alphalift.fault.Deadline;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Those who wait, in a fair order, and those who are in work. Each is due when it came, and as
/// much later as its work is long, times the number of those of the same caller who are here
/// already; who is due first is next. So short work goes before long work, and one of a caller who
/// has little here before those of one who has much. Yet nothing waits for ever: what comes after a
/// due time is due after it.
///
/// The owner's state and this are guarded by one lock ([#lock]): all but waiting is done with it.
final class Line {
    /// The place of one in the line.
    record Ticket(Caller caller, Cost cost, long due, long number) {}

    private static final Comparator<Ticket> ORDER =
            Comparator.comparingLong(Ticket::due).thenComparingLong(Ticket::number);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long start = System.nanoTime();
    private final TreeSet<Ticket> waiting = new TreeSet<>(ORDER);

    /// How many of a caller are here; nobody who has none.
    private final Map<Caller, Integer> here = new HashMap<>();

    private long tickets;

    /// Takes the lock, and gives it back when what it answers is closed.
    @SuppressWarnings("LockNotBeforeTry") // the caller's try gives it back
    Locked lock() {
        lock.lock();
        return lock::unlock;
    }

    /// The lock, held.
    interface Locked extends AutoCloseable {
        @Override
        void close();
    }

    /// Has all who wait look again. With or without the lock.
    void wakeAll() {
        try (Locked _ = lock()) {
            changed.signalAll();
        }
    }

    /// Waits, with the lock, until it is one's turn.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it is not in time, or the thread is
    ///   interrupted
    void await(BooleanSupplier isTurn, Deadline deadline) {
        try {
            while (!isTurn.getAsBoolean()) {
                deadline.check();
                changed.awaitNanos(deadline.remaining().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy(Duration.ofSeconds(1));
        }
    }

    /// Lines one up.
    Ticket add(Caller caller, Cost cost) {
        int before = here.merge(caller, 1, Integer::sum) - 1;
        long due = System.nanoTime() - start + cost.nanos() * (1L + before);
        Ticket ticket = new Ticket(caller, cost, due, tickets++);
        waiting.add(ticket);
        return ticket;
    }

    /// One is in work now.
    void begin(Ticket ticket) {
        waiting.remove(ticket);
    }

    /// One is done, or has gone away.
    void leave(Ticket ticket) {
        waiting.remove(ticket);
        here.computeIfPresent(ticket.caller(), (_, count) -> count == 1 ? null : count - 1);
    }

    /// Who is due first, null when nobody waits.
    @Nullable Ticket first() {
        return waiting.isEmpty() ? null : waiting.first();
    }

    /// Those who wait, who is due first first.
    Iterable<Ticket> waiting() {
        return waiting;
    }

    /// How many pictures wait, or how many pairs for their scores.
    int waiting(boolean pictures) {
        return (int)
                waiting.stream().filter(ticket -> ticket.cost().isPicture() == pictures).count();
    }
}

package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Something that few can use at a time: who waits for it gets it in the order of a [Line]. Safe
/// for use by several threads.
public final class Turns {
    private final int atOnce;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Line line = new Line();
    private int taken;

    /// @param atOnce how many can use it at a time
    public Turns(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException(
                    "The number of turns (%s) must be positive.".formatted(atOnce));
        }
        this.atOnce = atOnce;
    }

    /// Waits for a turn of work that lasts long, whoever's it is.
    ///
    /// @return the turn, to be closed at its end
    /// @throws dev.alphalift.fault.AlphaliftException if there is none in time
    public Turn take(Deadline deadline) {
        return take(Cost.ofScoring(0), deadline);
    }

    /// Waits for a turn.
    ///
    /// @return the turn, to be closed at its end
    /// @throws dev.alphalift.fault.AlphaliftException if there is none in time
    Turn take(Cost cost, Deadline deadline) {
        try (Deadline.Registration _ = deadline.onCancel(this::wakeAll)) {
            lock.lock();
            try {
                Line.Ticket ticket = line.add(deadline.caller(), cost);
                boolean has = false;
                try {
                    await(ticket, deadline);
                    has = true;
                } finally {
                    if (!has) {
                        line.leave(ticket);
                        changed.signalAll();
                    }
                }
                line.begin(ticket);
                taken++;
                changed.signalAll();
                return new Turn(ticket);
            } finally {
                lock.unlock();
            }
        }
    }

    /// How many wait.
    int waiting() {
        lock.lock();
        try {
            return line.waiting(true) + line.waiting(false);
        } finally {
            lock.unlock();
        }
    }

    private void await(Line.Ticket ticket, Deadline deadline) {
        try {
            while (taken >= atOnce || !ticket.equals(line.first())) {
                deadline.check();
                changed.awaitNanos(deadline.remaining().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy(Duration.ofSeconds(1));
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// One's turn.
    public final class Turn implements AutoCloseable {
        private final Line.Ticket ticket;

        private Turn(Line.Ticket ticket) {
            this.ticket = ticket;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                taken--;
                line.leave(ticket);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}

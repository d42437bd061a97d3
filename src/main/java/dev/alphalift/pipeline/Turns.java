package dev.alphalift.pipeline;

import dev.alphalift.fault.Deadline;

/// Something that few can use at a time: who waits for it gets it in the order of a [Line]. Safe
/// for use by several threads.
public final class Turns {
    private final int atOnce;
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
        try (Deadline.Registration _ = deadline.onCancel(line::wakeAll);
                Line.Locked _ = line.lock()) {
            Line.Ticket ticket = line.add(deadline.caller(), cost);
            boolean has = false;
            try {
                line.await(() -> taken < atOnce && ticket.equals(line.first()), deadline);
                has = true;
                line.begin(ticket);
                taken++;
                return new Turn(ticket);
            } finally {
                if (!has) {
                    line.leave(ticket);
                }
                line.wakeAll();
            }
        }
    }

    /// How many wait.
    int waiting() {
        try (Line.Locked _ = line.lock()) {
            return line.waiting(true) + line.waiting(false);
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
            try (Line.Locked _ = line.lock()) {
                taken--;
                line.leave(ticket);
                line.wakeAll();
            }
        }
    }
}

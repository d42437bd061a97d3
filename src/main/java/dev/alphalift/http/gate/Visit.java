package dev.alphalift.http.gate;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.Caller;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Admission;
import java.util.function.LongSupplier;

/// What one request holds, from its head to the end of its answer: a place among those whose bodies
/// arrive, then one among those who have arrived, and bytes all the time. Safe for use by several
/// threads.
final class Visit {
    private enum State {
        ARRIVING,
        PRESENT,
        GONE
    }

    private final Places places;
    private final Admission admission;
    private final Deadline deadline;
    private final long copies;
    private final LongSupplier length;
    private State state = State.ARRIVING;
    private long bytes;

    /// @param copies how often what has come lies in memory while it is taken apart
    /// @param length bytes of the body that are here
    Visit(Places places, Admission admission, Deadline deadline, long copies, LongSupplier length) {
        this.places = places;
        this.admission = admission;
        this.deadline = deadline;
        this.copies = copies;
        this.length = length;
    }

    Deadline deadline() {
        return deadline;
    }

    private Caller caller() {
        return deadline.caller();
    }

    /// Whether nothing but its body has been looked at.
    synchronized boolean isArriving() {
        return state == State.ARRIVING;
    }

    /// Counts what is here of the body by now.
    ///
    /// @return whether there is room for it
    boolean count() {
        // Before anything is locked: who ends an answer comes here with the connection locked.
        return count(length.getAsLong());
    }

    private synchronized boolean count(long here) {
        if (state == State.GONE) {
            return true;
        }
        long more = Math.max(0, here * copies - bytes);
        bytes += more;
        return places.add(caller(), more);
    }

    /// Says that the request has been read as a whole.
    ///
    /// @throws Busy if there is no place for it
    void settle() {
        boolean hasRoom = count();
        synchronized (this) {
            if (state != State.ARRIVING) {
                return;
            }
            if (hasRoom && places.settle(caller())) {
                state = State.PRESENT;
                return;
            }
            state = State.GONE;
            places.remove(caller(), bytes);
            places.giveUp(caller());
        }
        throw new Busy(admission.retryAfter());
    }

    /// Gives everything back; nothing is done for it any more.
    void end() {
        synchronized (this) {
            switch (state) {
                case ARRIVING -> places.giveUp(caller());
                case PRESENT -> places.leave(caller());
                case GONE -> {}
            }
            if (state != State.GONE) {
                places.remove(caller(), bytes);
            }
            state = State.GONE;
        }
        deadline.cancel();
    }
}

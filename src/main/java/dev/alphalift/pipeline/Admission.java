package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Caller;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Lets pictures into work while there is memory for them, in the fair order of a [Line], and sends
/// the others away at once when too many wait already. A large picture takes more room than a small
/// one, and none of what usual pictures need to go on: large ones, and the scores of pairs, have
/// places of their own.
public final class Admission {
    /// What a picture can need at most while it is in work: its colours, turned upright once more,
    /// its mask, and a result that does not compress, in pieces and joined.
    public static final long BYTES_A_PIXEL = 12;

    private static final double WEIGHT_OF_NEWEST = 0.1;
    private static final double FIRST_GUESS_SECONDS = 0.5;

    /// What large pictures and scores may fill together, when it is more than one of them.
    private static final double PART_OF_LARGE = 0.75;

    private final long capacity;
    private final int places;
    private final int mostWaiting;
    private final double partOfOne;

    private final Line line = new Line();
    private final Map<Cost.Kind, Integer> inWork = new EnumMap<>(Cost.Kind.class);

    /// Bytes in work or on their way, by caller; nobody who has none.
    private final Map<Caller, Long> bytesOf = new HashMap<>();

    private boolean someoneGrows;
    private long usedBytes;
    private long largeBytes;
    private double secondsAPicture = FIRST_GUESS_SECONDS;

    /// One whose callers may take everything.
    ///
    /// @param capacity bytes for all pictures in work together
    /// @param places most pictures in work, of each kind
    /// @param mostWaiting most pictures that wait for a place; one more is sent away
    public Admission(long capacity, int places, int mostWaiting) {
        this(capacity, places, mostWaiting, 1);
    }

    /// One whose callers must leave something to the others.
    ///
    /// @param capacity bytes for all pictures in work together
    /// @param places most pictures in work, of each kind
    /// @param mostWaiting most pictures that wait for a place; one more is sent away
    /// @param partOfOne the part of the memory that one of several callers may have, unless it is
    ///   with a single picture
    public Admission(long capacity, int places, int mostWaiting, double partOfOne) {
        requirePositive("capacity", capacity);
        requirePositive("places", places);
        if (mostWaiting < 0) {
            throw new IllegalArgumentException(
                    "The number of waiting pictures (%s) must not be negative."
                            .formatted(mostWaiting));
        }
        this.capacity = capacity;
        this.places = places;
        this.mostWaiting = mostWaiting;
        this.partOfOne = partOfOne;
        for (Cost.Kind kind : Cost.Kind.values()) {
            inWork.put(kind, 0);
        }
    }

    /// The largest picture that fits in when nothing else is in work, in pixels.
    ///
    /// @param more bytes a pixel beside [#BYTES_A_PIXEL]
    public long mostPixels(int more) {
        return capacity / (BYTES_A_PIXEL + more);
    }

    /// Pictures that wait or are in work now.
    int present() {
        try (Line.Locked _ = line.lock()) {
            return allInWork() + line.waiting(true) + line.waiting(false);
        }
    }

    private int allInWork() {
        return inWork.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Most pictures in work, of each kind.
    public int places() {
        return places;
    }

    /// Most pictures that can wait or be in work.
    public int mostPresent() {
        return places + mostWaiting;
    }

    /// When one who is sent away may try again: when a part of those who are here will be done.
    public Duration retryAfter() {
        try (Line.Locked _ = line.lock()) {
            double seconds = secondsAPicture * present() / (2.0 * places);
            return Duration.ofSeconds(Math.clamp(Math.round(seconds), 1, 30));
        }
    }

    /// Waits for room and takes it.
    ///
    /// @param more bytes a pixel that the work takes beside [#BYTES_A_PIXEL]
    /// @return the place; closing it makes room for the next
    /// @throws ImageTooLarge if there is never room for such a picture
    /// @throws Busy if too many wait already; thrown at once
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there was no room in time
    public Place enter(Size size, int more, Deadline deadline) {
        return enter(size, more, 0, deadline);
    }

    /// Waits for room and takes it.
    ///
    /// @param more bytes a pixel that the work takes beside [#BYTES_A_PIXEL]
    /// @param besides bytes that it takes for something else than this picture
    /// @return the place; closing it makes room for the next
    /// @throws ImageTooLarge if there is never room for such a picture
    /// @throws Busy if too many wait already; thrown at once
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there was no room in time
    public Place enter(Size size, int more, long besides, Deadline deadline) {
        return enter(size, more, new Cost.Extra(besides, 0, 1), deadline);
    }

    /// The same for work that takes more time, too.
    Place enter(Size size, int more, Cost.Extra besides, Deadline deadline) {
        long bytes = bytes(size, more, besides.bytes());
        return enter(Cost.ofPicture(bytes, besides.nanos()).withLooks(besides.looks()), deadline);
    }

    /// Waits for room to take the scores of a pair, and takes it. While there are pictures, half of
    /// the places for scores stay empty.
    ///
    /// @param more bytes a pixel that the work takes beside [#BYTES_A_PIXEL]
    /// @param besides bytes that it takes for something else than this picture
    /// @return the place; closing it makes room for the next
    /// @throws ImageTooLarge if there is never room for such a pair
    /// @throws Busy if too many wait already; thrown at once
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there was no room in time
    public Place enterScoring(Size size, int more, long besides, Deadline deadline) {
        return enterScoring(size, more, besides, 1, deadline);
    }

    /// The same for a pair whose picture models look at so many times.
    Place enterScoring(Size size, int more, long besides, int looks, Deadline deadline) {
        return enter(Cost.ofScoring(bytes(size, more, besides)).withLooks(looks), deadline);
    }

    private long bytes(Size size, int more, long besides) {
        long most = Math.max(0, capacity - besides) / (BYTES_A_PIXEL + more);
        if (size.pixels() > most) {
            throw new ImageTooLarge("pixels", size.pixels(), most);
        }
        return size.pixels() * (BYTES_A_PIXEL + more) + besides;
    }

    private Place enter(Cost cost, Deadline deadline) {
        try (Deadline.Registration _ = deadline.onCancel(line::wakeAll);
                Line.Locked _ = line.lock()) {
            Line.Ticket ticket = line.add(deadline.caller(), cost);
            boolean isIn = false;
            try {
                if (!isTurnOf(ticket) && line.waiting(cost.isPicture()) > mostWaiting) {
                    throw new Busy(retryAfter());
                }
                line.await(() -> isTurnOf(ticket), deadline);
                isIn = true;
                line.begin(ticket);
                take(ticket.caller(), cost.bytes());
                count(cost, 1);
                return new Place(ticket);
            } finally {
                if (!isIn) {
                    line.leave(ticket);
                }
                line.wakeAll();
            }
        }
    }

    /// Takes more room for work that has a place, when it turns out what it needs. One at a time
    /// waits for that: all others who are in work come to their end, so that room is made.
    ///
    /// @param measure what is counted, in words
    /// @param count how many there are
    /// @param each bytes that each of them takes
    /// @return to be closed when the room is not needed any more
    /// @throws ImageTooLarge if there is never so much room
    /// @throws Busy if another waits already
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there was no room in time
    Held grow(String measure, long count, long each, Deadline deadline) {
        long bytes = count * each;
        try (Deadline.Registration _ = deadline.onCancel(line::wakeAll);
                Line.Locked _ = line.lock()) {
            if (bytes > capacity) {
                throw new ImageTooLarge(measure, count, capacity / each);
            }
            if (someoneGrows) {
                throw new Busy(retryAfter());
            }
            someoneGrows = true;
            try {
                // Alone in work, one may have what there is: its own place is part of it.
                line.await(() -> usedBytes + bytes <= capacity || allInWork() <= 1, deadline);
            } finally {
                someoneGrows = false;
                line.wakeAll();
            }
            take(deadline.caller(), bytes);
            return new Held(deadline.caller(), bytes);
        }
    }

    /// Counts the bytes of a result that has left its place and has not reached the client yet:
    /// clients that read slowly must not fill the memory. Waits for nothing.
    ///
    /// @return to be closed when the bytes are gone
    public Held hold(long bytes, Caller caller) {
        try (Line.Locked _ = line.lock()) {
            take(caller, bytes);
            return new Held(caller, bytes);
        }
    }

    private void take(Caller caller, long bytes) {
        usedBytes += bytes;
        long all = bytesOf.merge(caller, bytes, Long::sum);
        if (all == 0) {
            bytesOf.remove(caller);
        }
    }

    private void count(Cost cost, int more) {
        inWork.merge(cost.kind(), more, Integer::sum);
        if (cost.kind() != Cost.Kind.LIGHT) {
            largeBytes += more * cost.bytes();
        }
    }

    private void release(Caller caller, long bytes) {
        try (Line.Locked _ = line.lock()) {
            take(caller, -bytes);
            line.wakeAll();
        }
    }

    /// Whether one is the next. Who finds no place of its kind, or has its part already, does not
    /// stand in the way of the others; who waits for memory does, or it would never get it.
    private boolean isTurnOf(Line.Ticket wanted) {
        if (someoneGrows) {
            return false;
        }
        for (Line.Ticket ticket : line.waiting()) {
            if (hasPlace(ticket)) {
                return ticket.equals(wanted) && usedBytes + ticket.cost().bytes() <= capacity;
            }
        }
        return false;
    }

    private boolean hasPlace(Line.Ticket ticket) {
        Cost cost = ticket.cost();
        if (inWork.getOrDefault(cost.kind(), 0) >= places(cost.kind())) {
            return false;
        }
        boolean leavesRoom =
                cost.kind() == Cost.Kind.LIGHT
                        || largeBytes == 0
                        || largeBytes + cost.bytes() <= PART_OF_LARGE * capacity;
        return leavesRoom && hasLeft(ticket.caller(), cost.bytes());
    }

    private boolean hasLeft(Caller caller, long bytes) {
        long has = caller.isOneOfSeveral() ? bytesOf.getOrDefault(caller, 0L) : 0;
        return has == 0 || has + bytes <= partOfOne * capacity;
    }

    private int places(Cost.Kind kind) {
        boolean leavesSome = kind == Cost.Kind.SCORING && hasPictures();
        return leavesSome ? Math.max(1, places / 2) : places;
    }

    private boolean hasPictures() {
        int scoring = inWork.getOrDefault(Cost.Kind.SCORING, 0);
        return allInWork() > scoring || line.waiting(true) > 0;
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be positive.".formatted(name, value));
        }
    }

    /// Bytes of a result on its way. Closing it again does nothing.
    public final class Held implements AutoCloseable {
        private final Caller caller;
        private final AtomicLong bytes;

        private Held(Caller caller, long bytes) {
            this.caller = caller;
            this.bytes = new AtomicLong(bytes);
        }

        @Override
        public void close() {
            release(caller, bytes.getAndSet(0));
        }
    }

    /// Room that one picture has.
    public final class Place implements AutoCloseable {
        private final Line.Ticket ticket;
        private final long start = System.nanoTime();

        private Place(Line.Ticket ticket) {
            this.ticket = ticket;
        }

        @Override
        public void close() {
            try (Line.Locked _ = line.lock()) {
                count(ticket.cost(), -1);
                line.leave(ticket);
                if (ticket.cost().isPicture()) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    secondsAPicture += WEIGHT_OF_NEWEST * (seconds - secondsAPicture);
                }
                release(ticket.caller(), ticket.cost().bytes());
            }
        }
    }
}

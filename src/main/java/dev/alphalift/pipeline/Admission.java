package dev.alphalift.pipeline;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets pictures into work while there is memory for them, first come, first served, and sends the
/// others away at once when too many wait already. A large picture takes more room than a small
/// one.
public final class Admission {
    /// What a picture can need at most while it is in work: its colours, turned upright once more,
    /// its mask, and a result that does not compress, in pieces and joined.
    public static final long BYTES_A_PIXEL = 12;

    private static final double WEIGHT_OF_NEWEST = 0.1;
    private static final double FIRST_GUESS_SECONDS = 0.5;

    private final long capacity;
    private final int places;
    private final int mostWaiting;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> line = new ArrayDeque<>();
    private long usedBytes;
    private int inWork;
    private double secondsAPicture = FIRST_GUESS_SECONDS;

    /// @param capacity bytes for all pictures in work together
    /// @param places most pictures in work
    /// @param mostWaiting most pictures that wait for a place; one more is sent away
    public Admission(long capacity, int places, int mostWaiting) {
        requirePositive("capacity", capacity);
        requirePositive("places", places);
        if (mostWaiting < 0) {
            throw new IllegalArgumentException(
                    "The number of waiting pictures (%d) must not be negative."
                            .formatted(mostWaiting));
        }
        this.capacity = capacity;
        this.places = places;
        this.mostWaiting = mostWaiting;
    }

    /// The largest picture that fits in when nothing else is in work, in pixels.
    ///
    /// @param more bytes a pixel beside [#BYTES_A_PIXEL]
    public long mostPixels(int more) {
        return capacity / (BYTES_A_PIXEL + more);
    }

    /// Pictures that wait or are in work now.
    int present() {
        lock.lock();
        try {
            return inWork + line.size();
        } finally {
            lock.unlock();
        }
    }

    /// Most pictures that can wait or be in work.
    public int mostPresent() {
        return places + mostWaiting;
    }

    /// When one who is sent away may try again: when a part of those who are here will be done.
    public Duration retryAfter() {
        lock.lock();
        try {
            double seconds = secondsAPicture * present() / (2.0 * places);
            return Duration.ofSeconds(Math.clamp(Math.round(seconds), 1, 30));
        } finally {
            lock.unlock();
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
        long most = Math.max(0, capacity - besides) / (BYTES_A_PIXEL + more);
        if (size.pixels() > most) {
            throw new ImageTooLarge("pixels", size.pixels(), most);
        }
        long bytes = size.pixels() * (BYTES_A_PIXEL + more) + besides;
        Object ticket = new Object();
        try (Deadline.Registration _ = deadline.onCancel(this::wakeAll)) {
            lock.lock();
            try {
                boolean waits = !line.isEmpty() || !fits(bytes);
                if (waits && line.size() >= mostWaiting) {
                    throw new Busy(retryAfter());
                }
                line.addLast(ticket);
                awaitTurn(ticket, bytes, deadline);
                usedBytes += bytes;
                inWork++;
                return new Place(bytes);
            } finally {
                line.remove(ticket);
                changed.signalAll();
                lock.unlock();
            }
        }
    }

    /// Counts the bytes of a result that has left its place and has not reached the client yet:
    /// clients that read slowly must not fill the memory. Waits for nothing.
    ///
    /// @return to be closed when the bytes are gone
    public Held hold(long bytes) {
        lock.lock();
        try {
            usedBytes += bytes;
            return new Held(bytes);
        } finally {
            lock.unlock();
        }
    }

    private void release(long bytes) {
        lock.lock();
        try {
            usedBytes -= bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(long bytes) {
        return inWork < places && usedBytes + bytes <= capacity;
    }

    private void awaitTurn(Object ticket, long bytes, Deadline deadline) {
        try {
            while (!line.getFirst().equals(ticket) || !fits(bytes)) {
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

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "The %s (%d) must be positive.".formatted(name, value));
        }
    }

    /// Bytes of a result on its way. Closing it again does nothing.
    public final class Held implements AutoCloseable {
        private final AtomicLong bytes;

        private Held(long bytes) {
            this.bytes = new AtomicLong(bytes);
        }

        @Override
        public void close() {
            release(bytes.getAndSet(0));
        }
    }

    /// Room that one picture has.
    public final class Place implements AutoCloseable {
        private final long bytes;
        private final long start = System.nanoTime();

        private Place(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                inWork--;
                double seconds = (System.nanoTime() - start) / 1e9;
                secondsAPicture += WEIGHT_OF_NEWEST * (seconds - secondsAPicture);
                release(bytes);
            } finally {
                lock.unlock();
            }
        }
    }
}

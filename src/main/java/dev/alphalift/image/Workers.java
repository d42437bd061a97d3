package dev.alphalift.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that share the work on one picture. The caller's own thread is one of them, so one
/// worker means no other thread at all. May be used by several callers at once: they share the
/// threads, and a caller whose helpers are busy does the work itself.
public final class Workers implements AutoCloseable {
    private final int count;
    private final ExecutorService helpers;

    /// @param count threads that work on a picture, at least 1
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "The number of workers (%s) must be positive.".formatted(count));
        }
        this.count = count;
        // A pool of fixed size: more callers do not mean more threads. Threads start when first
        // used.
        this.helpers =
                Executors.newFixedThreadPool(
                        Math.max(1, count - 1),
                        Thread.ofPlatform().daemon().name("alphalift-worker-", 0).factory());
    }

    /// Threads that work on a picture, the caller's included.
    public int count() {
        return count;
    }

    /// Calls `piece` with each of `0 <= index < pieces` once, several at a time, and returns when
    /// all are done. What one of them throws comes out here, and no further piece is begun.
    public void forEachPiece(int pieces, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        List<Share> shares = new ArrayList<>();
        for (int helper = 1; helper < Math.min(count, pieces); helper++) {
            Share share = new Share(next, pieces, piece);
            shares.add(share);
            helpers.execute(share);
        }
        Share own = new Share(next, pieces, piece);
        own.run();
        shares.forEach(Share::endOrRevoke);
        own.rethrow();
        shares.forEach(Share::rethrow);
    }

    /// Calls `body` with ranges that together cover `0 <= row < rows`, several at a time, and
    /// returns when all are done. A range holds at least `smallest` rows, unless it is the only
    /// one.
    public void forRowRanges(int rows, int smallest, RowRange body) {
        int ranges = Math.clamp(rows / Math.max(1, smallest), 1, 2 * count);
        forEachPiece(
                ranges,
                range ->
                        body.run(
                                Math.toIntExact((long) rows * range / ranges),
                                Math.toIntExact((long) rows * (range + 1) / ranges)));
    }

    @Override
    public void close() {
        helpers.shutdown();
    }

    /// Work on the rows `from <= row < to`.
    @FunctionalInterface
    public interface RowRange {
        void run(int from, int to);
    }

    /// What one thread does of a caller's work: piece after piece, until none is left.
    private static final class Share implements Runnable {
        private final AtomicInteger next;
        private final int pieces;
        private final IntConsumer piece;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(1);
        private @Nullable Throwable failure;

        Share(AtomicInteger next, int pieces, IntConsumer piece) {
            this.next = next;
            this.pieces = pieces;
            this.piece = piece;
        }

        @Override
        public void run() {
            if (!taken.compareAndSet(false, true)) {
                return;
            }
            try {
                int index;
                while ((index = next.getAndIncrement()) < pieces) {
                    piece.accept(index);
                }
            } catch (RuntimeException | Error e) {
                next.set(pieces);
                failure = e;
            } finally {
                ended.countDown();
            }
        }

        /// Waits for a helper that has begun, since it works on the caller's arrays; one that has
        /// not begun is not needed any more.
        void endOrRevoke() {
            if (taken.compareAndSet(false, true)) {
                return;
            }
            boolean interrupted = false;
            while (ended.getCount() > 0) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            switch (failure) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> {}
            }
        }
    }
}

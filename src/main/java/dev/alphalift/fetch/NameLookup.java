package dev.alphalift.fetch;

import dev.alphalift.fault.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a [Resolver], and stops waiting for it when the time is up. A lookup cannot be interrupted;
/// one that hangs keeps its thread until the system gives it up, and there are so many threads for
/// them and no more.
record NameLookup(Resolver resolver, Duration limit) {
    private static final int MOST_AT_ONCE = 64;
    private static final Semaphore LOOKUPS = new Semaphore(MOST_AT_ONCE);

    /// @throws UnusableAnswerException if there is no answer, or none in time
    InetAddress[] addresses(String name, Deadline deadline) throws UnusableAnswerException {
        if (!LOOKUPS.tryAcquire()) {
            throw new UnusableAnswerException("too many hosts are being looked up.");
        }
        var lookup =
                new FutureTask<>(() -> {
                    try {
                        return resolver.resolve(name);
                    } finally {
                        LOOKUPS.release();
                    }
                });
        Thread.ofPlatform().daemon().name("lookup of a name").start(lookup);
        try (Deadline.Registration _ = deadline.onCancel(() -> lookup.cancel(true))) {
            return lookup.get(shorter(deadline.remaining(), limit).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw new UnusableAnswerException("its host is not known.", unknown);
            }
            throw new IllegalStateException("A lookup failed.", e);
        } catch (TimeoutException | CancellationException e) {
            throw new UnusableAnswerException("its host could not be looked up in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableAnswerException("interrupted.", e);
        }
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

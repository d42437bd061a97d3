package dev.alphalift.testdata;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs work that must not take too much of the processors, however busy the machine is: the time
/// on the wall counts only against what hangs.
public final class BoundedWork {
    private static final Duration HANGS = Duration.ofMinutes(10);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private BoundedWork() {}

    /// The result of the work; fails when this process needs more processor time than `most` for
    /// it, or when it does not end.
    public static <T> T within(Duration most, String name, Callable<T> work) {
        return within(most, HANGS, name, work);
    }

    static <T> T within(Duration most, Duration hangs, String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        long before = SYSTEM.getProcessCpuTime();
        long end = System.nanoTime() + hangs.toNanos();
        Thread.ofPlatform().daemon().name("bounded work").start(task);
        while (true) {
            try {
                T result = task.get(100, TimeUnit.MILLISECONDS);
                check(most, before, name);
                return result;
            } catch (TimeoutException e) {
                try {
                    check(most, before, name);
                    if (System.nanoTime() > end) {
                        throw new AssertionError(name + " does not end.");
                    }
                } catch (AssertionError tooMuch) {
                    task.cancel(true);
                    throw tooMuch;
                }
            } catch (ExecutionException e) {
                throw unwrapped(e.getCause());
            } catch (InterruptedException e) {
                task.cancel(true);
                throw new AssertionError(e);
            }
        }
    }

    private static RuntimeException unwrapped(Throwable reason) {
        return switch (reason) {
            case Error error -> throw error;
            case RuntimeException fault -> fault;
            default -> new IllegalStateException(reason);
        };
    }

    private static void check(Duration most, long before, String name) {
        Duration used = Duration.ofNanos(SYSTEM.getProcessCpuTime() - before);
        if (used.compareTo(most) > 0) {
            throw new AssertionError(
                    name + " took " + used + " of processor time; the limit is " + most + ".");
        }
    }
}

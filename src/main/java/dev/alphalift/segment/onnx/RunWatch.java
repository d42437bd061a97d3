package dev.alphalift.segment.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.alphalift.fault.Deadline;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends one run of a model when its deadline comes, through ONNX Runtime's run options: the run
/// looks at them between its nodes and returns with an error, so that no thread is left behind.
final class RunWatch implements AutoCloseable {
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("alphalift-deadline").factory());

    private final OrtSession.RunOptions options = new OrtSession.RunOptions();
    private final Deadline.Registration registration;
    private final @Nullable ScheduledFuture<?> timer;
    private boolean closed;

    RunWatch(Deadline deadline) throws OrtException {
        registration = deadline.onCancel(this::terminate);
        timer =
                deadline == Deadline.NONE
                        ? null
                        : TIMER.schedule(
                                this::terminate,
                                deadline.remaining().toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    OrtSession.RunOptions runOptions() {
        return options;
    }

    private synchronized void terminate() {
        if (closed) {
            return;
        }
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("The run of the model cannot be ended.", e);
        }
    }

    @Override
    public void close() {
        registration.close();
        if (timer != null) {
            timer.cancel(false);
        }
        synchronized (this) {
            closed = true;
            options.close();
        }
    }
}

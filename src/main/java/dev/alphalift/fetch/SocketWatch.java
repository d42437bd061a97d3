package dev.alphalift.fetch;

import dev.alphalift.fault.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Closes the socket in use when a deadline comes or is cancelled, so that a thread that waits for
/// the network wakes up, however slowly the other side drips. One for each reading.
final class SocketWatch implements AutoCloseable {
    private final Deadline deadline;
    private final Deadline.Registration registration;
    private final Thread timer;
    private @Nullable Socket socket;
    private boolean over;

    SocketWatch(Deadline deadline) {
        this.deadline = deadline;
        this.registration = deadline.onCancel(this::end);
        this.timer =
                // Not virtual: the guard must not wait until other virtual threads let it run.
                Thread.ofPlatform().daemon().name("deadline of a reading").start(this::endInTime);
    }

    Deadline deadline() {
        return deadline;
    }

    /// Watches another socket instead of the one before.
    synchronized void watch(Socket next) throws IOException {
        socket = next;
        if (over) {
            next.close();
        }
    }

    @Override
    public void close() {
        registration.close();
        timer.interrupt();
    }

    private void endInTime() {
        try {
            for (Duration left = deadline.remaining();
                    left.isPositive();
                    left = deadline.remaining()) {
                Thread.sleep(left);
            }
            end();
        } catch (InterruptedException e) {
            // The reading is over before its time.
        }
    }

    private synchronized void end() {
        over = true;
        if (socket != null) {
            try {
                // The plain socket, also below TLS: closing TLS politely could wait.
                socket.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not.
            }
        }
    }
}

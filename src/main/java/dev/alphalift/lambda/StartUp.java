package dev.alphalift.lambda;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long this process took to start.
@Singleton
public class StartUp {
    private volatile @Nullable Duration duration;

    /// Notes that it has started: the model is loaded, and the first event can come.
    public void isOver() {
        duration =
                ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(start -> Duration.between(start, Instant.now()))
                        .orElse(null);
    }

    /// From the start of the process until it was over; null where that is not known.
    public @Nullable Duration duration() {
        return duration;
    }
}

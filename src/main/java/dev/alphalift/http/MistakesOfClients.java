package dev.alphalift.http;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Keeps out of the log what clients do wrong, which they have been told: a log that anybody can
/// fill hides what matters. It also is where every error passes that somebody caught: one of memory
/// ends the process ([OutOfMemory]).
@LoggingFilter(name = "mistakes-of-clients")
final class MistakesOfClients implements Filter {
    /// What goes wrong with a connection before there is a request, or between two.
    private static final String CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    @Override
    public boolean isLoggable(LogRecord record) {
        @Nullable Throwable thrown = record.getThrown();
        OutOfMemory.endIfIn(thrown);
        if (thrown instanceof Error) {
            return true;
        }
        return !CONNECTIONS.equals(record.getLoggerName()) && !isSecondAnswer(thrown);
    }

    /// A request that was cut off while its body arrived cannot be answered again.
    private static boolean isSecondAnswer(@Nullable Throwable thrown) {
        return thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage()).startsWith("Response ");
    }
}

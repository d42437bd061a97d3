package dev.alphalift.http;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/// Keeps one thing out of the log: that a request which was cut off while its body arrived cannot
/// be answered again.
@LoggingFilter(name = "answered-already")
final class AnsweredAlready implements Filter {
    @Override
    public boolean isLoggable(LogRecord record) {
        Throwable thrown = record.getThrown();
        return !(thrown instanceof IllegalStateException)
                || !String.valueOf(thrown.getMessage()).startsWith("Response ");
    }
}

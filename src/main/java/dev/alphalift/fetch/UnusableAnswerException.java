package dev.alphalift.fetch;

import org.jspecify.annotations.Nullable;

/// A server that cannot be reached, or an answer that cannot be used, with a reason that is fit for
/// the caller: it holds nothing of the address that was connected to. The cause may.
final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    UnusableAnswerException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    UnusableAnswerException(String reason) {
        this(reason, null);
    }

    String reason() {
        return reason;
    }
}

package dev.alphalift.lambda;

import dev.alphalift.fault.AlphaliftException;
import org.jspecify.annotations.Nullable;

/// A fault as Lambda reports it: Funqy makes the text of what was thrown the `errorMessage`, so it
/// begins with the stable code: `unreadable_image: The JPEG file is cut off.`
public final class FunctionFault extends RuntimeException {
    public FunctionFault(AlphaliftException fault) {
        super("%s: %s".formatted(fault.code(), fault.getMessage()), fault);
    }

    private FunctionFault(String text) {
        super(text);
    }

    /// What should not have happened: the caller learns the name of the call, under which the log
    /// has the rest.
    public static FunctionFault unexpected(@Nullable String requestId) {
        return new FunctionFault(
                "unexpected: Something went wrong here. Please report it with the number of this call (%s)."
                        .formatted(requestId));
    }

    // It is the text, and not the message, that Funqy hands on.
    @SuppressWarnings("OverrideThrowableToString")
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}

package dev.alphalift.settings;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import org.jspecify.annotations.Nullable;

/// Whole numbers in variables, with underscores where one likes them.
public final class WholeNumber {
    private WholeNumber() {}

    /// A number from 1 on.
    ///
    /// @param variable where it stands, for the message
    /// @param fallback what holds where there is none
    /// @param most the largest that is taken
    /// @throws InvalidOption if the text is no number, or too small or large
    public static long of(String variable, @Nullable String text, long fallback, long most) {
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.strip().replace("_", ""));
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidOption(variable, text, "it must be a whole number.");
        }
        throw new InvalidOption(variable, text, "it must lie in 1 to %s.".formatted(most));
    }
}

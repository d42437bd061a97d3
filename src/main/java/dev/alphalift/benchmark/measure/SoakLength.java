package dev.alphalift.benchmark.measure;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a soak lasts.
///
/// @param amount pictures or seconds, at least 1
/// @param timed whether it is seconds
public record SoakLength(int amount, boolean timed) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(s?)");

    /// `5000`: so many pictures; `600s`: so many seconds.
    ///
    /// @throws InvalidOption if it is neither
    public static SoakLength of(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches() || Integer.parseInt(parts.group(1)) < 1) {
            throw new InvalidOption(
                    "soak", text, "it must be a number of pictures (5000) or of seconds (600s).");
        }
        return new SoakLength(Integer.parseInt(parts.group(1)), !parts.group(2).isEmpty());
    }

    public boolean isOver(long pictures, double seconds) {
        return (timed ? seconds : pictures) >= amount;
    }

    @Override
    public String toString() {
        return timed ? amount + "s" : Integer.toString(amount);
    }
}

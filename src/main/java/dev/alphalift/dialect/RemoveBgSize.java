package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.Locale;

/// How large a result remove.bg's users ask for.
///
/// @param mostPixels most pixels of the result
public record RemoveBgSize(long mostPixels) {
    /// The picture's own size.
    public static final RemoveBgSize FULL = new RemoveBgSize(Long.MAX_VALUE);

    private static final long PREVIEW = 250_000;
    private static final long MEDIUM = 1_500_000;
    private static final long HD = 4_000_000;

    /// The size of a name, in any case.
    ///
    /// @param option what the name was given as
    /// @throws InvalidOption if there is no such size
    public static RemoveBgSize named(String option, String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "preview", "small", "regular" -> new RemoveBgSize(PREVIEW);
            case "medium" -> new RemoveBgSize(MEDIUM);
            case "hd" -> new RemoveBgSize(HD);
            case "full", "4k", "50mp", "auto" -> FULL;
            default ->
                    throw new InvalidOption(
                            option,
                            name,
                            "it must be preview, small, regular, medium, hd, full, 4k, 50MP or"
                                    + " auto.");
        };
    }
}

package dev.alphalift.cleanup;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of options as people write them.
final class CleanUpWords {
    static final List<String> NAMES =
            List.of(
                    "open",
                    "close",
                    "fill-holes",
                    "drop-specks",
                    "largest",
                    "grow",
                    "shrink",
                    "threshold",
                    "smooth",
                    "feather");

    // As many decimals as the smallest number of JSON has.
    private static final Pattern LENGTH =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,400})?) ?(px|‰|pm|%)?");
    private static final double PER_MILLES = 10;
    private static final int HIGHEST = 255;

    private CleanUpWords() {}

    /// `3` and `3px` are pixels; `5‰`, `5pm` and `0.5%` a part of the long side.
    static Length length(String name, String value) {
        return length(name, value, value, "");
    }

    private static Length length(String name, String value, String text, String also) {
        String expected =
                "it must be a length: at most %s pixels or 50 per mille of the long side, for example \"3px\" or \"5pm\"%s."
                        .formatted(CleanUp.MOST_PIXELS, also);
        Matcher match = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new InvalidOption(name, value, expected);
        }
        double number = Double.parseDouble(match.group(1));
        Length length =
                switch (match.group(2)) {
                    case "‰", "pm" -> new Length(number / PER_MILLES, Unit.PERCENT);
                    case "%" -> new Length(number, Unit.PERCENT);
                    case null, default -> new Length(number, Unit.PIXELS);
                };
        if (!CleanUp.isAllowed(length)) {
            throw new InvalidOption(name, value, expected);
        }
        return length;
    }

    /// A length, with `box:` or `disc:` before it or not.
    static Brush brush(String name, String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        Brush.Shape shape = text.startsWith("box:") ? Brush.Shape.BOX : Brush.Shape.DISC;
        String length = text.startsWith("box:") || text.startsWith("disc:") ? after(text) : text;
        return new Brush(length(name, value, length, " or \"box:3px\""), shape);
    }

    private static String after(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    static boolean flag(String name, String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default ->
                    throw new InvalidOption(
                            name, value, "it must be true or false, 1 or 0, yes or no, on or off.");
        };
    }

    static int number(String name, String value) {
        String text = value.strip();
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= HIGHEST) {
            return Integer.parseInt(text);
        }
        throw new InvalidOption(name, value, "it must be a whole number of 0 to 255.");
    }
}

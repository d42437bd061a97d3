package dev.alphalift.dialect.option;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Length;
import dev.alphalift.image.Rgba;
import dev.alphalift.matte.backdrop.Backdrop;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is behind a cutout, in words: `none`, `blur`, `blur:3` (percent of the long side),
/// `nature`, `nature:7` (of a seed), `gradient:white,#8899aa`, `gradient:white,navy,90` (degrees,
/// clockwise, 0 upwards; downwards without them).
public final class BackdropWords {
    private static final double MOST_BLUR = 10;
    private static final double DOWNWARDS = 180;
    private static final double MOST_DEGREES = 360;

    private BackdropWords() {}

    /// The backdrop of a text, null for none.
    ///
    /// @param name the option's, for the refusal
    /// @throws InvalidOption if it says none
    public static @Nullable Backdrop of(String name, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        int colon = word.indexOf(':');
        String kind = colon < 0 ? word : word.substring(0, colon);
        String rest = colon < 0 ? "" : word.substring(colon + 1).strip();
        try {
            return switch (kind) {
                case "none" -> null;
                case "blur" -> rest.isEmpty() ? Backdrop.Blur.DEFAULT : blur(name, text, rest);
                case "nature" -> new Backdrop.Nature(rest.isEmpty() ? 1 : Long.parseLong(rest));
                case "gradient" -> gradient(name, text, rest.split(",", -1));
                default -> throw refused(name, text);
            };
        } catch (NumberFormatException e) {
            throw refused(name, text);
        }
    }

    private static Backdrop blur(String name, String text, String percent) {
        double value = Double.parseDouble(percent);
        if (!(value > 0 && value <= MOST_BLUR)) {
            throw refused(name, text);
        }
        return new Backdrop.Blur(new Length(value, Length.Unit.PERCENT));
    }

    private static Backdrop gradient(String name, String text, String... parts) {
        Rgba from = parts.length < 2 || parts.length > 3 ? null : CssColours.named(parts[0]);
        Rgba to = from == null ? null : CssColours.named(parts[1]);
        double degrees = parts.length == 3 ? Double.parseDouble(parts[2]) : DOWNWARDS;
        if (from == null || to == null || !(Math.abs(degrees) <= MOST_DEGREES)) {
            throw refused(name, text);
        }
        return new Backdrop.Gradient(from, to, degrees);
    }

    private static InvalidOption refused(String name, String text) {
        return new InvalidOption(
                name,
                text,
                "it must be none, blur, blur:3 (percent), nature, nature:7 (a seed) or"
                        + " gradient:white,#8899aa,90 (two colours, degrees).");
    }
}

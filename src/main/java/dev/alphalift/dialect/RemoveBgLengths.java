package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.Margins;
import dev.alphalift.image.Position;
import dev.alphalift.pipeline.Area;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// remove.bg's lengths: `30px`, `10%`, or several with blanks between.
final class RemoveBgLengths {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,9})?)(px|%)?");
    private static final int PERCENTS = 100;
    private static final double LEAST_SCALE = 0.1;

    private RemoveBgLengths() {}

    /// `roi`: two corners.
    static @Nullable Area area(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String expected =
                "it must be four lengths in px or %: x1 y1 x2 y2, for example"
                        + " \"0% 0% 50% 100%\".";
        List<Length> lengths = lengths("roi", text, expected);
        if (lengths.size() != 4 || lengths.stream().anyMatch(RemoveBgLengths::isBeyond)) {
            throw new InvalidOption("roi", text, expected);
        }
        return new Area(lengths.get(0), lengths.get(1), lengths.get(2), lengths.get(3));
    }

    private static boolean isBeyond(Length length) {
        return length.unit() == Unit.PERCENT && length.value() > PERCENTS;
    }

    /// `crop_margin`: all sides; above and below, then left and right; or clockwise from the top.
    static Margins margins(@Nullable String text) {
        if (text == null) {
            return Margins.NONE;
        }
        String expected =
                "it must be one, two or four lengths: at most %s %% or %s px, for example \"10%%\"."
                        .formatted(Margins.MOST_PERCENT, Margins.MOST_PIXELS);
        List<Length> all = lengths("crop_margin", text, expected);
        for (Length length : all) {
            int most = length.unit() == Unit.PERCENT ? Margins.MOST_PERCENT : Margins.MOST_PIXELS;
            if (length.value() > most) {
                throw new InvalidOption("crop_margin", text, expected);
            }
        }
        return switch (all.size()) {
            case 1 -> new Margins(all.get(0), all.get(0), all.get(0), all.get(0));
            case 2 -> new Margins(all.get(0), all.get(1), all.get(0), all.get(1));
            case 4 -> new Margins(all.get(0), all.get(1), all.get(2), all.get(3));
            default -> throw new InvalidOption("crop_margin", text, expected);
        };
    }

    /// `scale`: a part of the canvas; 0 for `original`.
    static double scale(@Nullable String text) {
        if (text == null || text.equalsIgnoreCase("original")) {
            return 0;
        }
        String expected = "it must lie in 10% to 100%, or be original.";
        List<Length> lengths = lengths("scale", text, expected);
        double scale = part("scale", text, lengths.getFirst(), expected);
        if (lengths.size() != 1 || scale < LEAST_SCALE) {
            throw new InvalidOption("scale", text, expected);
        }
        return scale;
    }

    /// `position`.
    ///
    /// @param fallback where the subject goes when nothing is said
    static Position position(@Nullable String text, Position fallback) {
        if (text == null) {
            return fallback;
        }
        if (text.equalsIgnoreCase("original")) {
            return Position.ORIGINAL;
        }
        if (text.equalsIgnoreCase("center")) {
            return Position.CENTRE;
        }
        String expected =
                "it must be original, center, or one or two parts of the canvas: 0% to 100%.";
        List<Length> lengths = lengths("position", text, expected);
        if (lengths.size() > 2) {
            throw new InvalidOption("position", text, expected);
        }
        return new Position.At(
                part("position", text, lengths.getFirst(), expected),
                part("position", text, lengths.getLast(), expected));
    }

    private static double part(String name, String text, Length length, String expected) {
        boolean isPart = length.unit() == Unit.PERCENT && length.value() <= PERCENTS;
        if (!isPart) {
            throw new InvalidOption(name, text, expected);
        }
        return length.value() / PERCENTS;
    }

    private static List<Length> lengths(String name, String text, String expected) {
        return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .map(part -> length(name, text, part, expected))
                .toList();
    }

    private static Length length(String name, String text, String part, String expected) {
        Matcher match = LENGTH.matcher(part);
        // remove.bg itself takes nothing but "0" without a unit.
        if (!match.matches() || (match.group(2) == null && !part.equals("0"))) {
            throw new InvalidOption(name, text, expected);
        }
        Unit unit = "%".equals(match.group(2)) ? Unit.PERCENT : Unit.PIXELS;
        return new Length(Double.parseDouble(match.group(1)), unit);
    }
}

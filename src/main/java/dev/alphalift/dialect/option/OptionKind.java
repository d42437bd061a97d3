package dev.alphalift.dialect.option;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.segment.Prompt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What values an option can have, and how a text or JSON says one.
///
/// @param <T> the value
public sealed interface OptionKind<T> {
    /// What a text says, as forms, queries and the command line have it.
    ///
    /// @param name the option's, for the refusal
    /// @throws InvalidOption if it says no such value
    T ofText(String name, String text);

    /// What JSON says.
    ///
    /// @param name the option's, for the refusal
    /// @throws InvalidOption if it says no such value
    T ofJson(String name, JsonNode value);

    /// The values in few letters, for a line of help; empty for a flag.
    String label();

    /// Yes or no.
    record Flag() implements OptionKind<Boolean> {
        /// Any way in which rembg's server understands a yes or a no.
        @Override
        public Boolean ofText(String name, String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "1", "yes", "y", "on" -> true;
                case "false", "f", "0", "no", "n", "off" -> false;
                default ->
                        throw new InvalidOption(
                                name,
                                text,
                                "it must be true or false, 1 or 0, yes or no, on or off.");
            };
        }

        @Override
        public Boolean ofJson(String name, JsonNode value) {
            if (!value.isBoolean()) {
                throw new InvalidOption(name, value.toString(), "it must be true or false.");
            }
            return value.booleanValue();
        }

        @Override
        public String label() {
            return "";
        }
    }

    /// A whole number.
    ///
    /// @param unit what is counted, for the help; empty where the range says it
    record Whole(int least, int most, String unit) implements OptionKind<Integer> {
        @Override
        public Integer ofText(String name, String text) {
            return number(name, text, text);
        }

        private int number(String name, String whole, String text) {
            try {
                return inRange(name, whole, Integer.parseInt(text.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidOption(name, whole, "it must be made of whole numbers.");
            }
        }

        private int inRange(String name, String whole, int number) {
            if (number < least || number > most) {
                throw new InvalidOption(
                        name, whole, "it must lie in %s to %s.".formatted(least, most));
            }
            return number;
        }

        /// However it is written: 102.0 is whole, too.
        @Override
        public Integer ofJson(String name, JsonNode value) {
            double number = value.doubleValue();
            if (!value.isNumber() || number != Math.rint(number) || Double.isInfinite(number)) {
                throw new InvalidOption(name, value.toString(), "it must be a whole number.");
            }
            return inRange(name, value.toString(), (int) number);
        }

        @Override
        public String label() {
            return unit.isEmpty() ? least + "-" + most : unit;
        }
    }

    /// A colour with its opacity, four numbers of 0 to 255.
    record Colour() implements OptionKind<Rgba> {
        private static final Whole CHANNEL = new Whole(0, 255, "");

        @Override
        public Rgba ofText(String name, String text) {
            String[] parts = text.split(",", -1);
            if (parts.length != 4) {
                throw new InvalidOption(
                        name,
                        text,
                        "it must be four numbers of 0 to 255 with commas between: red, green,"
                                + " blue, opacity.");
            }
            int[] channels = new int[4];
            for (int channel = 0; channel < 4; channel++) {
                channels[channel] = CHANNEL.number(name, text, parts[channel]);
            }
            return new Rgba(channels[0], channels[1], channels[2], channels[3]);
        }

        @Override
        public Rgba ofJson(String name, JsonNode value) {
            List<Integer> channels = new ArrayList<>();
            for (JsonNode each : value) {
                double number = each.doubleValue();
                if (each.isNumber()
                        && number == Math.rint(number)
                        && number >= 0
                        && number <= 255) {
                    channels.add((int) number);
                }
            }
            if (!value.isArray() || value.size() != 4 || channels.size() != 4) {
                throw new InvalidOption(
                        name, value.toString(), "it must be four numbers of 0 to 255.");
            }
            return new Rgba(channels.get(0), channels.get(1), channels.get(2), channels.get(3));
        }

        @Override
        public String label() {
            return "0-255";
        }
    }

    /// Any text.
    ///
    /// @param label what stands for it in a line of help
    record Text(String label) implements OptionKind<String> {
        @Override
        public String ofText(String name, String text) {
            return text;
        }

        @Override
        public String ofJson(String name, JsonNode value) {
            if (!value.isTextual()) {
                throw new InvalidOption(name, value.toString(), "it must be a text.");
            }
            return value.textValue();
        }
    }

    /// A number of JSON as people write it: without exponent, a whole one without decimals. What is
    /// larger than all that is asked for stays as it is.
    static String plain(JsonNode number) {
        double value = number.doubleValue();
        return Math.abs(value) < 1e9
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : number.asText();
    }

    /// A length of a picture, in pixels or in per mille of its long side; what it is worth is told
    /// where it is used.
    ///
    /// @param hasShape whether the shape of a brush may stand before it
    record Extent(boolean hasShape) implements OptionKind<String> {
        @Override
        public String ofText(String name, String text) {
            return text;
        }

        @Override
        public String ofJson(String name, JsonNode value) {
            if (value.isNumber()) {
                return OptionKind.plain(value);
            }
            if (!value.isTextual()) {
                throw new InvalidOption(
                        name, value.toString(), "it must be a length, as in \"3px\" or \"5pm\".");
            }
            return value.asText();
        }

        @Override
        public String label() {
            return "LENGTH";
        }
    }

    /// Places in a picture, as rembg's `sam_prompt` has them: a list of points and rectangles.
    record Marks() implements OptionKind<Prompt> {
        @Override
        public Prompt ofText(String name, String text) {
            return PromptWords.of(name, text);
        }

        @Override
        public Prompt ofJson(String name, JsonNode value) {
            return PromptWords.of(name, value);
        }

        @Override
        public String label() {
            return "LIST";
        }
    }

    /// One of some words, whatever the case of their letters.
    record OneOf(List<String> words) implements OptionKind<String> {
        @Override
        public String ofText(String name, String text) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new InvalidOption(
                        name, text, "it must be one of %s.".formatted(String.join(", ", words)));
            }
            return word;
        }

        @Override
        public String ofJson(String name, JsonNode value) {
            if (!value.isTextual()) {
                throw new InvalidOption(name, value.toString(), "it must be a text.");
            }
            return ofText(name, value.textValue());
        }

        @Override
        public String label() {
            return String.join("|", words);
        }
    }
}

package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.dialect.option.OptionKind;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The words of a variant that is evaluated, rembg's short ones and those of ours that decide about
/// the mask: the same on the command line, over HTTP and in the function. One that is not known
/// would be scored as if it were not there, so it is refused.
public final class VariantWords {
    /// The name of the model.
    public static final String MODEL = "model";

    private static final String EXTRAS = "extras";
    private static final TreeSet<String> KNOWN = new TreeSet<>();

    static {
        RemovalOptionTable.ofMasks().forEach(option -> KNOWN.add(option.parameter()));
        KNOWN.add(EXTRAS);
    }

    private VariantWords() {}

    /// The words of `NAME:model=u2netp,ppm=true`, behind the colon; a word alone is true.
    ///
    /// @param option what is refused where they make no sense
    /// @throws InvalidOption if one is not known, or there twice
    public static Map<String, String> ofText(String option, String text) {
        Map<String, String> words = new HashMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                String word = (equals < 0 ? part : part.substring(0, equals)).strip();
                requireKnown(option, word);
                if (words.put(word, equals < 0 ? "true" : part.substring(equals + 1)) != null) {
                    throw new InvalidOption(option, word, "it is there twice.\n" + knownOnes());
                }
            }
        }
        return words;
    }

    /// The words of an object.
    ///
    /// @param option what is refused where they make no sense
    /// @throws InvalidOption if it is none, a word is not known, or has a value that is none
    public static Map<String, String> ofJson(String option, JsonNode object) {
        if (!object.isObject()) {
            throw new InvalidOption(
                    option, object.toString(), "it must be an object of options.\n" + knownOnes());
        }
        Map<String, String> words = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            requireKnown(option, member.getKey());
            if (!member.getValue().isNull()) {
                String as = option + "." + member.getKey();
                words.put(member.getKey(), text(as, member.getKey(), member.getValue()));
            }
        }
        return words;
    }

    /// A value of JSON is of its option's kind: no text stands for a number, and none for nothing.
    private static String text(String as, String word, JsonNode value) {
        if (word.equals(EXTRAS)) {
            if (!value.isObject() && !value.isTextual()) {
                throw new InvalidOption(as, value.toString(), "it must be an object.");
            }
            return value.isObject() ? value.toString() : value.textValue();
        }
        if (value.isTextual() && value.textValue().isBlank()) {
            throw new InvalidOption(as, value.textValue(), "it is empty.");
        }
        RemovalOptionTable.ofMasks()
                .filter(option -> option.parameter().equals(word))
                .forEach(option -> option.kind().ofJson(as, value));
        return value.isNumber() ? OptionKind.plain(value) : value.asText();
    }

    /// Whether a word is one of them.
    static boolean isKnown(String word) {
        return KNOWN.contains(word);
    }

    /// All of them.
    static Set<String> known() {
        return Collections.unmodifiableSet(KNOWN);
    }

    private static void requireKnown(String option, String word) {
        if (!KNOWN.contains(word)) {
            throw new InvalidOption(option, word, "there is no such option.\n" + knownOnes());
        }
    }

    private static String knownOnes() {
        return "Maybe one of these: %s.".formatted(String.join(", ", KNOWN));
    }

    /// What words ask for.
    ///
    /// @throws InvalidOption if a value is none that its word can have
    public static RemovalOptions options(Map<String, String> words, RemovalOptions defaults) {
        return RembgParameters.options(words::get, defaults);
    }
}

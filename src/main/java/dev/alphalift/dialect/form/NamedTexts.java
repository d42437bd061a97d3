package dev.alphalift.dialect.form;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Texts by name, as a query or a form has them. Names have no case. One that comes twice must say
/// the same both times: to follow one of two values would be to ignore the other.
public final class NamedTexts implements Parameters {
    private final Map<String, List<String>> texts = new HashMap<>();

    /// A name as it is looked up.
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Adds a value.
    public void add(String name, String value) {
        texts.computeIfAbsent(key(name), _ -> new ArrayList<>(1)).add(value);
    }

    /// The names of what there is, in small letters and in order; one that is there twice is there
    /// twice in it.
    public List<String> names() {
        return texts.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(_ -> entry.getKey()))
                .sorted()
                .toList();
    }

    /// The text of a name, null if there is none.
    ///
    /// @throws InvalidOption if it is there with two different values
    @Override
    public @Nullable String get(String name) {
        return one(name, texts.getOrDefault(key(name), List.of()));
    }

    /// What several values say; an empty one was left alone and says nothing.
    ///
    /// @throws InvalidOption if two differ
    static @Nullable String one(String name, List<String> values) {
        String said = null;
        for (String value : values) {
            if (said == null || said.isBlank()) {
                said = value;
            } else if (!value.isBlank() && !value.equals(said)) {
                throw new InvalidOption(
                        name, value, "it is there twice, and the other time it is another value.");
            }
        }
        return said;
    }
}

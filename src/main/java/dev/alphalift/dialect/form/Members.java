package dev.alphalift.dialect.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.Collection;
import java.util.TreeSet;

/// The members of a JSON object: one that nobody reads would be as if it were not there, so it is
/// refused.
public final class Members {
    private Members() {}

    /// Refuses an object that has a member which is not known.
    ///
    /// @param before what stands before a member's name in a fault
    /// @param words what is said of one that is not known
    /// @throws InvalidOption that names it and those that are known
    public static void requireKnown(
            ObjectNode object, String before, Collection<String> known, String words) {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw unknown(before + name, known, words);
                    }
                });
    }

    /// A member that is true or false; where it is not there, false.
    ///
    /// @throws InvalidOption if it is neither
    public static boolean flag(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (object.has(name) && !value.isBoolean()) {
            throw new InvalidOption(name, value.toString(), "it must be true or false.");
        }
        return value.booleanValue();
    }

    /// That there is no member of a name.
    public static InvalidOption unknown(String name, Collection<String> known, String words) {
        return new InvalidOption(
                name,
                "",
                "%s\nMaybe one of these: %s."
                        .formatted(words, String.join(", ", new TreeSet<>(known))));
    }
}

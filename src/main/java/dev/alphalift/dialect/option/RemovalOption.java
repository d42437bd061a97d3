package dev.alphalift.dialect.option;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One option of a removal, a row of [RemovalOptionTable].
///
/// @param <T> its value
/// @param name its name in JSON and in rembg's extras; with dashes behind two of them it is the
///   command line's
/// @param shortName rembg's in forms, queries and variants, and behind a dash on the command line;
///   null: the long name is used there, too
/// @param kind what values it can have
/// @param standard what holds where nobody says anything, in words; empty: nothing
/// @param help what it does, in one sentence; the same everywhere
/// @param example a value, for the description of the interface
/// @param place where it counts
/// @param set puts a value into options
public record RemovalOption<T>(
        String name,
        @Nullable String shortName,
        OptionKind<T> kind,
        String standard,
        String help,
        String example,
        Place place,
        BiConsumer<RemovalOptions.Builder, T> set) {

    /// Where an option counts.
    public enum Place {
        /// Everywhere; also for a variant that is scored, since it decides about the mask.
        MASK,
        /// Everywhere but for a variant: it decides what is made of the mask.
        RESULT,
        /// In JSON and rembg's extras only, as rembg has it.
        EXTRA
    }

    /// Its name in forms, queries and variants.
    public String parameter() {
        return shortName == null ? name : shortName;
    }

    /// Its name on the command line.
    public String flag() {
        return "--" + name.replace('_', '-');
    }

    /// The help with what holds otherwise.
    public String helpWithStandard() {
        return standard.isEmpty()
                ? help
                : "%s (default: %s).".formatted(help.substring(0, help.length() - 1), standard);
    }

    /// Puts what a text says into options.
    ///
    /// @param as what the option is called there
    public void apply(RemovalOptions.Builder options, String as, String text) {
        set.accept(options, kind.ofText(as, text));
    }

    /// Puts what JSON says into options.
    ///
    /// @param as what the option is called there
    public void apply(RemovalOptions.Builder options, String as, JsonNode value) {
        set.accept(options, kind.ofJson(as, value));
    }
}

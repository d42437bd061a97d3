package dev.alphalift.dialect;

import dev.alphalift.dialect.form.Parameters;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.pipeline.RemovalOptions.Refinement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parameters of rembg's HTTP interface, with its short names, defaults and ranges.
public final class RembgParameters {
    private static final int HIGHEST = 255;

    private RembgParameters() {}

    /// What the parameters ask for.
    ///
    /// @param defaults what holds where they say nothing
    /// @throws InvalidOption if a value is none that its parameter can have
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable for an extra that is not built
    ///   yet
    public static RemovalOptions options(Parameters source, RemovalOptions defaults) {
        RemovalOptions options = defaults;
        String model = source.get("model");
        if (model != null && !model.isEmpty()) {
            options = options.withModel(model, null);
        }
        number(source, "af", HIGHEST);
        number(source, "ab", HIGHEST);
        number(source, "ae", Integer.MAX_VALUE);
        options =
                options.withOnlyMask(bool(source, "om"))
                        .withPostProcessMask(bool(source, "ppm"))
                        .withBackground(colour(source));
        options = refined(source, "dc", Refinement.DECONTAMINATE, options);
        options = refined(source, "a", Refinement.ALPHA_MATTING, options);
        options = refined(source, "vm", Refinement.VITMATTE, options);
        String extras = source.get("extras");
        return extras == null || extras.isBlank() ? options : RembgExtras.apply(extras, options);
    }

    private static RemovalOptions refined(
            Parameters source, String name, Refinement refinement, RemovalOptions options) {
        return bool(source, name) ? options.withRefinement(refinement) : options;
    }

    /// Whether a parameter is set, in any way that rembg's server understands; not there is no.
    ///
    /// @throws InvalidOption if it is neither a yes nor a no
    public static boolean bool(Parameters source, String name) {
        String value = source.get(name);
        // An empty field of a form is one that was left alone, as in rembg.
        if (value == null || value.isBlank()) {
            return false;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default ->
                    throw new InvalidOption(
                            name, value, "it must be true or false, 1 or 0, yes or no, on or off.");
        };
    }

    private static void number(Parameters source, String name, int highest) {
        String value = source.get(name);
        if (value != null && !value.isBlank()) {
            requireNumber(name, value, value, highest);
        }
    }

    private static int requireNumber(String name, String whole, String text, int highest) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0 && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidOption(name, whole, "it must be made of whole numbers.");
        }
        throw new InvalidOption(name, whole, "it must lie in 0 to %s.".formatted(highest));
    }

    private static @Nullable Rgba colour(Parameters source) {
        String value = source.get("bgc");
        if (value == null || value.isBlank()) {
            return null;
        }
        String[] parts = value.split(",", -1);
        if (parts.length != 4) {
            throw new InvalidOption(
                    "bgc",
                    value,
                    "it must be four numbers of 0 to 255 with commas between: red, green, blue,"
                            + " opacity.");
        }
        int[] channels = new int[4];
        for (int channel = 0; channel < 4; channel++) {
            channels[channel] = requireNumber("bgc", value, parts[channel], HIGHEST);
        }
        return new Rgba(channels[0], channels[1], channels[2], channels[3]);
    }
}

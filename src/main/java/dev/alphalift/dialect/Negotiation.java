package dev.alphalift.dialect;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.form.Parameters;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer is written as: what the parameter `format` says, else what the header `Accept`
/// names with the highest weight (RFC 9110, 12.5.1), else PNG, as rembg. A header that allows none
/// of our formats counts as none: rembg's clients send what they like.
final class Negotiation {
    private Negotiation() {}

    static OutputFormat of(Parameters parameters, @Nullable String accept, RemovalOptions options) {
        return OutputFormat.named(
                format(parameters, accept),
                quality(parameters),
                lossless(parameters),
                options.backgroundOr(OutputFormat.Jpeg.WHITE));
    }

    static String format(Parameters parameters, @Nullable String accept) {
        String name = parameters.get("format");
        return name == null || name.isBlank() || name.equalsIgnoreCase("auto")
                ? preferred(accept == null ? "" : accept)
                : name;
    }

    static boolean lossless(Parameters parameters) {
        return RembgParameters.bool(parameters, "lossless");
    }

    /// Whether JSON is accepted and no picture is. Libraries that add JSON to every call unasked
    /// accept anything besides, and get a picture.
    static boolean wantsJson(@Nullable String accept) {
        boolean json = false;
        for (String range :
                (accept == null ? "" : accept.toLowerCase(Locale.ROOT)).split(",", -1)) {
            String type = range.split(";", 2)[0].strip();
            if (type.equals("*/*") || type.startsWith("image/")) {
                return false;
            }
            json |= type.equals(WebAnswer.JSON);
        }
        return json;
    }

    static int quality(Parameters parameters) {
        String text = parameters.get("quality");
        if (text == null || text.isBlank()) {
            return OutputFormat.QUALITY;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidOption("quality", text, "it must be a whole number.");
        }
    }

    /// The format of ours that a header names with the highest weight; of two, the first.
    private static String preferred(String accept) {
        String best = "png";
        double highest = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            double weight = weight(parts);
            String name =
                    switch (parts[0].strip()) {
                        case "image/webp" -> "webp";
                        case "image/jpeg" -> "jpeg";
                        case "image/png" -> "png";
                        default -> "";
                    };
            if (!name.isEmpty() && weight > highest) {
                best = name;
                highest = weight;
            }
        }
        return best;
    }

    private static double weight(String... parts) {
        for (String part : parts) {
            String text = part.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}

package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.pipeline.RemovalOptions.Refinement;
import java.util.Map;

/// rembg's `extras`: a JSON object that may set any of its options by their long names, and some
/// that have no other name. rembg ignores what it does not understand; here that is an error.
public final class RembgExtras {
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // Or names that clients make up stay in memory.
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RembgExtras() {}

    /// The options with the extras applied on top.
    ///
    /// @param extras JSON, as rembg's `-x` and `extras=` take it
    /// @throws InvalidOption if it is no JSON object, or a name or value in it is unknown
    public static RemovalOptions apply(String extras, RemovalOptions options) {
        JsonNode object;
        try {
            object = JSON.readTree(extras);
        } catch (JsonProcessingException e) {
            throw new InvalidOption(
                    "extras", extras, "it is no JSON: %s.".formatted(e.getOriginalMessage()));
        }
        if (!(object instanceof ObjectNode members)) {
            throw new InvalidOption("extras", extras, "it must be a JSON object.");
        }
        return apply(members, options);
    }

    /// The options with the extras applied on top.
    ///
    /// @throws InvalidOption if a name or value in it is unknown
    static RemovalOptions apply(ObjectNode extras, RemovalOptions options) {
        RemovalOptions result = options;
        for (Map.Entry<String, JsonNode> entry : extras.properties()) {
            result = apply(entry.getKey(), entry.getValue(), result);
        }
        return result;
    }

    private static RemovalOptions apply(String name, JsonNode value, RemovalOptions options) {
        return switch (name) {
            case "putalpha" -> options.withPutAlpha(bool(name, value));
            case "only_mask" -> options.withOnlyMask(bool(name, value));
            case "post_process_mask" -> options.withPostProcessMask(bool(name, value));
            case "model_path" -> options.withModel(options.model(), text(name, value));
            case "bgcolor" -> options.withBackground(colour(name, value));
            case "alpha_matting" -> refine(name, value, Refinement.ALPHA_MATTING, options);
            case "decontaminate" -> refine(name, value, Refinement.DECONTAMINATE, options);
            case "vitmatte" -> refine(name, value, Refinement.VITMATTE, options);
            case "sam_prompt",
                    "cc",
                    "cloth_category",
                    "vitmatte_model",
                    "providers",
                    "alpha_matting_foreground_threshold",
                    "alpha_matting_background_threshold",
                    "alpha_matting_erode_size" ->
                    throw new NotAvailable("The extra " + name, "it is not built yet.");
            default ->
                    throw new InvalidOption(
                            "extras",
                            name,
                            "there is no such extra.\nMaybe one of these: putalpha, only_mask, post_process_mask, model_path, bgcolor.");
        };
    }

    private static RemovalOptions refine(
            String name, JsonNode value, Refinement refinement, RemovalOptions options) {
        if (bool(name, value)) {
            return refinement.compareTo(options.refinement()) > 0
                    ? options.withRefinement(refinement)
                    : options;
        }
        // As in rembg the extras have the last word.
        return refinement == options.refinement()
                ? options.withRefinement(Refinement.NONE)
                : options;
    }

    private static boolean bool(String name, JsonNode value) {
        if (!value.isBoolean()) {
            throw new InvalidOption(
                    "extras." + name, value.toString(), "it must be true or false.");
        }
        return value.booleanValue();
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw new InvalidOption("extras." + name, value.toString(), "it must be a text.");
        }
        return value.textValue();
    }

    private static Rgba colour(String name, JsonNode value) {
        String expected = "it must be four numbers of 0 to 255.";
        if (!value.isArray() || value.size() != 4) {
            throw new InvalidOption("extras." + name, value.toString(), expected);
        }
        int[] channels = new int[4];
        for (int channel = 0; channel < 4; channel++) {
            JsonNode number = value.get(channel);
            if (!isByte(number)) {
                throw new InvalidOption("extras." + name, value.toString(), expected);
            }
            channels[channel] = number.intValue();
        }
        return new Rgba(channels[0], channels[1], channels[2], channels[3]);
    }

    /// Whether a number is whole, however it is written (`102.0`), and from 0 to 255.
    private static boolean isByte(JsonNode number) {
        double value = number.doubleValue();
        return number.isNumber() && value == Math.rint(value) && value >= 0 && value <= 255;
    }
}

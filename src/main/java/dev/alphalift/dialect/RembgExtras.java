package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Map;
import java.util.stream.Collectors;

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

    /// The model is no extra: rembg has it beside them.
    private static final String MODEL = "model";

    /// Where rembg has two names for one thing, the one that counts before the other.
    private static final Map<String, String> COUNTS_BEFORE = Map.of("cloth_category", "cc");

    /// rembg opens a session with them; here they are set for the whole process.
    private static final String PROVIDERS = "providers";

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
        RemovalOptions.Builder asked = options.toBuilder();
        for (Map.Entry<String, JsonNode> entry : extras.properties()) {
            String before = COUNTS_BEFORE.get(entry.getKey());
            if (before == null || !extras.has(before)) {
                apply(entry.getKey(), entry.getValue(), asked);
            }
        }
        return asked.build();
    }

    private static void apply(String name, JsonNode value, RemovalOptions.Builder asked) {
        RemovalOption<?> option = RemovalOptionTable.named(name);
        if (option == null || name.equals(MODEL)) {
            if (name.equals(PROVIDERS)) {
                throw new NotAvailable(
                        "The extra " + name,
                        "what runs the models is set for the whole process.\nMaybe set"
                                + " ALPHALIFT_PROVIDER or --provider.");
            }
            throw new InvalidOption(
                    "extras",
                    name,
                    "there is no such extra.\nMaybe one of these: %s.".formatted(known()));
        }
        option.apply(asked, "extras." + name, value);
    }

    private static String known() {
        return RemovalOptionTable.rows().stream()
                .map(RemovalOption::name)
                .filter(name -> !name.equals(MODEL))
                .collect(Collectors.joining(", "));
    }
}

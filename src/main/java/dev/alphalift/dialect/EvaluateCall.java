package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.bench.BytesContent;
import dev.alphalift.bench.Content;
import dev.alphalift.bench.DataSet;
import dev.alphalift.bench.PairSource;
import dev.alphalift.bench.Role;
import dev.alphalift.bench.Variant;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A call for an evaluation: `{"pairs": [{"name", "image", "prediction", "truth", "trimap",
/// "tags"}], "models": ["u2netp"], "variants": {"smooth": {"model": "u2netp", "ppm": true}},
/// "resize_predictions": false}`, or the members of one pair beside the others. Files are base64,
/// or what an address stands for where that is allowed.
///
/// @param data the pairs
/// @param variants what is compared
/// @param resizes whether predictions of another size are resized
public record EvaluateCall(DataSet data, List<Variant> variants, boolean resizes) {
    private static final Set<String> FILES = Set.of("image", "prediction", "truth", "trimap");
    private static final Set<String> OPTIONS =
            Set.of("pairs", "name", "tags", "models", "variants", "model", "resize_predictions");

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .build();

    public EvaluateCall {
        variants = List.copyOf(variants);
    }

    /// What a body asks for; files are base64 only.
    ///
    /// @throws InvalidOption if it cannot be understood
    public static EvaluateCall ofJson(byte[] body, RemovalOptions defaults) {
        try {
            return of(JSON.readTree(body), defaults, EvaluateCall::base64);
        } catch (IOException e) {
            throw new InvalidOption("body", "", "it is no JSON.");
        }
    }

    /// What a form asks for: the files `prediction`, `truth`, `trimap` and `image`, and rembg's
    /// parameters for the model.
    ///
    /// @throws InvalidOption if a value cannot be understood
    public static EvaluateCall ofForm(WebForm form, RemovalOptions defaults) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        for (String file : FILES) {
            byte[] bytes = form.file(file);
            if (bytes != null) {
                call.put(file, bytes);
            }
        }
        String name = form.get("name");
        if (name != null && !name.isBlank()) {
            call.put("name", name);
        }
        EvaluateCall one = of(call, defaults, EvaluateCall::base64);
        boolean resizes = RembgParameters.bool(form, "resize_predictions");
        if (call.has("prediction")) {
            return new EvaluateCall(one.data(), one.variants(), resizes);
        }
        RemovalOptions options = RembgParameters.options(form, defaults);
        return new EvaluateCall(
                one.data(), List.of(new Variant(options.model(), options)), resizes);
    }

    /// What an object asks for.
    ///
    /// @param files the file of a member's name and value; throws [InvalidOption] if it is none
    /// @throws InvalidOption if it cannot be understood
    public static EvaluateCall of(
            @Nullable JsonNode call,
            RemovalOptions defaults,
            BiFunction<String, JsonNode, Content> files) {
        if (!(call instanceof ObjectNode object)) {
            throw new InvalidOption("call", "", "it must be a JSON object.");
        }
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!OPTIONS.contains(name) && !FILES.contains(name)) {
                        throw new InvalidOption(name, "", "there is no such member.");
                    }
                });
        List<PairSource> pairs = new ArrayList<>();
        JsonNode listed = object.get("pairs");
        if (listed == null) {
            pairs.add(pair(object, "pair", files));
        } else {
            for (JsonNode entry : listed) {
                pairs.add(pair(entry, "pair-%05d".formatted(pairs.size() + 1), files));
            }
        }
        DataSet data = new DataSet("call", pairs, Map.of());
        JsonNode resizes = object.path("resize_predictions");
        return new EvaluateCall(data, variants(object, data, defaults), resizes.asBoolean(false));
    }

    private static PairSource pair(
            JsonNode entry, String fallback, BiFunction<String, JsonNode, Content> files) {
        Map<String, Content> contents = new TreeMap<>();
        for (String file : FILES) {
            JsonNode value = entry.get(file);
            if (value != null && !value.isNull()) {
                contents.put(file, files.apply(file, value));
            }
        }
        Content prediction = contents.get("prediction");
        if (prediction == null && !contents.containsKey("image")) {
            throw new InvalidOption("pairs", "", "a pair needs a prediction or an image.");
        }
        List<String> tags = new ArrayList<>();
        entry.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new PairSource(
                entry.path("name").asText(fallback),
                tags,
                prediction == null ? Map.of() : Map.of(Role.PREDICTIONS.key(), prediction),
                contents.get("truth"),
                contents.get("trimap"),
                contents.get("image"),
                false);
    }

    /// What is compared: predictions where there are any, and what is named; without either the
    /// usual model.
    private static List<Variant> variants(
            ObjectNode object, DataSet data, RemovalOptions defaults) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        if (data.pairs().stream().anyMatch(pair -> !pair.predictions().isEmpty())) {
            put(variants, Variant.predictions(Role.PREDICTIONS.key()));
        }
        object.path("models").forEach(name -> put(variants, model(name.asText(), defaults)));
        if (object.path("model").isTextual()) {
            put(variants, model(object.path("model").asText(), defaults));
        }
        object.path("variants")
                .properties()
                .forEach(member ->
                        put(
                                variants,
                                new Variant(
                                        member.getKey(),
                                        RembgParameters.options(
                                                word -> text(member.getValue(), word), defaults))));
        if (variants.isEmpty()) {
            put(variants, new Variant(defaults.model(), defaults));
        }
        return new ArrayList<>(variants.values());
    }

    private static @Nullable String text(JsonNode words, String word) {
        JsonNode value = words.get(word);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static Variant model(String name, RemovalOptions defaults) {
        return new Variant(name, defaults.withModel(name, null));
    }

    private static void put(Map<String, Variant> variants, Variant variant) {
        if (variants.put(variant.name(), variant) != null) {
            throw new InvalidOption("variants", variant.name(), "two are called like that.");
        }
    }

    /// A file that is sent as base64.
    ///
    /// @throws InvalidOption if it is none
    public static Content base64(String name, JsonNode value) {
        try {
            byte[] bytes = value.binaryValue();
            if (bytes != null) {
                return new BytesContent(name, bytes);
            }
        } catch (IOException e) {
            throw new InvalidOption(name, "", "it is no base64.");
        }
        throw new InvalidOption(name, "", "it must be a text of base64.");
    }
}

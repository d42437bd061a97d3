package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.bench.DataSet;
import dev.alphalift.bench.Variant;
import dev.alphalift.dialect.RembgParameters;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a call compares: given predictions where there are any, and models where some are named;
/// without either the function's own model.
final class ComparedVariants {
    private static final String MODEL = "model";
    private static final String MODELS = "models";
    private static final String VARIANTS = "variants";
    private static final Set<String> WORDS =
            Set.of(MODEL, "ppm", "a", "af", "ab", "ae", "dc", "vm", "extras");

    private final RemovalOptions defaults;
    private final Set<String> models;

    /// @param remover whose models there are
    /// @param defaults what holds where a call says nothing
    ComparedVariants(BackgroundRemover remover, RemovalOptions defaults) {
        this.defaults = defaults;
        this.models = remover.models().stream().map(ModelEntry::name).collect(Collectors.toSet());
    }

    /// @throws InvalidOption if a model or an option is unknown, or two have one name
    List<Variant> of(EvaluationCall call, DataSet data) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        predictions(call, data).forEach(name -> put(variants, Variant.predictions(name)));
        List<String> named = new ArrayList<>(call.list(MODEL));
        named.addAll(call.list(MODELS));
        named.forEach(model -> put(variants, model(model, model, Map.of())));
        for (var member : call.get(VARIANTS).properties()) {
            Map<String, String> words = words(member.getValue());
            String model = words.getOrDefault(MODEL, defaults.model());
            words.remove(MODEL);
            put(variants, model(member.getKey(), model, words));
        }
        if (variants.isEmpty()) {
            put(variants, new Variant(defaults.model(), defaults));
        }
        return List.copyOf(variants.values());
    }

    /// The names of given predictions, in order.
    static Set<String> predictions(EvaluationCall call, DataSet data) {
        if (call.has(EvaluationCall.COMPARED)) {
            return new TreeSet<>(call.list(EvaluationCall.COMPARED));
        }
        Set<String> names = new TreeSet<>();
        data.pairs().forEach(pair -> names.addAll(pair.predictions().keySet()));
        return names;
    }

    private static void put(Map<String, Variant> variants, Variant variant) {
        if (variants.put(variant.name(), variant) != null) {
            throw new InvalidOption(VARIANTS, variant.name(), "two are called like that.");
        }
    }

    private Variant model(String name, String model, Map<String, String> words) {
        if (model.equals(defaults.model()) && words.isEmpty()) {
            return new Variant(name, defaults);
        }
        if (!models.contains(model)) {
            throw new InvalidOption(MODELS, model, "there is no model of that name.");
        }
        return new Variant(name, RembgParameters.options(words::get, options(model)));
    }

    /// The function's own model may be a file of its own.
    private RemovalOptions options(String model) {
        return model.equals(defaults.model()) ? defaults : defaults.withModel(model, null);
    }

    private static Map<String, String> words(JsonNode options) {
        Map<String, String> words = new HashMap<>();
        options.properties()
                .forEach(member -> {
                    if (!WORDS.contains(member.getKey())) {
                        throw new InvalidOption(
                                VARIANTS,
                                member.getKey(),
                                "there is no such option.\nMaybe one of these: %s."
                                        .formatted(
                                                String.join(
                                                        ", ", WORDS.stream().sorted().toList())));
                    }
                    words.put(member.getKey(), member.getValue().asText());
                });
        return words;
    }
}

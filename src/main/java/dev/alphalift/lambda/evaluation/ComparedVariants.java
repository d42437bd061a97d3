package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.dialect.VariantWords;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
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
        JsonNode described = call.get(VARIANTS);
        if (call.has(VARIANTS) && !described.isObject()) {
            throw new InvalidOption(
                    VARIANTS, described.toString(), "it must be an object of variants by name.");
        }
        for (var member : described.properties()) {
            Map<String, String> words =
                    VariantWords.ofJson(VARIANTS + "." + member.getKey(), member.getValue());
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
        return new Variant(name, VariantWords.options(words, options(model)));
    }

    /// The function's own model may be a file of its own.
    private RemovalOptions options(String model) {
        return model.equals(defaults.model()) ? defaults : defaults.withModel(model, null);
    }
}

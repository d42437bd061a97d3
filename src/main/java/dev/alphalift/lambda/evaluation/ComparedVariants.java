package dev.alphalift.lambda.evaluation;

import dev.alphalift.dialect.EvaluateVariants;
import dev.alphalift.dialect.VariantWords;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.List;
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
        EvaluateVariants variants = EvaluateVariants.ofCall(defaults);
        variants.addPredictions(predictions(call, data));
        for (String member : List.of(MODEL, MODELS)) {
            for (String model : call.list(member)) {
                requireKnown(model);
                variants.addModel(model);
            }
        }
        variants.addNamed(
                call.get(VARIANTS),
                (name, words) -> {
                    String model = words.getOrDefault(MODEL, defaults.model());
                    words.remove(MODEL);
                    if (model.equals(defaults.model()) && words.isEmpty()) {
                        return new Variant(name, defaults);
                    }
                    requireKnown(model);
                    return new Variant(name, VariantWords.options(words, variants.options(model)));
                });
        return List.copyOf(variants.orUsual());
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

    /// The function's own model may be a file that no list has.
    private void requireKnown(String model) {
        if (!model.equals(defaults.model()) && !models.contains(model)) {
            throw new InvalidOption(MODELS, model, "there is no model of that name.");
        }
    }
}

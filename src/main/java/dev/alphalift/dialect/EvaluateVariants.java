package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// What an evaluation compares, over HTTP, in the function and on the command line: given
/// predictions where there are any, and what is named; without either the usual model.
public final class EvaluateVariants {
    private static final String VARIANTS = "variants";

    private final Map<String, Variant> variants = new LinkedHashMap<>();
    private final String option;
    private final String advice;
    private final RemovalOptions defaults;

    private EvaluateVariants(String option, String advice, RemovalOptions defaults) {
        this.option = option;
        this.advice = advice;
        this.defaults = defaults;
    }

    /// Nothing yet, of a call in JSON or a form.
    ///
    /// @param defaults the usual model, and what holds where a variant says nothing
    public static EvaluateVariants ofCall(RemovalOptions defaults) {
        return new EvaluateVariants(VARIANTS, "", defaults);
    }

    /// Nothing yet, of a command line.
    ///
    /// @param option what names variants there
    /// @param form what that looks like
    public static EvaluateVariants ofOption(String option, String form, RemovalOptions defaults) {
        return new EvaluateVariants(option, "\nMaybe " + form, defaults);
    }

    /// One more.
    ///
    /// @throws InvalidOption if another has its name
    public void add(Variant variant) {
        if (variants.put(variant.name(), variant) != null) {
            throw new InvalidOption(option, variant.name(), "two are called like that." + advice);
        }
    }

    /// Given predictions.
    ///
    /// @throws InvalidOption if another has a name of theirs
    public void addPredictions(Collection<String> names) {
        names.forEach(name -> add(Variant.predictions(name)));
    }

    /// A model as it is.
    ///
    /// @throws InvalidOption if another has its name
    public void addModel(String name) {
        add(new Variant(name, options(name)));
    }

    /// Variants as an object of them by name.
    ///
    /// @param named makes one of its name and its words, which are known ones
    /// @throws InvalidOption if it is none, or a word is not known
    public void addNamed(JsonNode object, BiFunction<String, Map<String, String>, Variant> named) {
        if (!object.isMissingNode() && !object.isObject()) {
            throw new InvalidOption(
                    VARIANTS, object.toString(), "it must be an object of variants by name.");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (name.isBlank()) {
                throw new InvalidOption(VARIANTS, name, "a variant needs a name.");
            }
            add(
                    named.apply(
                            name,
                            VariantWords.ofJson(
                                    "%s.%s".formatted(VARIANTS, name), member.getValue())));
        }
    }

    /// What holds for a model where nothing else is said: the usual one may be a file of its own.
    public RemovalOptions options(String model) {
        return model.equals(defaults.model()) ? defaults : defaults.withModel(model, null);
    }

    /// Whether there is none yet.
    public boolean isEmpty() {
        return variants.isEmpty();
    }

    /// All of them, and the usual model where there is none.
    public List<Variant> orUsual() {
        return variants.isEmpty()
                ? List.of(new Variant(defaults.model(), defaults))
                : new ArrayList<>(variants.values());
    }
}

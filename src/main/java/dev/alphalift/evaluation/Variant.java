package dev.alphalift.evaluation;

import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One of the things that are compared: a model with options, or predictions that are there
/// already.
///
/// @param name what it is called in reports
/// @param options what the pipeline is to do; null: the predictions of that name are judged
public record Variant(String name, @Nullable RemovalOptions options) {
    /// Predictions that are there already.
    public static Variant predictions(String name) {
        return new Variant(name, null);
    }

    /// What the pipeline is to do for some of them, one after the other.
    static List<RemovalOptions> predicted(List<Variant> variants) {
        List<RemovalOptions> predicted = new ArrayList<>();
        for (Variant variant : variants) {
            if (variant.options != null) {
                predicted.add(variant.options);
            }
        }
        return predicted;
    }

    /// Whether the pipeline predicts.
    public boolean isModel() {
        return options != null;
    }

    /// What decides over its results, for reports and for telling whether others can be gone on
    /// with.
    Map<String, String> described() {
        if (options == null) {
            return Map.of();
        }
        Map<String, String> described = new TreeMap<>();
        if (options.modelPath() != null) {
            described.put("model_path", options.modelPath());
        }
        if (options.postProcessMask()) {
            described.put("post_process_mask", "true");
        }
        described.putAll(options.selected());
        described.putAll(options.looks().described());
        described.putAll(options.cleanUp().described());
        described.putAll(options.edges().described());
        return described;
    }
}

package dev.alphalift.lambda;

import dev.alphalift.bench.Evaluator;
import dev.alphalift.bench.ScoringRules;
import dev.alphalift.store.ObjectAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `evaluate` has to know of the settings.
///
/// @param evaluators makes what scores pairs; whoever asks closes it
/// @param places pairs in work at once
/// @param threads that a model may use
/// @param version of this program
/// @param lpipsModel the file of the model that computes LPIPS; null: there is none
/// @param reports where reports go for which a plan names no place; null: there is no such place
public record EvaluationSettings(
        Function<ScoringRules, Evaluator> evaluators,
        int places,
        int threads,
        String version,
        @Nullable String lpipsModel,
        @Nullable ObjectAddress reports) {}

package dev.alphalift.lambda.evaluation;

import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.store.ObjectAddress;
import org.jspecify.annotations.Nullable;

/// What `evaluate` has to know of the settings.
///
/// @param evaluations makes what scores pairs
/// @param threads that a model may use
/// @param reports where reports go for which a plan names no place; null: there is no such place
public record EvaluationSettings(
        Evaluations evaluations, int threads, @Nullable ObjectAddress reports) {}

package dev.alphalift.evaluation;

import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// In which rounds over the pairs variants are scored: as many models a round as stay in memory, so
/// that each is loaded once and not at every pair, and no more rounds than that takes, since each
/// round reads the pictures anew. Predictions that are there already go with the first.
final class Rounds {
    private record Model(String name, @Nullable String path) {
        static Model of(RemovalOptions options) {
            return new Model(options.model(), options.modelPath());
        }
    }

    private Rounds() {}

    /// The rounds, in the order of the variants.
    ///
    /// @param mostModels that stay in memory, at least one
    static List<List<Variant>> of(List<Variant> variants, int mostModels) {
        SequencedSet<Model> models = new LinkedHashSet<>();
        List<List<Variant>> rounds = new ArrayList<>();
        rounds.add(new ArrayList<>());
        for (Variant variant : variants) {
            int round = 0;
            if (variant.options() != null) {
                models.add(Model.of(variant.options()));
                round = new ArrayList<>(models).indexOf(Model.of(variant.options())) / mostModels;
            }
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(variant);
        }
        return rounds;
    }
}

package dev.alphalift.evaluation;

import dev.alphalift.pipeline.RemovalOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which rounds over the pairs variants are scored: as many models a round as stay in memory, so
/// that each is loaded once and not at every pair, with one that refines masks among them, and no
/// more rounds than that takes, since each round reads the pictures anew. Predictions that are
/// there already go with the first.
final class Rounds {
    private record Model(String name, @Nullable String path) {
        static Model of(RemovalOptions options) {
            return new Model(options.models().getFirst(), options.modelPath());
        }
    }

    /// A round that is being filled: what is in memory meanwhile.
    private static final class Round {
        private final List<Variant> variants = new ArrayList<>();
        private final Set<Model> models = new HashSet<>();
        private @Nullable String refiner;

        /// Takes a variant in, if its models stay in memory beside the others.
        boolean take(Variant variant, RemovalOptions options, int mostModels) {
            Model model = Model.of(options);
            String second = options.scoredRefiner();
            boolean fits = models.contains(model) || models.size() < mostModels;
            if (!fits || (refiner != null && second != null && !refiner.equals(second))) {
                return false;
            }
            models.add(model);
            refiner = second == null ? refiner : second;
            return variants.add(variant);
        }
    }

    private Rounds() {}

    /// The rounds, in the order of the variants.
    ///
    /// @param mostModels that stay in memory, at least one
    static List<List<Variant>> of(List<Variant> variants, int mostModels) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(new Round());
        for (Variant variant : variants) {
            RemovalOptions options = variant.options();
            if (options == null) {
                rounds.getFirst().variants.add(variant);
            } else if (rounds.stream()
                    .noneMatch(round -> round.take(variant, options, mostModels))) {
                Round next = new Round();
                next.take(variant, options, mostModels);
                rounds.add(next);
            }
        }
        return rounds.stream().map(round -> round.variants).toList();
    }
}

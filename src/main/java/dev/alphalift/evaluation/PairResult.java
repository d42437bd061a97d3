package dev.alphalift.evaluation;

import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.truthless.TruthlessScores;
import dev.alphalift.image.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was found out about one pair for one variant.
///
/// @param name of the pair
/// @param variant what predicted
/// @param tags the subsets of the pair
/// @param stamp of the files that it came of
/// @param size of the truth, or of the picture where there is no truth; null where neither could be
///   read
/// @param scores null where it failed or there is no truth
/// @param withoutTruth what can be said without a truth, null where there is one, or it failed
/// @param milliseconds where the time went, by step
/// @param failure why there are no scores; null where it did not fail
public record PairResult(
        String name,
        String variant,
        List<String> tags,
        String stamp,
        @Nullable Size size,
        @Nullable Scores scores,
        @Nullable TruthlessScores withoutTruth,
        Map<String, Double> milliseconds,
        @Nullable Failure failure) {
    public PairResult {
        tags = List.copyOf(tags);
        milliseconds = Map.copyOf(milliseconds);
    }

    /// What should be known before its scores are read.
    public Set<Flag> flags() {
        return scores != null
                ? scores.flags()
                : withoutTruth != null ? withoutTruth.flags() : Set.of();
    }
}

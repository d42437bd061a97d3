package dev.alphalift.eval.truthless;

import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Undefined;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was found out about one prediction without a truth: each value, or why there is none. What
/// is in neither was not asked for, such as agreement where there is no second prediction.
public final class TruthlessScores {
    private final Map<TruthlessScore, Double> values = new EnumMap<>(TruthlessScore.class);
    private final Map<TruthlessScore, Undefined> undefined = new EnumMap<>(TruthlessScore.class);
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    TruthlessScores() {}

    /// Scores that were taken before.
    ///
    /// @param values finite numbers
    /// @param undefined scores without a value
    public static TruthlessScores of(
            Map<TruthlessScore, Double> values, Map<TruthlessScore, Undefined> undefined) {
        TruthlessScores scores = new TruthlessScores();
        scores.values.putAll(values);
        scores.undefined.putAll(undefined);
        return scores;
    }

    /// The same with more flags.
    public TruthlessScores with(Set<Flag> more) {
        TruthlessScores all = of(values, undefined);
        all.flags.addAll(flags);
        all.flags.addAll(more);
        return all;
    }

    /// The same with what the model's own mask says of itself.
    public TruthlessScores withConfidence(double value) {
        TruthlessScores all = with(Set.of());
        all.values.put(TruthlessScore.CONFIDENCE, value);
        return all;
    }

    public Set<Flag> flags() {
        return Collections.unmodifiableSet(flags);
    }

    void put(TruthlessScore score, double value) {
        values.put(score, value);
    }

    /// Puts a value, or why there is none where it is null.
    void put(TruthlessScore score, @Nullable Double value, Undefined reason) {
        if (value == null) {
            undefined.put(score, reason);
        } else {
            values.put(score, value);
        }
    }

    /// The value, null where it is undefined or was not asked for.
    public @Nullable Double get(TruthlessScore score) {
        return values.get(score);
    }

    /// Why there is no value; null where there is one, or it was not asked for.
    public @Nullable Undefined undefined(TruthlessScore score) {
        return undefined.get(score);
    }

    /// Whether a score was asked for.
    public boolean covers(TruthlessScore score) {
        return values.containsKey(score) || undefined.containsKey(score);
    }
}

package dev.alphalift.eval;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was found out about one pair: each score's value, or why it has none. A score that is in
/// neither was not asked for, such as those of a trimap where there is none.
public final class Scores {
    private final Map<Score, Double> values;
    private final Map<Score, Undefined> undefined;
    private final Set<Flag> flags;
    private final ThresholdCounts counts;

    /// @param values finite numbers
    /// @param undefined scores without a value
    public Scores(
            Map<Score, Double> values,
            Map<Score, Undefined> undefined,
            Set<Flag> flags,
            ThresholdCounts counts) {
        values.forEach(Scores::requireFinite);
        this.values = new EnumMap<>(Score.class);
        this.values.putAll(values);
        this.undefined = new EnumMap<>(Score.class);
        this.undefined.putAll(undefined);
        this.flags = EnumSet.noneOf(Flag.class);
        this.flags.addAll(flags);
        this.counts = counts;
    }

    private static void requireFinite(Score score, Double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "The score %s (%s) must be a finite number.".formatted(score.key(), value));
        }
    }

    /// The value, null where it is undefined or was not asked for.
    public @Nullable Double get(Score score) {
        return values.get(score);
    }

    /// All that have a value, in the order of reports.
    public Map<Score, Double> values() {
        return Collections.unmodifiableMap(values);
    }

    /// Why there is no value; null where there is one, or it was not asked for.
    public @Nullable Undefined undefined(Score score) {
        return undefined.get(score);
    }

    /// Whether a score was asked for.
    public boolean covers(Score score) {
        return values.containsKey(score) || undefined.containsKey(score);
    }

    /// The same with more flags.
    public Scores with(Set<Flag> more) {
        Set<Flag> all = EnumSet.noneOf(Flag.class);
        all.addAll(flags);
        all.addAll(more);
        return new Scores(values, undefined, all, counts);
    }

    public Set<Flag> flags() {
        return Collections.unmodifiableSet(flags);
    }

    /// For curves over pictures.
    public ThresholdCounts counts() {
        return counts;
    }
}

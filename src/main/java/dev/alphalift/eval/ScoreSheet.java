package dev.alphalift.eval;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the scores of one pair while they are taken. Used by one thread.
public final class ScoreSheet {
    private final Map<Score, Double> values = new EnumMap<>(Score.class);
    private final Map<Score, Undefined> undefined = new EnumMap<>(Score.class);
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    public void put(Score score, double value) {
        values.put(score, value);
    }

    /// Puts a value, or why there is none where it is null.
    public void put(Score score, @Nullable Double value, Undefined reason) {
        if (value == null) {
            undefined.put(score, reason);
        } else {
            values.put(score, value);
        }
    }

    public void undefined(Score score, Undefined reason) {
        undefined.put(score, reason);
    }

    public void flag(Flag flag) {
        flags.add(flag);
    }

    public Scores scores(ThresholdCounts counts) {
        return new Scores(values, undefined, flags, counts);
    }
}

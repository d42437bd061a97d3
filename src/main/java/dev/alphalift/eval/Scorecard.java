package dev.alphalift.eval;

import dev.alphalift.image.RgbImage;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes all scores of a pair, on the caller's thread. Safe for use by several threads.
public final class Scorecard {
    private final RgbImage scene;
    private final @Nullable PerceptualDistance perception;

    /// @param scene a natural picture that composites are put over; scaled to cover each
    /// @param perception computes LPIPS; null: it is not taken
    public Scorecard(RgbImage scene, @Nullable PerceptualDistance perception) {
        this.scene = scene;
        this.perception = perception;
    }

    /// The picture that composites are put over.
    public RgbImage scene() {
        return scene;
    }

    /// All scores.
    public Scores score(Comparison comparison) {
        int[] none = new int[ThresholdCounts.LEVELS];
        boolean perceives = perception != null && comparison.source() != null;
        return new Scores(
                Map.of(),
                perceives ? Map.of() : Map.of(Score.LPIPS, Undefined.NO_MODEL),
                Set.of(),
                new ThresholdCounts(none, none));
    }
}

package dev.alphalift.eval;

import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// Takes all scores of a pair, on the caller's thread. Safe for use by several threads.
public final class Scorecard {
    private final ImageScores imageScores;

    /// @param scene a natural picture that composites are put over; scaled to cover each
    /// @param perception computes LPIPS; null: it is not taken
    public Scorecard(RgbImage scene, @Nullable PerceptualDistance perception) {
        this.imageScores = new ImageScores(scene, perception);
    }

    /// All scores.
    public Scores score(Comparison comparison) {
        ScoreSheet sheet = new ScoreSheet();
        ThresholdCounts counts = MaskScores.take(comparison, sheet);
        imageScores.take(comparison, sheet);
        return sheet.scores(counts);
    }
}

package dev.alphalift.eval;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// Takes all scores of a pair, on the caller's thread. Safe for use by several threads.
public final class Scorecard implements AutoCloseable {
    private final RgbImage scene;
    private final ImageScores imageScores;
    private final @Nullable PerceptualDistance perception;

    /// @param scene a natural picture that composites are put over; scaled to cover each
    /// @param perception computes LPIPS; null: it is not taken; closed with this
    public Scorecard(RgbImage scene, @Nullable PerceptualDistance perception) {
        this.scene = scene;
        this.perception = perception;
        this.imageScores = new ImageScores(scene, perception);
    }

    /// All scores.
    public Scores score(Comparison comparison) {
        ScoreSheet sheet = new ScoreSheet();
        ThresholdCounts counts = MaskScores.take(comparison, sheet);
        imageScores.take(comparison, sheet);
        return sheet.scores(counts);
    }

    /// What can be told without a truth.
    public TruthlessScores score(TruthlessSubject subject) {
        return new WithoutTruth(perception).score(subject);
    }

    /// A foreground over the natural picture: what a model is to be shown where a data set has
    /// foregrounds and no pictures. By the same rule as composites.
    ///
    /// @param opacity of the foreground, of its size
    public RgbImage overScene(RgbImage foreground, Alpha opacity) {
        return SceneComposite.of(foreground, opacity, scene);
    }

    @Override
    public void close() {
        if (perception != null) {
            perception.close();
        }
    }
}

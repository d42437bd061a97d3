package dev.alphalift.eval.scorecard;

import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.ScoreSheet;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.composite.ImageScores;
import dev.alphalift.eval.composite.PerceptualDistance;
import dev.alphalift.eval.composite.SceneComposite;
import dev.alphalift.eval.truthless.TruthlessScores;
import dev.alphalift.eval.truthless.TruthlessSubject;
import dev.alphalift.eval.truthless.WithoutTruth;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// Takes all scores of a pair, on the caller's thread. Safe for use by several threads.
public final class Scorecard implements AutoCloseable {
    private static final int BYTES_A_PIXEL = 32;

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

    /// What taking the scores needs of memory at its worst, in bytes a pixel, beside the pictures
    /// and mattes that are compared.
    public int bytesAPixel() {
        return BYTES_A_PIXEL + (perception == null ? 0 : PerceptualDistance.BYTES_A_PIXEL);
    }

    /// Whether LPIPS is among the scores.
    public boolean takesLpips() {
        return perception != null;
    }

    /// All scores.
    ///
    /// @param deadline ends the work when it comes
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it comes first
    public Scores score(Comparison comparison, Deadline deadline) {
        ScoreSheet sheet = new ScoreSheet();
        ThresholdCounts counts = MaskScores.take(comparison, sheet, deadline);
        imageScores.take(comparison, sheet, deadline);
        return sheet.scores(counts);
    }

    /// What can be told without a truth.
    ///
    /// @param deadline ends the work when it comes
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it comes first
    public TruthlessScores score(TruthlessSubject subject, Deadline deadline) {
        return new WithoutTruth(perception).score(subject, deadline);
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

package dev.alphalift.eval;

import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// The scores of composites of the source picture, and those of the mattes as pictures.
final class ImageScores {
    private final RgbImage scene;
    private final @Nullable PerceptualDistance perception;

    /// @param scene a natural picture that composites are put over
    /// @param perception computes LPIPS; null: it is not taken
    ImageScores(RgbImage scene, @Nullable PerceptualDistance perception) {
        this.scene = scene;
        this.perception = perception;
    }

    /// Takes them.
    void take(Comparison comparison, ScoreSheet sheet) {
        if (comparison.source() == null || perception == null || scene.size().width() < 1) {
            sheet.undefined(Score.SSIM, Undefined.NO_SOURCE);
        }
    }
}

package dev.alphalift.eval;

/// The scores that need the prediction and the truth alone, and those of a trimap.
final class MaskScores {
    private MaskScores() {}

    /// Takes them.
    ///
    /// @return what curves over pictures need
    static ThresholdCounts take(Comparison comparison, ScoreSheet sheet) {
        sheet.put(Score.MAE, comparison.size().pixels());
        return new ThresholdCounts(
                new int[ThresholdCounts.LEVELS], new int[ThresholdCounts.LEVELS]);
    }
}

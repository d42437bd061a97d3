package dev.alphalift.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How pairs are scored.
///
/// @param resizes whether predictions of another size than the truth are resized to it
/// @param lpipsModel the file of the model that computes LPIPS; null: it is not taken
public record ScoringRules(boolean resizes, @Nullable String lpipsModel) {
    /// What decides over results, for reports.
    Map<String, String> described() {
        return Map.of(
                "resize", Boolean.toString(resizes), "lpips_model", String.valueOf(lpipsModel));
    }
}

package dev.alphalift.evaluation.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pair that is worth being looked at: its pictures, small, and its scores.
///
/// @param name the pair's name, as in the report
/// @param variant the variant's name, as in the report
/// @param scores by [dev.alphalift.eval.Score#key]; null where there is no value
/// @param image the source; null where there is none
/// @param truth what the opacity should be
/// @param predicted what it was
/// @param error where they differ ([ErrorMap])
public record WorstCase(
        String name,
        String variant,
        Map<String, @Nullable Double> scores,
        @Nullable EmbeddedPicture image,
        EmbeddedPicture truth,
        EmbeddedPicture predicted,
        EmbeddedPicture error) {
    public WorstCase {
        // Not Map.copyOf, which knows no null.
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
}

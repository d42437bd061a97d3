package dev.alphalift.pipeline;

import java.util.Map;
import java.util.TreeMap;

/// Whether the model looks at a picture again, beside its look at the whole (docs/second-looks.md).
///
/// @param zoom also at the part with the subject, [dev.alphalift.segment.Zoom]
/// @param flip each time also at the mirror image, [dev.alphalift.segment.TwoMasks]
public record Looks(boolean zoom, boolean flip) {
    /// One look at the whole picture.
    public static final Looks ONE = new Looks(false, false);

    /// How many times the model runs at most.
    public int count() {
        return (zoom ? 2 : 1) * (flip ? 2 : 1);
    }

    /// With or without the look at the subject's part.
    public Looks withZoom(boolean value) {
        return new Looks(value, flip);
    }

    /// With or without the looks at mirror images.
    public Looks withFlip(boolean value) {
        return new Looks(zoom, value);
    }

    /// What of this is not as usual, by the options' names.
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        if (zoom) {
            described.put("zoom", "true");
        }
        if (flip) {
            described.put("flip", "true");
        }
        return described;
    }
}

package dev.alphalift.pipeline;

import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import java.util.List;
import java.util.stream.Collectors;

/// A picture and how opaque each of its pixels is.
///
/// @param image its colours, without what was behind them if edges were refined
/// @param opacity of the picture's size
/// @param keepsColours whether the colours count as they are; otherwise soft edges are darkened as
///   rembg does it
/// @param hasOwnOpacity whether the picture's own transparency is part of the opacity
/// @param refinedBy what was done to the edges; not always what was asked for
record RefinedPicture(
        RgbImage image,
        Mask opacity,
        boolean keepsColours,
        boolean hasOwnOpacity,
        Edges.Refinement refinedBy) {
    /// With nothing refined.
    static RefinedPicture plain(RgbImage image, Mask mask, boolean keepsColours) {
        return new RefinedPicture(image, mask, keepsColours, false, Edges.Refinement.NONE);
    }

    /// What was done to the edges of several, in words: once where it is the same.
    static String refinedBy(List<RefinedPicture> pictures) {
        return pictures.stream()
                .map(picture -> picture.refinedBy.word())
                .distinct()
                .collect(Collectors.joining(","));
    }
}

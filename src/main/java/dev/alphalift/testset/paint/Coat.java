package dev.alphalift.testset.paint;

/// How a rounded body looks.
///
/// @param pigment its colour
/// @param bevel how far from the outline it is round; further inside it is flat
/// @param gloss how strongly it mirrors the light, 0 to 1
public record Coat(Pigment pigment, double bevel, double gloss) {
    public static Coat matt(Tint tint, double bevel) {
        return new Coat(Pigment.plain(tint), bevel, 0.05);
    }
}

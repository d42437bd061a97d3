package dev.alphalift.testset.paint;

/// What a shape looks like at a point of it.
@FunctionalInterface
public interface Paint {
    /// Tells the colour and the opacity there.
    ///
    /// @param depth the distance from the outline, positive inside
    /// @param target gets red, green, blue (0 to 255) and opacity (0 to 1)
    void at(double x, double y, double depth, double[] target);

    /// One opaque colour.
    static Paint plain(Tint tint) {
        return tinted(tint, 1);
    }

    static Paint tinted(Tint tint, double opacity) {
        return (_, _, _, target) -> put(tint, opacity, target);
    }

    static void put(Tint tint, double opacity, double[] target) {
        target[0] = tint.red();
        target[1] = tint.green();
        target[2] = tint.blue();
        target[3] = opacity;
    }
}

package dev.alphalift.image;

/// A colour with straight (not premultiplied) opacity; four values of 0 to 255, sRGB or whatever
/// the picture beside it uses.
public record Rgba(int red, int green, int blue, int alpha) {
    /// Fully transparent black.
    public static final Rgba TRANSPARENT = new Rgba(0, 0, 0, 0);

    public Rgba {
        requireByte("red", red);
        requireByte("green", green);
        requireByte("blue", blue);
        requireByte("alpha", alpha);
    }

    private static void requireByte(String name, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(
                    "The %s value (%s) must lie in 0 to 255.".formatted(name, value));
        }
    }
}

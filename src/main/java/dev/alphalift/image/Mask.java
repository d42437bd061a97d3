package dev.alphalift.image;

/// Soft foreground probability, one byte a pixel: 0 is background, 255 is subject. Takes the array
/// over: the caller must not write to it again.
public final class Mask extends GreyPlane {
    /// @param values row by row, `size.pixels()` of them
    public Mask(Size size, byte[] values) {
        super(size, values);
    }

    /// This mask at another size, by Pillow's Lanczos.
    public Mask resized(Size target, Workers workers) {
        return new Mask(target, Lanczos.resize(values(), size(), 1, target, workers));
    }
}

package dev.alphalift.image;

/// Opacity, one byte a pixel: 0 is transparent, 255 is opaque. Takes the array over: the caller
/// must not write to it again.
public final class Alpha extends GreyPlane {
    /// @param values row by row, `size.pixels()` of them
    public Alpha(Size size, byte[] values) {
        super(size, values);
    }

    /// A part of this at another size, by Pillow's Lanczos.
    public Alpha resized(Region part, Size target, Workers workers) {
        return new Alpha(
                target, Resampling.LANCZOS.resize(part(part), part.size(), 1, target, workers));
    }
}

package dev.alphalift.matte.backdrop;

/// In what the colours of soft pixels are mixed.
public enum Blending {
    /// In the values as they are stored, as Pillow and rembg do it.
    ENCODED,
    /// In amounts of light, by sRGB's curve: what a camera would have seen. Soft edges come out
    /// lighter.
    LINEAR
}

package dev.alphalift.codec;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// A decoded file whose numbers all had the same treatment: 255 is the highest that the file's
/// depth has, rounded. Pillow, whose rules hold for pictures, cuts deep greys off instead.
///
/// @param image upright
/// @param colours what red, green and blue, or the grey, were
/// @param opacity what the opacity was; null when there is none
public record ScaledPhoto(RgbImage image, SampleRange colours, @Nullable SampleRange opacity) {
    /// A picture of no more than 8 bits.
    ///
    /// @param bits of its colours; its opacity has 8
    public static ScaledPhoto of(RgbImage image, int bits) {
        Alpha opacity = image.transparency();
        return new ScaledPhoto(
                image,
                SampleRange.ofBytes(bits, image.samples()),
                opacity == null ? null : SampleRange.ofBytes(8, opacity.values()));
    }

    /// The same set upright.
    public ScaledPhoto upright(Orientation orientation) {
        return new ScaledPhoto(orientation.upright(image), colours, opacity);
    }
}

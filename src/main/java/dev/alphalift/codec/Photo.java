package dev.alphalift.codec;

import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// A decoded file: the upright picture and what the file said about its colours and print size.
public record Photo(
        RgbImage image,
        ImageFormat format,
        @Nullable ColourProfile profile,
        @Nullable Resolution resolution) {
    /// Of a picture as it is stored, turned as its file says.
    ///
    /// @param resolution as it is stored, too
    public static Photo upright(
            RgbImage stored,
            ImageFormat format,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Orientation orientation) {
        return new Photo(
                orientation.upright(stored), format, profile, orientation.upright(resolution));
    }
}

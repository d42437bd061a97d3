package dev.alphalift.codec;

import dev.alphalift.image.RgbImage;
import org.jspecify.annotations.Nullable;

/// A decoded file: the upright picture and what the file said about its colours and print size.
public record Photo(
        RgbImage image,
        ImageFormat format,
        @Nullable ColourProfile profile,
        @Nullable Resolution resolution) {}

package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Region;
import org.jspecify.annotations.Nullable;

/// A result that is still to be written.
///
/// @param rows its pixels
/// @param output what it is written as
/// @param subject where the subject is in it; null where nobody asked or nothing was found
record UnwrittenResult(PixelRows rows, OutputFormat output, @Nullable Region subject) {}

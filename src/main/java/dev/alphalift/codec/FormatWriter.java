package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import org.jspecify.annotations.Nullable;

/// Writes pictures as files of one format. Safe for use by several threads.
///
/// @param <F> what can be asked of the format
@FunctionalInterface
public interface FormatWriter<F extends OutputFormat> {
    /// Encodes a picture.
    ///
    /// @param rows grey, RGB or RGBA; read by several threads, most rows once
    /// @param profile what the source says of its colours; left out for grey
    /// @param resolution a print resolution to note down
    /// @return the whole file
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    byte[] encode(
            PixelRows rows,
            F settings,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline);
}

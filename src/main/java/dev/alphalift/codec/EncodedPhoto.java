package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A file whose header has been read and whose pixels have not: what it takes to decode it is known
/// before it is taken.
interface EncodedPhoto {
    /// Width and height as stored.
    Size size();

    /// Decodes the pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    Photo decode(Workers workers, Deadline deadline);
}

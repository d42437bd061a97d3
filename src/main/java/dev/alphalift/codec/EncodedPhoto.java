package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A file whose header has been read and whose pixels have not: what it takes to decode it is known
/// before it is taken.
interface EncodedPhoto {
    /// Width and height as stored.
    Size size();

    /// What decoding takes at its worst, in bytes a pixel beside the 12 that every picture may take
    /// (`dev.alphalift.pipeline.Admission`). The size must be within the limits by now.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if that is out of
    ///   proportion
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if the file does not say
    default int moreBytesAPixel() {
        return 0;
    }

    /// Decodes the pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    Photo decode(Workers workers, Deadline deadline);
}

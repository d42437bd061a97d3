package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A file whose header has been read and whose pixels have not: what it takes to decode it is known
/// before it is taken.
public interface EncodedPhoto {
    /// What the decoded picture itself takes, in bytes a pixel.
    int RGB_AND_OPACITY = 4;

    /// Width and height as stored.
    Size size();

    /// How the stored rows lie to the scene.
    default Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    /// What decoding takes at its worst, in bytes a pixel. The size must be within the limits by
    /// now.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if that is out of
    ///   proportion
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if the file does not say
    default int bytesAPixel() {
        return RGB_AND_OPACITY;
    }

    /// Decodes the pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    Photo decode(Workers workers, Deadline deadline);

    /// Decodes the pixels by the whole range of their depth; the same where that is no more than 8
    /// bits.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as [#decode]
    default ScaledPhoto decodeScaled(Workers workers, Deadline deadline) {
        return ScaledPhoto.of(decode(workers, deadline).image(), 8);
    }
}

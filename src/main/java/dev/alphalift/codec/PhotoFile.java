package dev.alphalift.codec;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;

/// A picture file whose header has been read and found within the limits.
public final class PhotoFile {
    private final ImageFormat format;
    private final EncodedPhoto photo;
    private final Workers workers;

    PhotoFile(ImageFormat format, EncodedPhoto photo, Workers workers) {
        this.format = format;
        this.photo = photo;
        this.workers = workers;
    }

    /// What the file is, by its bytes.
    public ImageFormat format() {
        return format;
    }

    /// Width and height as the header says; turned upright they may be swapped.
    public Size size() {
        return photo.size();
    }

    /// Width and height of the picture that decoding gives.
    public Size uprightSize() {
        return photo.orientation().upright(photo.size());
    }

    /// What decoding takes at its worst, in bytes a pixel beside the 12 that every picture may take
    /// while it is in work; 0 for all but a few kinds of TIFF.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if that is out of
    ///   proportion
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if the file does not say
    public int bytesAPixel() {
        return photo.bytesAPixel();
    }

    /// Decodes the pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    public Photo decode(Deadline deadline) {
        return photo.decode(workers, deadline);
    }

    /// Decodes the pixels by the whole range of their depth, which is what masks need.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as [#decode]
    public ScaledPhoto decodeScaled(Deadline deadline) {
        return photo.decodeScaled(workers, deadline);
    }
}

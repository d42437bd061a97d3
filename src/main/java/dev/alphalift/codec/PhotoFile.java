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

    /// Decodes the pixels.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if they are damaged
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    public Photo decode(Deadline deadline) {
        return photo.decode(workers, deadline);
    }
}

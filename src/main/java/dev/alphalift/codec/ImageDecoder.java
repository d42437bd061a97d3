package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import java.util.Map;

/// Any readable file to an upright picture. Safe for use by several threads.
public final class ImageDecoder {
    private final ImageLimits limits;
    private final Workers workers;
    private final Map<ImageFormat, FormatReader> readers;

    /// @param readers of the formats that are read here (`dev.alphalift.codec.format.Formats`)
    public ImageDecoder(
            ImageLimits limits, Workers workers, Map<ImageFormat, FormatReader> readers) {
        this.limits = limits;
        this.workers = workers;
        this.readers = readers;
    }

    /// Reads the header of a file whose format its own bytes tell.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if it is of no format that
    ///   is read here
    /// @throws dev.alphalift.fault.AlphaliftException.ImageTooLarge if its header says more than
    ///   the limits allow; nothing has been allocated by then
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if it is damaged
    public PhotoFile open(byte[] bytes) {
        limits.checkBytes(bytes.length);
        if (bytes.length == 0) {
            throw new UnreadableImage("There is no picture: the input is empty.");
        }
        ImageFormat format = ImageFormat.of(bytes);
        FormatReader reader = readers.get(format);
        if (reader == null) {
            throw new UnsupportedFormat(format.title(), ImageFormat.unreadable(format));
        }
        EncodedPhoto photo = reader.open(bytes);
        limits.checkSize(photo.size());
        return new PhotoFile(format, photo, workers);
    }

    /// Decodes a file, however long it takes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException as [#open] and [PhotoFile#decode]
    public Photo decode(byte[] bytes) {
        return open(bytes).decode(Deadline.NONE);
    }
}

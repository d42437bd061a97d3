package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Workers;

/// Any readable file to an upright picture. Safe for use by several threads.
public final class ImageDecoder {
    private final ImageLimits limits;
    private final Workers workers;

    public ImageDecoder(ImageLimits limits, Workers workers) {
        this.limits = limits;
        this.workers = workers;
    }

    /// Decodes a file whose format its own bytes tell.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.UnsupportedFormat if it is of no format that
    ///   is read here
    /// @throws dev.alphalift.fault.AlphaliftException.ImageTooLarge if its header says more than
    ///   the limits allow; nothing has been allocated by then
    /// @throws dev.alphalift.fault.AlphaliftException.UnreadableImage if it is damaged
    public Photo decode(byte[] bytes) {
        limits.checkBytes(bytes.length);
        if (bytes.length == 0) {
            throw new UnreadableImage("There is no picture: the input is empty.");
        }
        ImageFormat format = ImageFormat.of(bytes);
        return switch (format) {
            case JPEG -> JpegDecoder.decode(bytes, limits, workers);
            case PNG -> PngDecoder.decode(bytes, limits);
            case UNKNOWN ->
                    throw new UnsupportedFormat(
                            format.title(), "The input is no picture of a known format.");
            default ->
                    throw new UnsupportedFormat(
                            format.title(),
                            "The input is a %s file; JPEG and PNG are read."
                                    .formatted(format.title()));
        };
    }
}

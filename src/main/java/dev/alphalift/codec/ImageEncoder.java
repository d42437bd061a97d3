package dev.alphalift.codec;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// A picture to a file of any format that is written here. Safe for use by several threads.
public final class ImageEncoder {
    private final FormatWriter<OutputFormat.Png> png;
    private final FormatWriter<OutputFormat.Webp> webp;
    private final FormatWriter<OutputFormat.Jpeg> jpeg;
    private final FormatWriter<OutputFormat.Zip> zip;

    /// One writer a format (`dev.alphalift.codec.format.Formats`).
    public ImageEncoder(
            FormatWriter<OutputFormat.Png> png,
            FormatWriter<OutputFormat.Webp> webp,
            FormatWriter<OutputFormat.Jpeg> jpeg,
            FormatWriter<OutputFormat.Zip> zip) {
        this.png = png;
        this.webp = webp;
        this.jpeg = jpeg;
        this.zip = zip;
    }

    /// Encodes a picture.
    ///
    /// @param rows grey, RGB or RGBA (for an archive RGBA); read by several threads, most rows once
    /// @param profile what the source says of its colours; left out for grey
    /// @param resolution a print resolution to note down
    /// @return the whole file
    /// @throws ImageTooLarge if the format cannot hold a picture of that size
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if it is WebP, for which this
    ///   machine has no library
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if it takes too long
    public byte[] encode(
            PixelRows rows,
            OutputFormat format,
            @Nullable ColourProfile profile,
            @Nullable Resolution resolution,
            Deadline deadline) {
        checkSize(rows.size(), format);
        deadline.check();
        return switch (format) {
            case OutputFormat.Png settings ->
                    png.encode(rows, settings, profile, resolution, deadline);
            case OutputFormat.Webp settings ->
                    webp.encode(rows, settings, profile, resolution, deadline);
            case OutputFormat.Jpeg settings ->
                    jpeg.encode(rows, settings, profile, resolution, deadline);
            case OutputFormat.Zip settings ->
                    zip.encode(rows, settings, profile, resolution, deadline);
        };
    }

    /// Says before any work is done whether a format can hold a picture.
    ///
    /// @throws ImageTooLarge if it cannot
    public static void checkSize(Size size, OutputFormat format) {
        int longest = Math.max(size.width(), size.height());
        if (longest > format.longestSide()) {
            throw new ImageTooLarge("pixels on a side", longest, format.longestSide());
        }
    }
}

package dev.alphalift.codec.format;

import dev.alphalift.codec.Flaws;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.codec.jpeg.JpegFile;
import dev.alphalift.codec.png.PngCheck;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Whether a file is the whole result that it should be: of its format, of its size, a mask or a
/// cutout as far as the file tells, and good to its end. PNG is read in pieces and no pixel kept,
/// the other formats are decoded.
///
/// @param format what it should be
/// @param isMask whether it should be a mask
/// @param size what it should measure
public record WholePicture(OutputFormat format, boolean isMask, Size size) {
    private static final ImageLimits NO_LIMITS =
            new ImageLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /// What is wrong with a file; null: nothing.
    ///
    /// @param in its bytes, read in large pieces
    public @Nullable String flaw(InputStream in) throws IOException {
        return switch (format) {
            case OutputFormat.Png _ -> PngCheck.flaw(in, isMask, size);
            case OutputFormat.Jpeg _ -> decodedFlaw(in, ImageFormat.JPEG);
            case OutputFormat.Webp _ -> decodedFlaw(in, ImageFormat.WEBP);
            case OutputFormat.Zip _ -> "an archive is not checked.";
        };
    }

    private @Nullable String decodedFlaw(InputStream in, ImageFormat expected) throws IOException {
        byte[] bytes = NO_LIMITS.read(in);
        ImageFormat found = ImageFormat.of(bytes);
        if (found != expected) {
            return "it is no %s file.".formatted(expected.title());
        }
        try (Workers workers = new Workers(1)) {
            PhotoFile file = Formats.decoder(NO_LIMITS, workers).open(bytes);
            if (!file.uprightSize().equals(size)) {
                return Flaws.measures(file.uprightSize(), size);
            }
            String kind = expected == ImageFormat.JPEG ? jpegFlaw(JpegFile.of(bytes)) : null;
            if (kind == null) {
                file.decode(Deadline.NONE);
            }
            return kind;
        } catch (AlphaliftException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private @Nullable String jpegFlaw(JpegFile file) {
        if (!file.hasEnd()) {
            return Flaws.CUT_OFF;
        }
        boolean isGrey = file.componentCount() == 1;
        return isGrey == isMask ? null : isMask ? Flaws.NO_MASK : Flaws.NO_CUTOUT;
    }
}

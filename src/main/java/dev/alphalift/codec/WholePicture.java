package dev.alphalift.codec;

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
    static final String NO_MASK = "it is no mask.";
    static final String NO_CUTOUT = "it is a mask.";
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
            PhotoFile file = new ImageDecoder(NO_LIMITS, workers).open(bytes);
            if (!file.uprightSize().equals(size)) {
                return measures(file.uprightSize(), size);
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
            return PngCheck.CUT_OFF;
        }
        boolean isGrey = file.componentCount() == 1;
        return isGrey == isMask ? null : isMask ? NO_MASK : NO_CUTOUT;
    }

    static String measures(Size found, Size expected) {
        return "it measures %sx%s instead of %sx%s."
                .formatted(found.width(), found.height(), expected.width(), expected.height());
    }
}

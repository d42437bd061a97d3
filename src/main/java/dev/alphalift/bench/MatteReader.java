package dev.alphalift.bench;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads mattes from picture files: a grey picture is one; of a picture with transparency its
/// opacity is.
final class MatteReader {
    private final ImageDecoder decoder;

    MatteReader(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /// The matte of a file.
    ///
    /// @throws UnreadableImage if it is a colour picture without transparency
    Alpha read(Content content, Deadline deadline) {
        return read(decoder.open(content.read()), content, deadline);
    }

    /// The matte of a file whose header has been read.
    ///
    /// @throws UnreadableImage if it is a colour picture without transparency
    static Alpha read(PhotoFile file, Content content, Deadline deadline) {
        RgbImage image = file.decode(deadline).image();
        Alpha transparency = image.transparency();
        byte[] grey = grey(image);
        if (transparency == null && grey == null) {
            throw new UnreadableImage(
                    "%s is no matte: it has colours and no transparency.\nMaybe it is the picture itself."
                            .formatted(content.place()));
        }
        boolean isGrey = grey != null && (transparency == null || isOpaque(transparency));
        return isGrey && grey != null
                ? new Alpha(image.size(), grey)
                : Objects.requireNonNull(transparency);
    }

    private static boolean isOpaque(Alpha transparency) {
        for (byte value : transparency.values()) {
            if (value != (byte) 255) {
                return false;
            }
        }
        return true;
    }

    /// One value a pixel, null where a pixel has a colour.
    private static byte @Nullable [] grey(RgbImage image) {
        byte[] samples = image.samples();
        byte[] grey = new byte[samples.length / 3];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            byte red = samples[3 * pixel];
            if (samples[3 * pixel + 1] != red || samples[3 * pixel + 2] != red) {
                return null;
            }
            grey[pixel] = red;
        }
        return grey;
    }
}

package dev.alphalift.evaluation.data;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.codec.SampleRange;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.eval.Flag;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads mattes from picture files. The rule (docs/evaluation.md): the highest value that a file's
/// depth allows is 255, and 1 is in fractions; a grey picture is a matte, of a picture with
/// transparency its opacity is. [MatteValues] says what is doubtful.
public final class MatteReader {
    /// Lossy WebP gives the three channels of a grey picture values that differ by 1.
    private static final int MOST_CHROMA = 2;

    private final ImageDecoder decoder;

    public MatteReader(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /// What a matte is for. A prediction may be as bad as it likes, and a mean without it would be
    /// too good; what others are held against has to be certain.
    public enum Use {
        TRUTH,
        TRIMAP,
        PREDICTION
    }

    /// What a file says of opacity.
    ///
    /// @param flags what is doubtful about it
    public record Matte(Alpha alpha, Set<Flag> flags) {}

    /// The matte of a file.
    ///
    /// @throws UnreadableImage if it is a colour picture without transparency, or its values cannot
    ///   be what they say
    public Matte read(Content content, Use use, Deadline deadline) {
        return read(decoder.open(content.read()), content, use, deadline);
    }

    /// The matte of a file whose header has been read.
    ///
    /// @throws UnreadableImage as above
    public static Matte read(PhotoFile file, Content content, Use use, Deadline deadline) {
        return read(file.decodeScaled(deadline), content.place(), use);
    }

    /// The matte of a picture that has been decoded.
    ///
    /// @param place where it comes from, for messages
    /// @throws UnreadableImage as above
    public static Matte read(ScaledPhoto photo, String place, Use use) {
        RgbImage image = photo.image();
        byte[] grey = grey(image);
        Alpha transparency = image.transparency();
        SampleRange opacity = photo.opacity();
        MatteValues values = new MatteValues(place, use);
        if (transparency == null || opacity == null || isOpaque(transparency)) {
            if (grey == null) {
                throw values.refused(
                        "it has colours and no transparency",
                        "it is the picture itself, or a mask of classes in the colours of its"
                                + " palette");
            }
            return values.judged(new Alpha(image.size(), grey), photo.colours(), null);
        }
        boolean saysNothing = isConstant(transparency.values());
        if (saysNothing && use != Use.PREDICTION && (grey == null || !isConstant(grey))) {
            throw values.refused(
                    "its opacity is %s of 255 everywhere"
                            .formatted(transparency.values()[0] & 0xff),
                    "save the mask as a grey picture");
        }
        return values.judged(transparency, opacity, grey);
    }

    private static boolean isOpaque(Alpha transparency) {
        return isConstant(transparency.values()) && transparency.values()[0] == (byte) 255;
    }

    private static boolean isConstant(byte[] values) {
        for (byte value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /// One value a pixel, the middle one of its three; null where a pixel has a colour.
    private static byte @Nullable [] grey(RgbImage image) {
        byte[] samples = image.samples();
        byte[] grey = new byte[samples.length / 3];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            int red = samples[3 * pixel] & 0xff;
            int green = samples[3 * pixel + 1] & 0xff;
            int blue = samples[3 * pixel + 2] & 0xff;
            int highest = Math.max(red, Math.max(green, blue));
            int lowest = Math.min(red, Math.min(green, blue));
            if (highest - lowest > MOST_CHROMA) {
                return null;
            }
            grey[pixel] = (byte) (red + green + blue - highest - lowest);
        }
        return grey;
    }
}

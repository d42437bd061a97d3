package dev.alphalift.codec.png;

import dev.alphalift.codec.RangeMeter;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects unfiltered rows of 16 bits a sample by their whole range, for [ScaledPhoto].
final class PngDeepPixels implements PngRows {
    private static final int BITS = 16;

    private final PngHeader header;
    private final byte[] samples;
    private final byte @Nullable [] opacity;
    private final RangeMeter colourMeter = RangeMeter.ofUnsigned(BITS);
    private final RangeMeter opacityMeter = RangeMeter.ofUnsigned(BITS);

    /// The transparent colour, a number a channel; empty where there is none.
    private final int[] transparent;

    PngDeepPixels(PngFile file) {
        header = file.header();
        int pixels = Math.toIntExact(header.size().pixels());
        samples = new byte[Math.multiplyExact(3, pixels)];
        transparent = transparent(header, file.transparency());
        opacity = opaqueAt() > 0 || transparent.length > 0 ? new byte[pixels] : null;
    }

    private static int[] transparent(PngHeader header, byte @Nullable [] given) {
        int channels = colours(header);
        boolean hasOpacity = header.kind().samples > channels;
        if (given == null || hasOpacity || given.length < 2 * channels) {
            return new int[0];
        }
        int[] transparent = new int[channels];
        for (int channel = 0; channel < channels; channel++) {
            transparent[channel] = number(given, 2 * channel);
        }
        return transparent;
    }

    private static int colours(PngHeader header) {
        return header.kind().samples >= 3 ? 3 : 1;
    }

    /// Which sample of a pixel is its opacity, 0 for none.
    private int opaqueAt() {
        int colours = colours(header);
        return header.kind().samples > colours ? colours : 0;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    @Override
    public void put(byte[] row, int count, int x, int y, int step) {
        int colours = colours(header);
        int pixel = y * header.size().width() + x;
        for (int i = 0, at = 1; i < count; i++, at += 2 * header.kind().samples, pixel += step) {
            if (colours == 1) {
                byte value = colourMeter.take(number(row, at));
                Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, value);
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    samples[3 * pixel + channel] = colourMeter.take(number(row, at + 2 * channel));
                }
            }
            if (opacity != null) {
                opacity[pixel] = opacityMeter.take(opacity(row, at));
            }
        }
    }

    private int opacity(byte[] row, int at) {
        if (opaqueAt() > 0) {
            return number(row, at + 2 * opaqueAt());
        }
        for (int channel = 0; channel < transparent.length; channel++) {
            if (number(row, at + 2 * channel) != transparent[channel]) {
                return (1 << BITS) - 1;
            }
        }
        return 0;
    }

    ScaledPhoto toPhoto() {
        Alpha alpha = opacity == null ? null : new Alpha(header.size(), opacity);
        return new ScaledPhoto(
                new RgbImage(header.size(), samples, alpha),
                colourMeter.range(),
                opacity == null ? null : opacityMeter.range());
    }
}

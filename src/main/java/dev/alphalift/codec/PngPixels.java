package dev.alphalift.codec;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects unfiltered rows of any colour type and depth as 8-bit RGB and opacity, as Pillow 12
/// converts them: 16-bit samples lose their low byte, a palette index beyond the palette is black.
final class PngPixels {
    private final PngHeader header;
    private final byte[] samples;
    private final byte @Nullable [] opacity;

    /// Three bytes an index, for palettes and for grey of up to 8 bits.
    private final byte[] colours;

    /// One byte an index; empty when all are opaque.
    private final byte[] opacities;

    /// The transparent colour of grey and RGB pictures in the picture's own depth, or empty.
    private final int[] transparentColour;

    PngPixels(PngFile file) {
        header = file.header();
        int pixels = Math.toIntExact(header.size().pixels());
        samples = new byte[Math.multiplyExact(3, pixels)];
        colours = header.kind() == PngHeader.Kind.PALETTE ? palette(file) : greys(header.depth());
        byte[] transparency = file.transparency();
        opacities =
                transparency != null && header.kind() == PngHeader.Kind.PALETTE
                        ? paletteOpacities(transparency)
                        : new byte[0];
        transparentColour =
                transparency == null ? new int[0] : transparentColour(header, transparency);
        boolean hasOpacity =
                header.kind() == PngHeader.Kind.GREY_ALPHA
                        || header.kind() == PngHeader.Kind.RGBA
                        || opacities.length > 0
                        || transparentColour.length > 0;
        opacity = hasOpacity ? new byte[pixels] : null;
    }

    private static byte[] palette(PngFile file) {
        return Arrays.copyOf(file.palette(), 3 * 256);
    }

    private static byte[] greys(int depth) {
        int highest = (1 << Math.min(8, depth)) - 1;
        byte[] greys = new byte[3 * (highest + 1)];
        for (int value = 0; value <= highest; value++) {
            Arrays.fill(greys, 3 * value, 3 * value + 3, (byte) (value * 255 / highest));
        }
        return greys;
    }

    private static byte[] paletteOpacities(byte[] transparency) {
        byte[] opacities = Arrays.copyOf(transparency, 256);
        if (transparency.length < 256) {
            Arrays.fill(opacities, transparency.length, 256, (byte) 255);
        }
        return opacities;
    }

    private static int[] transparentColour(PngHeader header, byte[] transparency) {
        int values =
                switch (header.kind()) {
                    case GREY -> 1;
                    case RGB -> 3;
                    case PALETTE, GREY_ALPHA, RGBA -> 0;
                };
        if (transparency.length < 2 * values) {
            return new int[0];
        }
        int[] colour = new int[values];
        for (int value = 0; value < values; value++) {
            colour[value] =
                    (transparency[2 * value] & 0xff) << 8 | (transparency[2 * value + 1] & 0xff);
        }
        return colour;
    }

    /// Puts a row's pixels at columns `x`, `x + step`, ... of row `y`.
    ///
    /// @param row unfiltered, behind its filter byte
    void put(byte[] row, int count, int x, int y, int step) {
        int start = y * header.size().width() + x;
        switch (header.kind()) {
            case PALETTE -> putIndexed(row, count, start, step);
            case GREY -> {
                if (header.depth() == 16) {
                    putGrey16(row, count, start, step);
                } else {
                    putIndexed(row, count, start, step);
                }
            }
            case GREY_ALPHA -> putGreyAlpha(row, count, start, step);
            case RGB, RGBA -> putColour(row, count, start, step);
        }
    }

    private void putIndexed(byte[] row, int count, int start, int step) {
        int depth = header.depth();
        int highest = (1 << depth) - 1;
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            int bit = i * depth;
            int index = (row[1 + (bit >> 3)] & 0xff) >> (8 - depth - (bit & 7)) & highest;
            System.arraycopy(colours, 3 * index, samples, 3 * pixel, 3);
            if (opacity != null) {
                opacity[pixel] =
                        opacities.length > 0
                                ? opacities[index]
                                : (byte) (index == transparentColour[0] ? 0 : 255);
            }
        }
    }

    private void putGrey16(byte[] row, int count, int start, int step) {
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, row[1 + 2 * i]);
            if (opacity != null) {
                int value = (row[1 + 2 * i] & 0xff) << 8 | (row[2 + 2 * i] & 0xff);
                opacity[pixel] = (byte) (value == transparentColour[0] ? 0 : 255);
            }
        }
    }

    private void putGreyAlpha(byte[] row, int count, int start, int step) {
        int bytes = header.depth() / 8;
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            int at = 1 + 2 * bytes * i;
            Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, row[at]);
            opacityPlane()[pixel] = row[at + bytes];
        }
    }

    private void putColour(byte[] row, int count, int start, int step) {
        int bytes = header.depth() / 8;
        int stride = header.filterDistance();
        boolean hasAlpha = header.kind() == PngHeader.Kind.RGBA;
        if (stride == 3 && step == 1) {
            System.arraycopy(row, 1, samples, 3 * start, 3 * count);
        } else {
            for (int i = 0, at = 1, to = 3 * start; i < count; i++, at += stride, to += 3 * step) {
                samples[to] = row[at];
                samples[to + 1] = row[at + bytes];
                samples[to + 2] = row[at + 2 * bytes];
            }
        }
        if (hasAlpha) {
            byte[] plane = opacityPlane();
            for (int i = 0, at = 1 + 3 * bytes, to = start; i < count; i++, at += stride) {
                plane[to] = row[at];
                to += step;
            }
        } else if (transparentColour.length > 0) {
            byte[] plane = opacityPlane();
            for (int i = 0, at = 1, to = start; i < count; i++, at += stride, to += step) {
                plane[to] = (byte) (isTransparent(row, at, bytes) ? 0 : 255);
            }
        }
    }

    private boolean isTransparent(byte[] row, int at, int bytes) {
        for (int channel = 0; channel < 3; channel++) {
            int value = row[at + channel * bytes] & 0xff;
            if (bytes == 2) {
                value = value << 8 | (row[at + channel * bytes + 1] & 0xff);
            }
            if (value != transparentColour[channel]) {
                return false;
            }
        }
        return true;
    }

    private byte[] opacityPlane() {
        if (opacity == null) {
            throw new IllegalStateException("This kind of picture has no opacity.");
        }
        return opacity;
    }

    RgbImage toImage() {
        Alpha alpha = opacity == null ? null : new Alpha(header.size(), opacity);
        return new RgbImage(header.size(), samples, alpha);
    }
}

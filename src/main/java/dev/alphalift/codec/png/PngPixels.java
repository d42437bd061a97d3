package dev.alphalift.codec.png;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects unfiltered rows of any colour type and depth as 8-bit RGB and opacity, as Pillow 12
/// converts them: 16-bit samples lose their low byte, but 16-bit grey is cut off at 255; a palette
/// index beyond the palette is black; the one transparent colour is compared with the 8-bit result.
final class PngPixels implements PngRows {
    private final PngHeader header;
    private final byte[] samples;
    private final byte @Nullable [] opacity;

    /// Three bytes an index, for palettes and for grey of up to 8 bits.
    private final byte[] colours;

    /// One byte an index; empty when all are opaque.
    private final byte[] opacities;

    /// The transparent colour of grey and RGB pictures, red, green and blue, or empty.
    private final byte[] transparentColour;

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
                transparency == null ? new byte[0] : transparentColour(header, transparency);
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

    private static byte[] transparentColour(PngHeader header, byte[] transparency) {
        int values =
                switch (header.kind()) {
                    case GREY -> 1;
                    case RGB -> 3;
                    case PALETTE, GREY_ALPHA, RGBA -> 0;
                };
        if (values == 0 || transparency.length < 2 * values) {
            return new byte[0];
        }
        byte[] colour = new byte[3];
        for (int channel = 0; channel < 3; channel++) {
            colour[channel] = transparency[values == 1 ? 1 : 2 * channel + 1];
        }
        if (header.depth() == 1) {
            boolean isWhite = transparency[0] != 0 || transparency[1] != 0;
            Arrays.fill(colour, (byte) (isWhite ? 255 : 0));
        }
        return colour;
    }

    @Override
    public void put(byte[] row, int count, int x, int y, int step) {
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
        if (transparentColour.length > 0) {
            putTransparency(count, start, step);
        }
    }

    private void putIndexed(byte[] row, int count, int start, int step) {
        int depth = header.depth();
        int highest = (1 << depth) - 1;
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            int bit = i * depth;
            int index = (row[1 + (bit >> 3)] & 0xff) >> (8 - depth - (bit & 7)) & highest;
            System.arraycopy(colours, 3 * index, samples, 3 * pixel, 3);
            if (opacities.length > 0) {
                opacityPlane()[pixel] = opacities[index];
            }
        }
    }

    private void putGrey16(byte[] row, int count, int start, int step) {
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            byte value = row[1 + 2 * i] == 0 ? row[2 + 2 * i] : (byte) 255;
            Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, value);
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
        if (stride == 3 && step == 1) {
            System.arraycopy(row, 1, samples, 3 * start, 3 * count);
        } else {
            for (int i = 0, at = 1, to = 3 * start; i < count; i++, at += stride, to += 3 * step) {
                samples[to] = row[at];
                samples[to + 1] = row[at + bytes];
                samples[to + 2] = row[at + 2 * bytes];
            }
        }
        if (header.kind() == PngHeader.Kind.RGBA) {
            byte[] plane = opacityPlane();
            for (int i = 0, at = 1 + 3 * bytes, to = start; i < count; i++, at += stride) {
                plane[to] = row[at];
                to += step;
            }
        }
    }

    private void putTransparency(int count, int start, int step) {
        byte[] plane = opacityPlane();
        for (int i = 0, pixel = start; i < count; i++, pixel += step) {
            boolean isTransparent =
                    samples[3 * pixel] == transparentColour[0]
                            && samples[3 * pixel + 1] == transparentColour[1]
                            && samples[3 * pixel + 2] == transparentColour[2];
            plane[pixel] = (byte) (isTransparent ? 0 : 255);
        }
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

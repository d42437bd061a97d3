package dev.alphalift.codec.tiff;

import dev.alphalift.codec.Samples;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects rows of any kind of sample as 8-bit RGB and opacity, as Pillow 12 converts them: 16-bit
/// colours lose their low byte, but grey of more than 8 bits is cut off at 255.
final class TiffPixels implements TiffRows {
    private final TiffFile file;
    private final Size size;
    private final byte[] samples;
    private final byte @Nullable [] opacity;

    /// Three bytes an index, for palettes and for grey of up to 8 bits.
    private final byte[] colours;

    TiffPixels(TiffFile file) {
        this.file = file;
        size = file.size();
        samples = new byte[Math.toIntExact(3 * size.pixels())];
        boolean opaque = file.opacity() == TiffFile.Opacity.NONE;
        opacity = opaque ? null : new byte[Math.toIntExact(size.pixels())];
        colours =
                file.colours() == TiffFile.Colours.PALETTE
                        ? file.palette()
                        : greys(file.depth(), file.colours() == TiffFile.Colours.WHITE_IS_ZERO);
    }

    private static byte[] greys(int depth, boolean inverted) {
        int highest = (1 << Math.min(8, depth)) - 1;
        byte[] greys = new byte[3 * (highest + 1)];
        for (int value = 0; value <= highest; value++) {
            int grey = value * 255 / highest;
            Arrays.fill(greys, 3 * value, 3 * value + 3, (byte) (inverted ? 255 - grey : grey));
        }
        return greys;
    }

    @Override
    public void put(byte[] row, int count, int x, int y) {
        int start = y * size.width() + x;
        switch (file.colours()) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> {
                if (file.depth() > 8) {
                    putDeepGrey(row, count, start);
                } else {
                    int distance = file.depth() * file.samples();
                    Samples.packedIndicesToRgb(
                            row, file.depth(), distance, colours, samples, start, count);
                }
            }
            case RGB, LUMINANCE_CHROMINANCE -> putColours(row, count, start);
            case CMYK -> putInks(row, count, start);
        }
        if (opacity != null) {
            putOpacity(row, count, start, opacity);
        }
    }

    private void putDeepGrey(byte[] row, int count, int start) {
        ByteBuffer numbers = ByteBuffer.wrap(row).order(file.byteOrder());
        boolean signed = file.numbers() == TiffFile.Numbers.SIGNED;
        for (int i = 0, to = 3 * start; i < count; i++, to += 3) {
            int value =
                    switch (file.depth()) {
                        case 12 -> twelveBits(numbers, i);
                        case 16 ->
                                signed ? numbers.getShort(2 * i) : numbers.getShort(2 * i) & 0xffff;
                        default ->
                                file.numbers() == TiffFile.Numbers.FLOATING
                                        ? (int) numbers.getFloat(4 * i)
                                        : numbers.getInt(4 * i);
                    };
            Arrays.fill(samples, to, to + 3, (byte) Math.clamp(value, 0, 255));
        }
    }

    /// The sample of an index in a row of samples of 12 bits.
    static int twelveBits(ByteBuffer row, int i) {
        int at = 3 * i / 2;
        int first = row.get(at) & 0xff;
        int second = row.get(at + 1) & 0xff;
        return i % 2 == 0 ? first << 4 | second >> 4 : (first & 15) << 8 | second;
    }

    private void putColours(byte[] row, int count, int start) {
        int bytes = file.depth() / 8;
        int distance = bytes * file.samples();
        if (distance == 3) {
            System.arraycopy(row, 0, samples, 3 * start, 3 * count);
            return;
        }
        int high = high();
        for (int i = 0, from = high, to = 3 * start; i < count; i++, from += distance, to += 3) {
            samples[to] = row[from];
            samples[to + 1] = row[from + bytes];
            samples[to + 2] = row[from + 2 * bytes];
        }
    }

    private void putInks(byte[] row, int count, int start) {
        int bytes = file.depth() / 8;
        int distance = bytes * file.samples();
        byte[] inks = new byte[4 * count];
        for (int i = 0, from = high(); i < count; i++, from += distance) {
            for (int ink = 0; ink < 4; ink++) {
                inks[4 * i + ink] = (byte) ~row[from + ink * bytes];
            }
        }
        byte[] colour = new byte[3 * count];
        Samples.invertedCmykToRgb(inks, colour, 0, count);
        System.arraycopy(colour, 0, samples, 3 * start, colour.length);
    }

    /// Where the high byte of a sample of 8 or 16 bits is.
    private int high() {
        return file.depth() == 16 && file.byteOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 0;
    }

    private void putOpacity(byte[] row, int count, int start, byte[] plane) {
        int bytes = file.depth() / 8;
        int distance = bytes * file.samples();
        boolean premultiplied = file.opacity() == TiffFile.Opacity.PREMULTIPLIED;
        int from = file.colours().samples * bytes + high();
        for (int pixel = start; pixel < start + count; pixel++, from += distance) {
            plane[pixel] = row[from];
            int value = row[from] & 0xff;
            if (premultiplied && value < 255) {
                for (int at = 3 * pixel; at < 3 * pixel + 3; at++) {
                    int straight = value == 0 ? 0 : (samples[at] & 0xff) * 255 / value;
                    samples[at] = (byte) Math.min(255, straight);
                }
            }
        }
    }

    RgbImage toImage() {
        return new RgbImage(size, samples, opacity == null ? null : new Alpha(size, opacity));
    }
}

package dev.alphalift.codec.tiff;

import dev.alphalift.codec.RangeMeter;
import dev.alphalift.codec.ScaledPhoto;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects rows of samples that Pillow cuts off or shortens, grey and RGB of more than 8 bits or
/// with a sign, by their whole range, for [ScaledPhoto].
final class TiffDeepPixels implements TiffRows {
    private final TiffFile file;
    private final Size size;
    private final byte[] samples;
    private final byte @Nullable [] opacity;
    private final RangeMeter colourMeter;
    private final RangeMeter opacityMeter;

    TiffDeepPixels(TiffFile file) {
        this.file = file;
        size = file.size();
        samples = new byte[Math.toIntExact(3 * size.pixels())];
        boolean opaque = file.opacity() == TiffFile.Opacity.NONE;
        opacity = opaque ? null : new byte[Math.toIntExact(size.pixels())];
        colourMeter = meter(file);
        opacityMeter = meter(file);
        if (isInverted() && file.numbers() != TiffFile.Numbers.UNSIGNED) {
            throw new UnreadableImage(
                    "The TIFF file has white at zero and numbers with a sign, which do not go"
                            + " together.");
        }
    }

    /// Whether this knows the kind; what it does not know has 8 bits, or inks.
    static boolean suits(TiffFile file) {
        return switch (file.colours()) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO ->
                    file.depth() > 8 || file.numbers() == TiffFile.Numbers.SIGNED;
            case RGB -> file.depth() == 16;
            case PALETTE, CMYK, LUMINANCE_CHROMINANCE -> false;
        };
    }

    private static RangeMeter meter(TiffFile file) {
        return switch (file.numbers()) {
            case UNSIGNED -> RangeMeter.ofUnsigned(file.depth());
            case SIGNED -> RangeMeter.ofSigned(file.depth());
            case FLOATING -> RangeMeter.ofFractions(file.depth());
        };
    }

    private boolean isInverted() {
        return file.colours() == TiffFile.Colours.WHITE_IS_ZERO;
    }

    @Override
    public void put(byte[] row, int count, int x, int y) {
        ByteBuffer numbers = ByteBuffer.wrap(row).order(file.byteOrder());
        int first = y * size.width() + x;
        boolean isGrey = file.colours() != TiffFile.Colours.RGB;
        for (int pixel = first, at = 0; pixel < first + count; pixel++, at += file.samples()) {
            if (isGrey) {
                Arrays.fill(samples, 3 * pixel, 3 * pixel + 3, taken(numbers, at));
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    samples[3 * pixel + channel] = taken(numbers, at + channel);
                }
            }
            if (opacity != null) {
                opacity[pixel] = opacityMeter.take(number(numbers, at + file.colours().samples));
            }
        }
    }

    /// The byte of a sample.
    ///
    /// @param index of the sample in its row
    private byte taken(ByteBuffer row, int index) {
        if (file.numbers() == TiffFile.Numbers.FLOATING) {
            return colourMeter.takeFraction(row.getFloat(4 * index));
        }
        long number = number(row, index);
        return colourMeter.take(isInverted() ? (1L << file.depth()) - 1 - number : number);
    }

    private long number(ByteBuffer row, int index) {
        boolean isSigned = file.numbers() == TiffFile.Numbers.SIGNED;
        return switch (file.depth()) {
            case 8 -> isSigned ? row.get(index) : row.get(index) & 0xff;
            case 12 -> TiffPixels.twelveBits(row, index);
            case 16 -> isSigned ? row.getShort(2 * index) : row.getShort(2 * index) & 0xffff;
            default -> {
                int number = row.getInt(4 * index);
                yield isSigned ? number : Integer.toUnsignedLong(number);
            }
        };
    }

    ScaledPhoto toPhoto() {
        return new ScaledPhoto(
                new RgbImage(size, samples, opacity == null ? null : new Alpha(size, opacity)),
                colourMeter.range(),
                opacity == null ? null : opacityMeter.range());
    }
}

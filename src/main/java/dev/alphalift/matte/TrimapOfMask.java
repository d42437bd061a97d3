package dev.alphalift.matte;

import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.Arrays;

/// What a mask says for sure: pixels that are clearly subject or clearly background together with
/// all that are near them.
///
/// @param foregroundAbove a mask above it is subject, 0 to 255
/// @param backgroundBelow a mask below it is background, 0 to 255
/// @param erosion side of the square, in pixels, that must be alike around a pixel for it to be
///   sure; 0 stands for the pixel and its four neighbours
public record TrimapOfMask(int foregroundAbove, int backgroundBelow, int erosion) {
    /// rembg's defaults.
    public static final TrimapOfMask REMBG = new TrimapOfMask(240, 10, 10);

    private static final byte SUBJECT = (byte) 255;
    private static final byte UNKNOWN = (byte) 128;

    public TrimapOfMask {
        requireByte("foreground threshold", foregroundAbove);
        requireByte("background threshold", backgroundBelow);
        if (erosion < 0) {
            throw new IllegalArgumentException(
                    "The erosion (%s) must not be negative.".formatted(erosion));
        }
    }

    private static void requireByte(String name, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be from 0 to 255.".formatted(name, value));
        }
    }

    /// The trimap of a mask, as rembg makes it with SciPy's `binary_erosion`: beyond the border
    /// lies background, so that a subject that touches it is unsure there. Of a pixel that is both
    /// (thresholds that overlap) rembg takes background.
    public Trimap of(Mask mask) {
        Size size = mask.size();
        byte[] values = mask.values();
        byte[] trimap = new byte[values.length];
        Arrays.fill(trimap, UNKNOWN);
        boolean[] sure = new boolean[values.length];
        for (int at = 0; at < values.length; at++) {
            sure[at] = (values[at] & 0xff) > foregroundAbove;
        }
        mark(eroded(sure, size, false), SUBJECT, trimap);
        for (int at = 0; at < values.length; at++) {
            sure[at] = (values[at] & 0xff) < backgroundBelow;
        }
        mark(eroded(sure, size, true), (byte) 0, trimap);
        return new Trimap(size, trimap);
    }

    private static void mark(boolean[] sure, byte value, byte[] trimap) {
        for (int at = 0; at < sure.length; at++) {
            if (sure[at]) {
                trimap[at] = value;
            }
        }
    }

    private boolean[] eroded(boolean[] set, Size size, boolean beyond) {
        if (erosion == 0) {
            return byCross(set, size, beyond);
        }
        int width = size.width();
        int height = size.height();
        boolean[] result = new boolean[set.length];
        boolean[] line = new boolean[Math.max(width, height)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(set, y * width, line, 0, width);
            erodeLine(line, width, beyond, result, y * width, 1);
        }
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                line[y] = result[y * width + x];
            }
            erodeLine(line, height, beyond, result, x, width);
        }
        return result;
    }

    /// A square's middle is the pixel after its exact middle where its side is even.
    private void erodeLine(
            boolean[] line, int length, boolean beyond, boolean[] target, int first, int step) {
        int before = erosion / 2;
        int after = erosion - 1 - before;
        int unset = 0;
        for (int at = -before; at < after; at++) {
            unset += isSet(line, at, length, beyond) ? 0 : 1;
        }
        for (int at = 0; at < length; at++) {
            unset += isSet(line, at + after, length, beyond) ? 0 : 1;
            target[first + at * step] = unset == 0;
            unset -= isSet(line, at - before, length, beyond) ? 0 : 1;
        }
    }

    private static boolean isSet(boolean[] line, int at, int length, boolean beyond) {
        return (at < 0 || at >= length) ? beyond : line[at];
    }

    private static boolean[] byCross(boolean[] set, Size size, boolean beyond) {
        int width = size.width();
        int height = size.height();
        boolean[] result = new boolean[set.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                result[at] =
                        set[at]
                                && (x == 0 ? beyond : set[at - 1])
                                && (x == width - 1 ? beyond : set[at + 1])
                                && (y == 0 ? beyond : set[at - width])
                                && (y == height - 1 ? beyond : set[at + width]);
            }
        }
        return result;
    }
}

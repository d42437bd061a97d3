package dev.alphalift.eval.matte;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Trimap;
import org.jspecify.annotations.Nullable;

/// The differences of two mattes pixel by pixel, as exact sums of values 0 to 255. The scores are
/// on a scale of 0 to 1, as in Xu et al., "Deep Image Matting", CVPR 2017.
///
/// @param pixels how many were compared
/// @param absolute sum of the differences' sizes
/// @param squares sum of their squares
public record PixelErrors(long pixels, long absolute, long squares) {
    private static final double SCALE = 255;

    /// Over the whole picture.
    public static PixelErrors of(Alpha predicted, Alpha truth) {
        byte[] left = predicted.values();
        byte[] right = truth.values();
        long absolute = 0;
        long squares = 0;
        for (int i = 0; i < left.length; i++) {
            int difference = (left[i] & 0xff) - (right[i] & 0xff);
            absolute += Math.abs(difference);
            squares += (long) difference * difference;
        }
        return new PixelErrors(left.length, absolute, squares);
    }

    /// Over the unknown part of a trimap.
    public static PixelErrors of(Alpha predicted, Alpha truth, Trimap trimap) {
        byte[] left = predicted.values();
        byte[] right = truth.values();
        long pixels = 0;
        long absolute = 0;
        long squares = 0;
        for (int i = 0; i < left.length; i++) {
            if (trimap.isUnknown(i)) {
                int difference = (left[i] & 0xff) - (right[i] & 0xff);
                pixels++;
                absolute += Math.abs(difference);
                squares += (long) difference * difference;
            }
        }
        return new PixelErrors(pixels, absolute, squares);
    }

    /// Mean absolute error; null where no pixel was compared.
    public @Nullable Double mae() {
        return pixels == 0 ? null : absolute / (SCALE * pixels);
    }

    /// Mean squared error; null where no pixel was compared.
    public @Nullable Double mse() {
        return pixels == 0 ? null : squares / (SCALE * SCALE * pixels);
    }

    /// Sum of absolute differences, in thousands; null where no pixel was compared.
    public @Nullable Double sad() {
        return pixels == 0 ? null : absolute / SCALE / 1000;
    }
}

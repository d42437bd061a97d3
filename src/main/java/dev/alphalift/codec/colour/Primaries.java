package dev.alphalift.codec.colour;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where white and the primaries of an RGB space lie (CIE 1931 x and y).
public record Primaries(
        double whiteX,
        double whiteY,
        double redX,
        double redY,
        double greenX,
        double greenY,
        double blueX,
        double blueY) {
    private static final double D65_X = 0.3127;
    private static final double D65_Y = 0.329;

    /// BT.709's.
    static final Primaries SRGB = ofD65(0.64, 0.33, 0.3, 0.6, 0.15, 0.06);

    public static final Primaries ADOBE = ofD65(0.64, 0.33, 0.21, 0.71, 0.15, 0.06);

    private static final double IN_PNG = 1e5;

    private static Primaries ofD65(
            double redX, double redY, double greenX, double greenY, double blueX, double blueY) {
        return new Primaries(D65_X, D65_Y, redX, redY, greenX, greenY, blueX, blueY);
    }

    /// The primaries of a code point (ITU-T H.273, table 2); null for those that say nothing, or
    /// are of no light that an ICC profile could hold.
    static @Nullable Primaries ofCode(int code) {
        return switch (code) {
            case 1 -> SRGB;
            case 4 -> new Primaries(0.31, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08);
            case 5 -> ofD65(0.64, 0.33, 0.29, 0.6, 0.15, 0.06);
            case 6, 7 -> ofD65(0.63, 0.34, 0.31, 0.595, 0.155, 0.07);
            case 8 -> new Primaries(0.31, 0.316, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049);
            case 9 -> ofD65(0.708, 0.292, 0.17, 0.797, 0.131, 0.046);
            case 11 -> new Primaries(0.314, 0.351, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
            case 12 -> ofD65(0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
            case 22 -> ofD65(0.63, 0.34, 0.295, 0.605, 0.155, 0.077);
            default -> null;
        };
    }

    /// The primaries of a PNG's `cHRM` chunk; null when they are none.
    static @Nullable Primaries of(byte[] chunk) {
        ByteBuffer numbers = ByteBuffer.wrap(chunk);
        double[] values = new double[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getInt(4 * i) / IN_PNG;
            // White and primaries lie within the triangle of lights, or a little beside it.
            if (values[i] < (i == 1 ? 0.05 : 0) || values[i] > 1) {
                return null;
            }
        }
        Primaries found =
                new Primaries(
                        values[0], values[1], values[2], values[3], values[4], values[5], values[6],
                        values[7]);
        return found.isTriangle() ? found : null;
    }

    private boolean isTriangle() {
        double area = (greenX - redX) * (blueY - redY) - (blueX - redX) * (greenY - redY);
        if (Math.abs(area) < 1e-3) {
            return false;
        }
        for (double strength : strengths()) {
            if (strength <= 0) {
                // White lies outside.
                return false;
            }
        }
        return true;
    }

    /// XYZ of red, green and blue at full strength, which together are white of Y = 1.
    double[][] lights() {
        double[][] directions = directions();
        double[] strengths = strengths();
        double[][] lights = new double[3][3];
        for (int light = 0; light < 3; light++) {
            for (int i = 0; i < 3; i++) {
                lights[light][i] = directions[light][i] * strengths[light];
            }
        }
        return lights;
    }

    private double[][] directions() {
        return new double[][] {
            {redX, redY, 1 - redX - redY},
            {greenX, greenY, 1 - greenX - greenY},
            {blueX, blueY, 1 - blueX - blueY}
        };
    }

    private double[] strengths() {
        return solved(directions(), white());
    }

    /// XYZ of white, of Y = 1.
    double[] white() {
        return new double[] {whiteX / whiteY, 1, (1 - whiteX - whiteY) / whiteY};
    }

    /// How much of each of three vectors makes a fourth (Cramer's rule).
    private static double[] solved(double[][] vectors, double[] sum) {
        double all = determinant(vectors[0], vectors[1], vectors[2]);
        return new double[] {
            determinant(sum, vectors[1], vectors[2]) / all,
            determinant(vectors[0], sum, vectors[2]) / all,
            determinant(vectors[0], vectors[1], sum) / all
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }
}

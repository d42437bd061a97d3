package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import java.util.Arrays;

/// The linear system of closed-form matting over the unknown pixels of a trimap alone (Levin,
/// Lischinski and Weiss, "A Closed-Form Solution to Natural Image Matting", 2008, equations 12 and
/// 15): row by row each pixel's weight and those of its twelve neighbours that follow it in a 5 x 5
/// square; the matrix is symmetric. Known pixels are on the right-hand side. Takes some 150 bytes
/// for each unknown pixel, whatever the picture measures.
final class MattingLaplacian {
    /// Neighbours that follow a pixel: two to the right, five in each of the next two rows.
    static final int FOLLOWING = 12;

    // What rembg's library takes; added to the sum over a window, before it is divided by 9.
    private static final double EPSILON = 1e-7;
    private static final int WINDOW = 9;
    private static final int ROWS_BETWEEN_LOOKS = 16;

    private final RgbImage image;
    private final byte[] trimap;
    private final int width;
    private final int height;
    private final double[] diagonal;
    private final double[] weights;
    private final int[] columns;
    private final double[] right;

    private MattingLaplacian(RgbImage image, Trimap trimap) {
        this.image = image;
        this.trimap = trimap.values();
        this.width = image.size().width();
        this.height = image.size().height();
        int unknown = trimap.unknownPixels();
        this.diagonal = new double[unknown];
        this.weights = new double[Math.multiplyExact(FOLLOWING, unknown)];
        this.columns = new int[weights.length];
        this.right = new double[unknown];
        Arrays.fill(columns, -1);
    }

    /// The system of a picture and its trimap.
    static MattingLaplacian of(RgbImage image, Trimap trimap, Deadline deadline) {
        Size size = image.size();
        if (!trimap.size().equals(size)) {
            throw new IllegalArgumentException(
                    "The trimap (%s) must be as large as the picture (%s)."
                            .formatted(trimap.size(), size));
        }
        MattingLaplacian laplacian = new MattingLaplacian(image, trimap);
        laplacian.assemble(deadline);
        return laplacian;
    }

    /// Number of unknown pixels.
    int order() {
        return diagonal.length;
    }

    double diagonal(int row) {
        return diagonal[row];
    }

    /// The weight of a following neighbour.
    double weight(int row, int neighbour) {
        return weights[FOLLOWING * row + neighbour];
    }

    /// Which unknown pixel a following neighbour is, -1 if none.
    int column(int row, int neighbour) {
        return columns[FOLLOWING * row + neighbour];
    }

    /// The right-hand side; not a copy.
    double[] right() {
        return right;
    }

    /// The matrix times a vector.
    void multiply(double[] vector, double[] product) {
        for (int row = 0; row < diagonal.length; row++) {
            product[row] = diagonal[row] * vector[row];
        }
        for (int row = 0; row < diagonal.length; row++) {
            double sum = 0;
            double own = vector[row];
            int end = FOLLOWING * (row + 1);
            for (int at = FOLLOWING * row; at < end; at++) {
                int column = columns[at];
                if (column >= 0) {
                    sum += weights[at] * vector[column];
                    product[column] += weights[at] * own;
                }
            }
            product[row] += sum;
        }
    }

    /// Window after window. Numbers of unknown pixels are needed for three rows at a time only.
    private void assemble(Deadline deadline) {
        int[] numbers = new int[3 * width];
        int counted = 0;
        double[] centred = new double[3 * WINDOW];
        double[] inverse = new double[6];
        for (int y = 0; y < Math.min(3, height); y++) {
            counted = number(y, numbers, counted);
        }
        for (int y = 1; y < height - 1; y++) {
            if (y > 1) {
                System.arraycopy(numbers, width, numbers, 0, 2 * width);
                counted = number(y + 1, numbers, counted);
            }
            if (y % ROWS_BETWEEN_LOOKS == 0) {
                deadline.check();
            }
            for (int x = 1; x < width - 1; x++) {
                if (hasUnknown(numbers, x)) {
                    centre(y, x, centred);
                    invertCovariance(centred, inverse);
                    add(numbers, y, x, centred, inverse);
                }
            }
        }
    }

    private int number(int y, int[] numbers, int counted) {
        int count = counted;
        int slot = Math.min(y, 2) * width;
        for (int x = 0; x < width; x++) {
            byte value = trimap[y * width + x];
            numbers[slot + x] = value == 0 || value == (byte) 255 ? -1 : count++;
        }
        return count;
    }

    private boolean hasUnknown(int[] numbers, int x) {
        for (int at = x; at < 3 * width; at += width) {
            if ((numbers[at - 1] & numbers[at] & numbers[at + 1]) != -1) {
                return true;
            }
        }
        return false;
    }

    /// A window's colours without their mean.
    private void centre(int y, int x, double[] centred) {
        byte[] samples = image.samples();
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int member = 0; member < WINDOW; member++) {
                int pixel = (y - 1 + member / 3) * width + x - 1 + member % 3;
                double colour = (samples[3 * pixel + c] & 0xff) / 255.0;
                centred[3 * member + c] = colour;
                sum += colour;
            }
            for (int member = 0; member < WINDOW; member++) {
                centred[3 * member + c] -= sum / WINDOW;
            }
        }
    }

    /// The inverse of a window's covariance with `EPSILON / 9` on its diagonal, as `00 01 02 11 12
    /// 22`.
    private static void invertCovariance(double[] centred, double[] inverse) {
        double a00 = EPSILON;
        double a01 = 0;
        double a02 = 0;
        double a11 = EPSILON;
        double a12 = 0;
        double a22 = EPSILON;
        for (int at = 0; at < centred.length; at += 3) {
            double red = centred[at];
            double green = centred[at + 1];
            double blue = centred[at + 2];
            a00 += red * red;
            a01 += red * green;
            a02 += red * blue;
            a11 += green * green;
            a12 += green * blue;
            a22 += blue * blue;
        }
        a00 /= WINDOW;
        a01 /= WINDOW;
        a02 /= WINDOW;
        a11 /= WINDOW;
        a12 /= WINDOW;
        a22 /= WINDOW;
        // Where a window's colours lie on a line, as in every grey picture, the determinant is
        // hardly more than what rounding leaves, so the order of these sums is rembg's library's.
        double determinant =
                a00 * a12 * a12
                        + a01 * a01 * a22
                        + a02 * a02 * a11
                        - a00 * a11 * a22
                        - 2 * a01 * a02 * a12;
        double scale = 1 / determinant;
        inverse[0] = (a12 * a12 - a11 * a22) * scale;
        inverse[1] = (a01 * a22 - a02 * a12) * scale;
        inverse[2] = (a02 * a11 - a01 * a12) * scale;
        inverse[3] = (a02 * a02 - a00 * a22) * scale;
        inverse[4] = (a00 * a12 - a01 * a02) * scale;
        inverse[5] = (a01 * a01 - a00 * a11) * scale;
    }

    /// A window's part of the matrix, for each pair of its pixels of which one is unknown.
    private void add(int[] numbers, int y, int x, double[] centred, double[] inverse) {
        for (int one = 0; one < WINDOW; one++) {
            int row = numbers[one / 3 * width + x - 1 + one % 3];
            if (row < 0) {
                continue;
            }
            double red = centred[3 * one];
            double green = centred[3 * one + 1];
            double blue = centred[3 * one + 2];
            double first = inverse[0] * red + inverse[1] * green + inverse[2] * blue;
            double second = inverse[1] * red + inverse[3] * green + inverse[4] * blue;
            double third = inverse[2] * red + inverse[4] * green + inverse[5] * blue;
            for (int other = 0; other < WINDOW; other++) {
                double affinity =
                        (1
                                        + first * centred[3 * other]
                                        + second * centred[3 * other + 1]
                                        + third * centred[3 * other + 2])
                                / WINDOW;
                int column = numbers[other / 3 * width + x - 1 + other % 3];
                if (column < 0) {
                    int pixel = (y - 1 + other / 3) * width + x - 1 + other % 3;
                    right[row] += trimap[pixel] == 0 ? 0 : affinity;
                } else if (one == other) {
                    diagonal[row] += 1 - affinity;
                } else if (other > one) {
                    int at = FOLLOWING * row + following(other / 3 - one / 3, other % 3 - one % 3);
                    weights[at] -= affinity;
                    columns[at] = column;
                }
            }
        }
    }

    private static int following(int down, int across) {
        return down == 0 ? across - 1 : 5 * down - 1 + across;
    }
}

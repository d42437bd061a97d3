package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;

/// The colours around a subject, roughly, and what could be behind it: means over at most 64 x 64
/// squares of a picture, in which only clear background counts, and where there is none what the
/// squares around have, the nearer the more (pull-push; Gortler et al., "The Lumigraph", 1996,
/// section 3.4).
final class Surroundings {
    private static final int MOST_CELLS = 64;
    // Below it a pixel holds nothing of the subject that could be seen: a twentieth.
    private static final int CLEAR = 13;

    private final int columns;
    private final int rows;
    private final double cell;
    private final float[] colours;
    private final float[] weights;

    private Surroundings(int columns, int rows, double cell) {
        this.columns = columns;
        this.rows = rows;
        this.cell = cell;
        this.colours = new float[3 * columns * rows];
        this.weights = new float[columns * rows];
    }

    static Surroundings of(RgbImage image, Alpha subject, Deadline deadline) {
        Size size = image.size();
        int longSide = Math.max(size.width(), size.height());
        int cell = (longSide + MOST_CELLS - 1) / MOST_CELLS;
        Surroundings means =
                new Surroundings(
                        (size.width() + cell - 1) / cell, (size.height() + cell - 1) / cell, cell);
        for (int row = 0; row < means.rows; row++) {
            deadline.check();
            means.gather(image, subject, row, cell);
        }
        means.fill();
        return means;
    }

    /// Sums of clear pixels, then means; the weight is their share of the square.
    private void gather(RgbImage image, Alpha subject, int row, int side) {
        Size size = image.size();
        byte[] samples = image.samples();
        int end = Math.min(size.height(), (row + 1) * side);
        for (int y = row * side; y < end; y++) {
            for (int x = 0; x < size.width(); x++) {
                int pixel = y * size.width() + x;
                if ((subject.values()[pixel] & 0xff) < CLEAR) {
                    int to = row * columns + x / side;
                    weights[to]++;
                    for (int c = 0; c < 3; c++) {
                        colours[3 * to + c] += samples[3 * pixel + c] & 0xff;
                    }
                }
            }
        }
        for (int column = 0; column < columns; column++) {
            int at = row * columns + column;
            int width = Math.min(side, size.width() - column * side);
            for (int c = 0; c < 3 && weights[at] > 0; c++) {
                colours[3 * at + c] /= weights[at];
            }
            weights[at] /= (float) width * (end - row * side);
        }
    }

    private void fill() {
        if (columns == 1 && rows == 1) {
            return;
        }
        Surroundings half = pulled();
        half.fill();
        float[] behind = new float[3];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = y * columns + x;
                half.at((x + 0.5) / 2, (y + 0.5) / 2, behind);
                for (int c = 0; c < 3; c++) {
                    float own = colours[3 * at + c] * weights[at];
                    colours[3 * at + c] = own + behind[c] * (1 - weights[at]);
                }
            }
        }
    }

    /// Four squares to one; it is as sure as they are together.
    private Surroundings pulled() {
        Surroundings half = new Surroundings((columns + 1) / 2, (rows + 1) / 2, 1);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = y * columns + x;
                int to = y / 2 * half.columns + x / 2;
                half.weights[to] += weights[at];
                for (int c = 0; c < 3; c++) {
                    half.colours[3 * to + c] += colours[3 * at + c] * weights[at];
                }
            }
        }
        for (int to = 0; to < half.weights.length; to++) {
            for (int c = 0; c < 3 && half.weights[to] > 0; c++) {
                half.colours[3 * to + c] /= half.weights[to];
            }
            half.weights[to] = Math.min(1, half.weights[to]);
        }
        return half;
    }

    /// The colour at a place, by the four squares around it.
    ///
    /// @param x from the left edge, in pixels of the picture
    /// @param y from the upper edge
    void at(double x, double y, float[] colour) {
        double column = Math.clamp(x / cell - 0.5, 0.0, columns - 1.0);
        double row = Math.clamp(y / cell - 0.5, 0.0, rows - 1.0);
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(columns - 1, left + 1);
        int bottom = Math.min(rows - 1, top + 1);
        float across = (float) (column - left);
        float down = (float) (row - top);
        for (int c = 0; c < 3; c++) {
            float upper =
                    between(
                            colours[3 * (top * columns + left) + c],
                            colours[3 * (top * columns + right) + c],
                            across);
            float lower =
                    between(
                            colours[3 * (bottom * columns + left) + c],
                            colours[3 * (bottom * columns + right) + c],
                            across);
            colour[c] = between(upper, lower, down);
        }
    }

    private static float between(float one, float other, float part) {
        return one + part * (other - one);
    }
}

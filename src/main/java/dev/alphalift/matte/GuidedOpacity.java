package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.util.function.Supplier;

/// A [GuidedFilter] of blocks, brought to every unknown pixel of the whole picture: the functions
/// of the four nearest blocks are interpolated and take the pixel's own colour (He and Sun, "Fast
/// Guided Filter", 2015). Pixels that the trimap is sure of keep what it says.
final class GuidedOpacity {
    private static final int ROWS_BETWEEN_LOOKS = 16;
    private static final long SMALL_OBJECTS = 1 << 17;

    private final RgbImage image;
    private final byte[] trimap;
    private final BlockGrid grid;
    private final int[] leftOf;
    private final float[] shareOfRight;

    GuidedOpacity(RgbImage image, Trimap trimap, BlockGrid grid) {
        this.image = image;
        this.trimap = trimap.values();
        this.grid = grid;
        this.leftOf = new int[image.size().width()];
        this.shareOfRight = new float[leftOf.length];
        for (int x = 0; x < leftOf.length; x++) {
            double place = place(x, grid.columns());
            leftOf[x] = (int) place;
            shareOfRight[x] = (float) (place - leftOf[x]);
        }
    }

    /// Where a pixel lies among the middles of blocks.
    private double place(int pixel, int blocks) {
        return Math.clamp((pixel + 0.5) / grid.side() - 0.5, 0, blocks - 1);
    }

    /// Bytes that the work of some threads takes, without their filters and the result.
    static long bytes(BlockGrid grid, int workers) {
        return SMALL_OBJECTS + 8L * grid.whole().width() + 3L * 16 * grid.columns() * workers;
    }

    /// The opacity of the picture.
    ///
    /// @param filters makes one for each thread; all the same
    /// @param halo pixels above and below a row that its filter looks at
    FineAlpha alpha(Supplier<GuidedFilter> filters, int halo, Workers workers, Deadline deadline) {
        char[] values = new char[trimap.length];
        int height = image.size().height();
        // A range looks at rows again that the one before it has seen, so there are few.
        int pieces = Math.clamp(height / Math.max(1, 2 * halo), 1, workers.count());
        workers.forEachPiece(
                pieces,
                piece ->
                        new Range(filters.get())
                                .fill(
                                        Math.toIntExact((long) height * piece / pieces),
                                        Math.toIntExact((long) height * (piece + 1) / pieces),
                                        values,
                                        deadline));
        return new FineAlpha(image.size(), values);
    }

    /// Some rows of the picture, with a filter of their own.
    private final class Range {
        private final GuidedFilter filter;
        private final float[][] held;
        private final int[] heldRow = {-1, -1};
        private final float[] between;

        Range(GuidedFilter filter) {
            this.filter = filter;
            int values = GuidedFilter.VALUES * grid.columns();
            this.held = new float[2][values];
            this.between = new float[values];
        }

        void fill(int from, int end, char[] values, Deadline deadline) {
            int width = image.size().width();
            for (int y = from; y < end; y++) {
                if (y % ROWS_BETWEEN_LOOKS == 0) {
                    deadline.check();
                }
                if (known(y * width, (y + 1) * width, values)) {
                    continue;
                }
                evaluate(functions(y), y * width, values);
            }
        }

        /// Writes what is known; whether that is all.
        private boolean known(int from, int end, char[] values) {
            boolean all = true;
            for (int pixel = from; pixel < end; pixel++) {
                byte value = trimap[pixel];
                values[pixel] = value == 0 ? 0 : (char) FineAlpha.OPAQUE;
                all &= value == 0 || value == (byte) 255;
            }
            return all;
        }

        /// The functions of blocks, between two rows of them.
        private float[] functions(int y) {
            double place = place(y, grid.rows());
            int above = (int) place;
            float share = (float) (place - above);
            float[] upper = held(above);
            if (share == 0) {
                return upper;
            }
            float[] lower = held(above + 1);
            for (int at = 0; at < between.length; at++) {
                between[at] = upper[at] + share * (lower[at] - upper[at]);
            }
            return between;
        }

        private float[] held(int row) {
            int slot = row & 1;
            if (heldRow[slot] != row) {
                filter.row(row, held[slot]);
                heldRow[slot] = row;
            }
            return held[slot];
        }

        private void evaluate(float[] functions, int first, char[] values) {
            byte[] samples = image.samples();
            for (int x = 0; x < leftOf.length; x++) {
                byte known = trimap[first + x];
                if (known == 0 || known == (byte) 255) {
                    continue;
                }
                int left = GuidedFilter.VALUES * leftOf[x];
                float share = shareOfRight[x];
                int right = share == 0 ? left : left + GuidedFilter.VALUES;
                int sample = 3 * (first + x);
                float value = mixed(functions[left + 3], functions[right + 3], share);
                for (int c = 0; c < 3; c++) {
                    value +=
                            mixed(functions[left + c], functions[right + c], share)
                                    * (samples[sample + c] & 0xff);
                }
                values[first + x] = (char) Math.clamp(value + 0.5f, 0f, FineAlpha.OPAQUE);
            }
        }

        private static float mixed(float one, float other, float share) {
            return one + share * (other - one);
        }
    }
}

package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;

/// How far an opacity is trusted that may stray: where it differs from the mask over a whole
/// neighbourhood the trimap was wrong, and another opacity takes over that cannot stray. With `e`
/// the mean difference in a square around a pixel, the first counts `exp(-(e / 0.2)^2)` there.
final class Trust {
    private static final double DOUBTFUL = 0.2;

    // Measured at 800 pixels with a square of 17.
    private static final int SMALLEST_RADIUS = 8;
    private static final int LONG_SIDE_PER_PIXEL = 100;
    private static final int ROWS_BETWEEN_LOOKS = 16;
    private static final int STEPS = FineAlpha.OPAQUE / 255;

    private final char[] trusted;
    private final byte[] mask;
    private final byte[] trimap;
    private final int width;
    private final int height;
    private final int radius;

    private Trust(FineAlpha trusted, Mask mask, Trimap trimap) {
        Size size = mask.size();
        this.trusted = trusted.values();
        this.mask = mask.values();
        this.trimap = trimap.values();
        this.width = size.width();
        this.height = size.height();
        this.radius = radius(size);
    }

    private static int radius(Size size) {
        int longest = Math.max(size.width(), size.height());
        return Math.max(SMALLEST_RADIUS, longest / LONG_SIDE_PER_PIXEL);
    }

    /// Bytes that [#blend] takes.
    static long bytes(Size size, int workers) {
        return workers * RowWindow.bytes(radius(size), size.height(), size.width());
    }

    /// Writes the mixture of two opacities into the second.
    static void blend(
            FineAlpha trusted,
            FineAlpha other,
            Mask mask,
            Trimap trimap,
            Workers workers,
            Deadline deadline) {
        Trust trust = new Trust(trusted, mask, trimap);
        int pieces = Math.clamp(trust.height / (4 * trust.radius), 1, workers.count());
        workers.forEachPiece(
                pieces,
                piece -> {
                    int from = Math.toIntExact((long) trust.height * piece / pieces);
                    int end = Math.toIntExact((long) trust.height * (piece + 1) / pieces);
                    trust.blend(from, end, other.values(), deadline);
                });
    }

    private void blend(int from, int end, char[] other, Deadline deadline) {
        RowWindow window = new RowWindow(radius, height, width, this::differences);
        for (int y = from; y < end; y++) {
            if (y % ROWS_BETWEEN_LOOKS == 0) {
                deadline.check();
            }
            if (hasUnknown(y)) {
                blend(y, window.around(y), other);
            }
        }
    }

    private void differences(int y, int[] row) {
        int from = y * width;
        for (int x = 0; x < width; x++) {
            row[x] = Math.abs(trusted[from + x] - STEPS * (mask[from + x] & 0xff));
        }
    }

    private boolean hasUnknown(int y) {
        for (int pixel = y * width; pixel < (y + 1) * width; pixel++) {
            if (isUnknown(pixel)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnknown(int pixel) {
        return trimap[pixel] != 0 && trimap[pixel] != (byte) 255;
    }

    private void blend(int y, long[] columns, char[] other) {
        int down = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
        double unit = 1 / (DOUBTFUL * FineAlpha.OPAQUE * down);
        long sum = 0;
        for (int ahead = 0; ahead < Math.min(radius, width); ahead++) {
            sum += columns[ahead];
        }
        for (int x = 0; x < width; x++) {
            sum += x + radius < width ? columns[x + radius] : 0;
            sum -= x - radius > 0 ? columns[x - radius - 1] : 0;
            int pixel = y * width + x;
            if (isUnknown(pixel)) {
                int across = Math.min(width, x + radius + 1) - Math.max(0, x - radius);
                double doubt = sum * unit / across;
                double weight = Math.exp(-doubt * doubt);
                double value = other[pixel] + weight * (trusted[pixel] - other[pixel]);
                other[pixel] = (char) Math.round(value);
            }
        }
    }
}

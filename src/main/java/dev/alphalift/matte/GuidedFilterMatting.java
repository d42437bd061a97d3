package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;

/// A mask that follows the picture's edges and hairs: the colour guided filter of He, Sun and Tang
/// with a radius of a fiftieth of the longer side, clamped to what a trimap is sure of. Cannot
/// stray far from the mask, and is quick: windows are made of square blocks of pixels, a quarter of
/// their radius on a side, whose sums are exact (see [GuidedFilter], [GuidedOpacity]).
public final class GuidedFilterMatting {
    private static final double EPSILON = 1e-5;
    private static final int SMALLEST_RADIUS = 4;
    private static final int LONG_SIDE_PER_PIXEL = 50;
    private static final int BLOCKS_PER_RADIUS = 4;

    private GuidedFilterMatting() {}

    /// The opacity of a picture. The mask itself where the trimap knows of no subject or no
    /// background, since nothing is sure then that the rest could be clamped to.
    ///
    /// @param mask of the picture's size, and so is the trimap
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public static RefinedAlpha alpha(
            RgbImage image, Mask mask, Trimap trimap, Workers workers, Deadline deadline) {
        requireSize("mask", mask.size(), image.size());
        requireSize("trimap", trimap.size(), image.size());
        deadline.check();
        if (!trimap.knowsBoth()) {
            return new RefinedAlpha(FineAlpha.of(mask), RefinedAlpha.By.MASK);
        }
        BlockGrid grid = grid(image.size());
        BlockSums sums = new BlockSums(grid, image, mask);
        int radius = radius(grid);
        FineAlpha alpha =
                new GuidedOpacity(image, trimap, grid)
                        .alpha(
                                () -> new GuidedFilter(grid, sums, 255, radius, EPSILON),
                                2 * (radius + 1) * grid.side(),
                                workers,
                                deadline);
        return new RefinedAlpha(alpha, RefinedAlpha.By.GUIDED_FILTER);
    }

    /// Bytes that it takes at most, the result included.
    public static long bytesAtMost(Size size, int workers) {
        BlockGrid grid = grid(size);
        return 2 * size.pixels()
                + GuidedOpacity.bytes(grid, workers)
                + workers * GuidedFilter.bytes(grid, radius(grid));
    }

    static void requireSize(String name, Size size, Size wanted) {
        if (!size.equals(wanted)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be as large as the picture (%s)."
                            .formatted(name, size, wanted));
        }
    }

    private static int radius(Size size) {
        int longest = Math.max(size.width(), size.height());
        return Math.max(SMALLEST_RADIUS, longest / LONG_SIDE_PER_PIXEL);
    }

    private static BlockGrid grid(Size size) {
        int side = radius(size) / BLOCKS_PER_RADIUS;
        return new BlockGrid(size, Math.clamp(side, 1, BlockSums.LARGEST_SIDE));
    }

    /// The radius in blocks whose window is nearest to that of the radius in pixels.
    private static int radius(BlockGrid grid) {
        double side = 2.0 * radius(grid.whole()) + 1;
        return Math.max(1, Math.toIntExact(Math.round((side / grid.side() - 1) / 2)));
    }
}

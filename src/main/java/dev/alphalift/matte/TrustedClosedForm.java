package dev.alphalift.matte;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Closed-form matting where it can be trusted. It is solved for the picture at half its size, or
/// less, so that it has at most a million pixels and not too many unknown ones; the guided filter
/// with a small window brings that to the picture's own pixels; and where it strays from the mask,
/// the guided filter on the mask takes over ([Trust]).
///
/// @param patience for closed-form matting; never more than half of the time that the caller has
public record TrustedClosedForm(Duration patience) {
    private static final long MOST_PIXELS = 1_000_000;

    // Some ten seconds a million on one processor. A third of the size was as
    // good as a half at half a megapixel, so nothing is lost by fewer; what is fine in a large
    // picture asks for more.
    private static final int MOST_UNKNOWN = 100_000;
    private static final int FEWEST_MOST_UNKNOWN = 30_000;
    private static final int PIXELS_PER_UNKNOWN = 40;

    /// Conjugate gradients end earlier than rembg's: what is left of the error is far below what
    /// closed-form matting itself errs by.
    private static final double PRECISION = 1e-4;

    /// Pictures of no more pixels are not made smaller.
    private static final long SMALL = 1 << 16;

    /// Closed-form matting looks at squares of three pixels.
    private static final int NARROWEST = 3;

    private static final int RADIUS = 4;
    private static final double EPSILON = 1e-6;

    // The matrix, its triangle while it grows, and vectors take 1,000; what was taken for triangles
    // that could not be made may not have been collected yet.
    private static final int BYTES_PER_UNKNOWN = 2_500;

    public TrustedClosedForm {
        if (patience.isNegative()) {
            throw new IllegalArgumentException(
                    "The patience (%s) must not be negative.".formatted(patience));
        }
    }

    /// The opacity of a picture. That of [GuidedFilterMatting] if closed-form matting takes too
    /// long, comes to no end or has fewer than three rows or columns; the mask itself where the
    /// trimap knows of no subject or no background.
    ///
    /// @param mask of the picture's size, and so is the trimap
    /// @throws DeadlineExceeded if the caller has no time; not if the patience is at its end
    public RefinedAlpha alpha(
            RgbImage image, Mask mask, Trimap trimap, Workers workers, Deadline deadline) {
        RefinedAlpha guided = GuidedFilterMatting.alpha(image, mask, trimap, workers, deadline);
        if (guided.by() == RefinedAlpha.By.MASK) {
            return guided;
        }
        FineAlpha closed = closedForm(image, trimap, workers, deadline);
        if (closed == null) {
            return guided;
        }
        Trust.blend(closed, guided.alpha(), mask, trimap, workers, deadline);
        return new RefinedAlpha(guided.alpha(), RefinedAlpha.By.CLOSED_FORM);
    }

    private @Nullable FineAlpha closedForm(
            RgbImage image, Trimap trimap, Workers workers, Deadline deadline) {
        Duration share = deadline.remaining().dividedBy(2);
        Deadline own =
                Deadline.after(share.compareTo(patience) < 0 ? share : patience, deadline.caller());
        try (Deadline.Registration _ = deadline.onCancel(own::cancel)) {
            BlockGrid grid = grid(trimap);
            if (Math.min(grid.columns(), grid.rows()) < NARROWEST) {
                return null;
            }
            ReducedPicture small = ReducedPicture.of(image, trimap, grid);
            FineAlpha alpha =
                    ClosedFormMatting.alpha(small.image(), small.trimap(), PRECISION, own);
            return alpha == null
                    ? null
                    : enlarged(image, trimap, grid, small.image(), alpha, workers, own);
        } catch (DeadlineExceeded e) {
            deadline.check();
            return null;
        }
    }

    private static FineAlpha enlarged(
            RgbImage image,
            Trimap trimap,
            BlockGrid grid,
            RgbImage small,
            FineAlpha alpha,
            Workers workers,
            Deadline deadline) {
        BlockGrid pixels = new BlockGrid(grid.size(), 1);
        PixelSums sums = new PixelSums(small, alpha);
        return new GuidedOpacity(image, trimap, grid)
                .alpha(
                        () -> new GuidedFilter(pixels, sums, FineAlpha.OPAQUE, RADIUS, EPSILON),
                        2 * (RADIUS + 1) * grid.side(),
                        workers,
                        deadline);
    }

    private static int side(Size size) {
        if (size.pixels() <= SMALL) {
            return 1;
        }
        int side = 2;
        while (new BlockGrid(size, side).size().pixels() > MOST_PIXELS) {
            side++;
        }
        return side;
    }

    private static int mostUnknown(Size size) {
        return Math.toIntExact(
                Math.clamp(size.pixels() / PIXELS_PER_UNKNOWN, FEWEST_MOST_UNKNOWN, MOST_UNKNOWN));
    }

    private static BlockGrid grid(Trimap trimap) {
        int most = mostUnknown(trimap.size());
        int side = side(trimap.size());
        BlockGrid grid = new BlockGrid(trimap.size(), side);
        while (ReducedPicture.reduced(trimap, grid).unknownPixels() > most) {
            side++;
            grid = new BlockGrid(trimap.size(), side);
        }
        return grid;
    }

    /// Bytes that it takes at most, the result included, of a picture of which nothing else is
    /// known.
    public static long bytesAtMost(Size size, int workers) {
        BlockGrid grid = new BlockGrid(size, side(size));
        long reduced = grid.size().pixels();
        long pixels = 2 * size.pixels() + GuidedFilterMatting.bytesAtMost(size, workers);
        long filters =
                GuidedOpacity.bytes(grid, workers)
                        + workers * GuidedFilter.bytes(new BlockGrid(grid.size(), 1), RADIUS);
        return pixels
                + filters
                + Trust.bytes(size, workers)
                + 7 * reduced
                + BYTES_PER_UNKNOWN * Math.min(reduced, mostUnknown(size));
    }
}

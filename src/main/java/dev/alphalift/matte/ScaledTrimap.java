package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;

/// rembg's trimap with a band of unknown pixels that grows with the picture. A small network's mask
/// is unsure by pixels of its own, some hundreds on a side, however large the picture is to which
/// it was enlarged; ten pixels, rembg's erosion, are right for pictures of half a megapixel.
///
/// The thresholds are rembg's, a mask above 240 and below 10. The erosion is an eightieth of the
/// longer side, which is ten at 800 pixels, and never less than ten. Equal to [TrimapOfMask] with
/// that erosion, but takes no memory besides the trimap and two rows a worker, and time that does
/// not depend on the erosion.
public final class ScaledTrimap {
    private static final int SUBJECT_ABOVE = TrimapOfMask.REMBG.foregroundAbove();
    private static final int BACKGROUND_BELOW = TrimapOfMask.REMBG.backgroundBelow();
    private static final int SMALLEST = TrimapOfMask.REMBG.erosion();
    private static final int LONG_SIDE_PER_PIXEL = 80;
    private static final int ROWS_BETWEEN_LOOKS = 64;
    private static final long SMALL_OBJECTS = 1 << 14;

    private ScaledTrimap() {}

    /// Side of the square that must be alike around a sure pixel, in pixels.
    public static int erosion(Size size) {
        int longest = Math.max(size.width(), size.height());
        return Math.max(
                SMALLEST, Math.toIntExact(Math.round((double) longest / LONG_SIDE_PER_PIXEL)));
    }

    /// The trimap of a mask that has the picture's size.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public static Trimap of(Mask mask, Workers workers, Deadline deadline) {
        Size size = mask.size();
        int erosion = erosion(size);
        byte[] trimap = new byte[mask.values().length];
        // Each range walks the rows again that lie within the square of its first and last one.
        workers.forRowRanges(
                size.height(),
                Math.max(size.height() / workers.count(), 2 * erosion),
                (from, end) -> new Walk(mask, erosion, trimap).over(from, end, deadline));
        return new Trimap(size, trimap);
    }

    /// Bytes that [#of] takes at most, the trimap included.
    public static long bytesAtMost(Size size, int workers) {
        return SMALL_OBJECTS + size.pixels() + 4L * Integer.BYTES * size.width() * workers;
    }

    /// Goes down the rows and counts, for each column, the rows up to here in which a whole side of
    /// the square around it is sure.
    private static final class Walk {
        private final byte[] mask;
        private final byte[] trimap;
        private final int width;
        private final int height;
        private final int erosion;
        private final int before;
        private final int after;
        private final int[] subject;
        private final int[] background;

        Walk(Mask mask, int erosion, byte[] trimap) {
            this.mask = mask.values();
            this.trimap = trimap;
            this.width = mask.size().width();
            this.height = mask.size().height();
            this.erosion = erosion;
            // The middle of an even side is the pixel after its exact middle, as in SciPy.
            this.before = erosion / 2;
            this.after = erosion - 1 - before;
            this.subject = new int[width];
            this.background = new int[width];
        }

        void over(int from, int end, Deadline deadline) {
            for (int y = from - before; y < end + after; y++) {
                if (Math.floorMod(y, ROWS_BETWEEN_LOOKS) == 0) {
                    deadline.check();
                }
                if (y < 0 || y >= height) {
                    countBeyond();
                } else {
                    count(y * width);
                }
                if (y - after >= from) {
                    write((y - after) * width);
                }
            }
        }

        /// Beyond the border lies background.
        private void countBeyond() {
            for (int x = 0; x < width; x++) {
                subject[x] = 0;
                background[x]++;
            }
        }

        private void count(int first) {
            int subjects = 0;
            int backgrounds = erosion;
            for (int ahead = 0; ahead < width + after; ahead++) {
                int value = ahead < width ? mask[first + ahead] & 0xff : 0;
                subjects = value > SUBJECT_ABOVE ? subjects + 1 : 0;
                backgrounds = value < BACKGROUND_BELOW ? backgrounds + 1 : 0;
                int x = ahead - after;
                if (x >= 0) {
                    subject[x] = subjects >= erosion ? subject[x] + 1 : 0;
                    background[x] = backgrounds >= erosion ? background[x] + 1 : 0;
                }
            }
        }

        private void write(int first) {
            for (int x = 0; x < width; x++) {
                int value = subject[x] >= erosion ? 255 : background[x] >= erosion ? 0 : 128;
                trimap[first + x] = (byte) value;
            }
        }
    }
}

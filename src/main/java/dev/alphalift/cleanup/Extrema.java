package dev.alphalift.cleanup;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.util.Arrays;

/// Grey dilation and erosion: the greatest and the least value under a [Brush]. What lies beyond
/// the border does not count, so that a subject which touches it neither grows from it nor shrinks.
/// Works in place.
final class Extrema {
    private static final int LINES_BETWEEN_LOOKS = 16;

    private final byte[] plane;
    private final Size size;
    private final int radius;
    private final Brush.Shape shape;
    private final Deadline deadline;

    private Extrema(byte[] plane, Size size, Brush brush, Deadline deadline) {
        this.plane = plane;
        this.size = size;
        this.radius = brush.pixels(size);
        this.shape = brush.shape();
        this.deadline = deadline;
    }

    static void dilate(byte[] plane, Size size, Brush brush, Deadline deadline) {
        new Extrema(plane, size, brush, deadline).greatest();
    }

    static void erode(byte[] plane, Size size, Brush brush, Deadline deadline) {
        Extrema extrema = new Extrema(plane, size, brush, deadline);
        if (extrema.radius > 0) {
            invert(plane);
            extrema.greatest();
            invert(plane);
        }
    }

    static void invert(byte[] plane) {
        for (int at = 0; at < plane.length; at++) {
            plane[at] = (byte) ~plane[at];
        }
    }

    /// What the work takes beside the plane, in bytes.
    static long workingBytes(Size size, Brush brush) {
        int radius = brush.pixels(size);
        if (radius == 0 || brush.shape() == Brush.Shape.BOX) {
            return 4L * Integer.BYTES * (Math.max(size.width(), size.height()) + 2L * radius);
        }
        long rows = Math.min(2L * radius + 1, size.height());
        return Integer.BYTES * ((rows + 4) * size.width() + 6L * radius);
    }

    private void greatest() {
        if (radius > 0) {
            switch (shape) {
                case DISC -> greatestInDisc();
                case BOX -> greatestInBox();
            }
        }
    }

    // ---- box: van Herk 1992, Gil and Werman 1993; three comparisons a pixel and direction.

    private void greatestInBox() {
        int width = size.width();
        int height = size.height();
        Line across = new Line(width, radius);
        for (int y = 0; y < height; y++) {
            look(y);
            across.spread(plane, y * width, 1);
        }
        Line down = new Line(height, radius);
        for (int x = 0; x < width; x++) {
            look(x);
            down.spread(plane, x, width);
        }
    }

    /// A row or a column with nothing beyond its ends, in blocks as long as the window: what the
    /// window sees is the end of one block and the start of the next.
    private static final class Line {
        private final int length;
        private final int reach;
        private final int window;
        private final int[] fromStart;
        private final int[] fromEnd;

        Line(int length, int radius) {
            this.length = length;
            this.reach = Math.min(radius, length - 1);
            this.window = 2 * reach + 1;
            int padded = length + 2 * reach;
            int whole = (padded + window - 1) / window * window;
            this.fromStart = new int[whole];
            this.fromEnd = new int[whole];
        }

        void spread(byte[] plane, int first, int step) {
            Arrays.fill(fromStart, 0);
            for (int at = 0; at < length; at++) {
                fromStart[reach + at] = plane[first + at * step] & 0xff;
            }
            System.arraycopy(fromStart, 0, fromEnd, 0, fromEnd.length);
            for (int block = 0; block < fromEnd.length; block += window) {
                for (int at = block + 1; at < block + window; at++) {
                    fromStart[at] = Math.max(fromStart[at], fromStart[at - 1]);
                }
                for (int at = block + window - 2; at >= block; at--) {
                    fromEnd[at] = Math.max(fromEnd[at], fromEnd[at + 1]);
                }
            }
            for (int at = 0; at < length; at++) {
                plane[first + at * step] = (byte) Math.max(fromEnd[at], fromStart[at + window - 1]);
            }
        }
    }

    // ---- disc: each row, widened to every chord of the disc, is laid over the rows around it.

    private void greatestInDisc() {
        int width = size.width();
        int height = size.height();
        int[][] ring = new int[Math.min(2 * radius + 1, height)][width];
        Chord chord = new Chord(width, radius);
        for (int y = 0; y < height + radius; y++) {
            if (y < height) {
                look(y);
                chord.load(plane, y * width);
                layOver(chord, y, ring);
            }
            if (y >= radius) {
                write(ring[(y - radius) % ring.length], (y - radius) * width);
            }
        }
    }

    private void layOver(Chord chord, int y, int[][] ring) {
        for (int distance = radius; distance >= 0; distance--) {
            if (y - distance < 0 && y + distance >= size.height()) {
                continue;
            }
            double half = Math.sqrt((double) radius * radius - (double) distance * distance);
            chord.widen((int) half);
            if (y - distance >= 0) {
                chord.layOver(ring[(y - distance) % ring.length]);
            }
            if (distance > 0 && y + distance < size.height()) {
                chord.layOver(ring[(y + distance) % ring.length]);
            }
        }
    }

    private void write(int[] row, int to) {
        for (int x = 0; x < row.length; x++) {
            plane[to + x] = (byte) row[x];
        }
        Arrays.fill(row, 0);
    }

    /// A row of greatest values over ever wider windows; what is beyond its ends is there, too.
    private static final class Chord {
        private final int pad;
        private final int[] row;
        private final int[] left;
        private final int[] right;
        private final int[] middle;
        private int half;

        Chord(int width, int radius) {
            this.pad = radius;
            this.row = new int[width + 2 * radius];
            this.left = new int[row.length];
            this.right = new int[row.length];
            this.middle = new int[width];
        }

        void load(byte[] plane, int from) {
            Arrays.fill(row, 0);
            for (int x = 0; x < middle.length; x++) {
                row[pad + x] = plane[from + x] & 0xff;
                middle[x] = row[pad + x];
            }
            half = 0;
        }

        /// A window that overlaps itself, moved to both sides, is one that is wider by the moves.
        void widen(int target) {
            if (half == target) {
                return;
            }
            while (half < target) {
                int step = Math.clamp(half, 1, target - half);
                int rest = row.length - step;
                System.arraycopy(row, step, left, 0, rest);
                Arrays.fill(left, rest, row.length, 0);
                System.arraycopy(row, 0, right, step, rest);
                Arrays.fill(right, 0, step, 0);
                raise(row, left);
                raise(row, right);
                half += step;
            }
            System.arraycopy(row, pad, middle, 0, middle.length);
        }

        void layOver(int[] target) {
            raise(target, middle);
        }
    }

    /// One index for both: with a shift in it the compiler does one value at a time.
    private static void raise(int[] target, int[] source) {
        for (int at = 0; at < target.length; at++) {
            target[at] = Math.max(target[at], source[at]);
        }
    }

    private void look(int line) {
        if (line % LINES_BETWEEN_LOOKS == 0) {
            deadline.check();
        }
    }
}

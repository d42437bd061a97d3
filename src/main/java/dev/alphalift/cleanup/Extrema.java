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
        return Integer.BYTES * (rows * size.width() + 2L * (size.width() + 2L * radius));
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

    /// A row of greatest values over ever wider windows.
    private static final class Chord {
        private final int pad;
        private int[] row;
        private int[] wider;
        private int half;

        Chord(int width, int radius) {
            this.pad = radius;
            this.row = new int[width + 2 * radius];
            this.wider = new int[row.length];
        }

        void load(byte[] plane, int from) {
            Arrays.fill(row, 0);
            int width = row.length - 2 * pad;
            for (int x = 0; x < width; x++) {
                row[pad + x] = plane[from + x] & 0xff;
            }
            half = 0;
        }

        /// A window that overlaps itself, moved to both sides, is one that is wider by the moves.
        void widen(int target) {
            while (half < target) {
                int step = Math.clamp(half, 1, target - half);
                boolean hasGap = half == 0;
                int length = row.length;
                int edge = Math.min(step, length - step);
                for (int at = 0; at < edge; at++) {
                    wider[at] = Math.max(row[at], row[at + step]);
                    wider[length - 1 - at] =
                            Math.max(row[length - 1 - at], row[length - 1 - at - step]);
                }
                for (int at = step; at < length - step; at++) {
                    wider[at] = Math.max(row[at - step], row[at + step]);
                }
                if (hasGap) {
                    for (int at = 0; at < length; at++) {
                        wider[at] = Math.max(wider[at], row[at]);
                    }
                }
                int[] spare = row;
                row = wider;
                wider = spare;
                half += step;
            }
        }

        void layOver(int[] target) {
            for (int x = 0; x < target.length; x++) {
                target[x] = Math.max(target[x], row[pad + x]);
            }
        }
    }

    private void look(int line) {
        if (line % LINES_BETWEEN_LOOKS == 0) {
            deadline.check();
        }
    }
}

package dev.alphalift.testset;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;

/// The trimap of an exact opacity: soft pixels, and what is near them, are unknown.
final class Unknown {
    private static final int PIXELS_A_RADIUS = 120;

    private Unknown() {}

    /// The unknown part reaches `max(2, shorter side / 120)` pixels further than soft pixels and
    /// hard edges, in rows and in columns.
    static Trimap around(Alpha alpha) {
        Size size = alpha.size();
        int radius = Math.max(2, Math.min(size.width(), size.height()) / PIXELS_A_RADIUS);
        byte[] values = alpha.values();
        boolean[] unknown = new boolean[values.length];
        for (int at = 0; at < values.length; at++) {
            int value = values[at] & 0xff;
            boolean soft = value != 0 && value != 255;
            boolean leftEdge = at % size.width() != 0 && values[at] != values[at - 1];
            boolean upperEdge = at >= size.width() && values[at] != values[at - size.width()];
            unknown[at] = soft || leftEdge || upperEdge;
        }
        for (int row = 0; row < size.height(); row++) {
            spread(unknown, row * size.width(), 1, size.width(), radius);
        }
        for (int column = 0; column < size.width(); column++) {
            spread(unknown, column, size.width(), size.height(), radius);
        }
        byte[] trimap = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            trimap[at] = unknown[at] ? (byte) 128 : values[at];
        }
        return new Trimap(size, trimap);
    }

    /// Marks what is at most a radius away from a mark in a row or a column.
    private static void spread(boolean[] marks, int start, int step, int count, int radius) {
        int last = -radius - 1;
        int next = 0;
        boolean[] line = new boolean[count];
        for (int at = 0; at < count; at++) {
            line[at] = marks[start + at * step];
        }
        for (int at = 0; at < count; at++) {
            while (next < count && next <= at + radius) {
                last = line[next] ? next : last;
                next++;
            }
            marks[start + at * step] = near(line, at, last, radius);
        }
    }

    private static boolean near(boolean[] line, int at, int last, int radius) {
        // The last mark up to at + radius is the nearest on the right, or the last on the left.
        return last >= at - radius && last >= 0 && line[last];
    }
}

package dev.alphalift.testset;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Size;
import java.util.ArrayDeque;

/// Counts the parts of a background that a subject encloses.
final class Holes {
    private Holes() {}

    /// Connected parts of less than half an opacity that do not touch the border.
    static int in(Alpha alpha) {
        Size size = alpha.size();
        boolean[] seen = new boolean[alpha.values().length];
        int holes = 0;
        for (int at = 0; at < seen.length; at++) {
            if (!seen[at] && isOpen(alpha, at)) {
                holes += flood(alpha, size, seen, at) ? 0 : 1;
            }
        }
        return holes;
    }

    private static boolean isOpen(Alpha alpha, int at) {
        return (alpha.values()[at] & 0xff) < 128;
    }

    /// Marks a part.
    ///
    /// @return whether it touches the border
    private static boolean flood(Alpha alpha, Size size, boolean[] seen, int start) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.add(start);
        seen[start] = true;
        boolean atBorder = false;
        while (!open.isEmpty()) {
            int at = open.remove();
            int column = at % size.width();
            int row = at / size.width();
            atBorder |= column == 0 || row == 0;
            atBorder |= column == size.width() - 1 || row == size.height() - 1;
            int[] near = {
                column > 0 ? at - 1 : at,
                column < size.width() - 1 ? at + 1 : at,
                row > 0 ? at - size.width() : at,
                row < size.height() - 1 ? at + size.width() : at
            };
            for (int next : near) {
                if (!seen[next] && isOpen(alpha, next)) {
                    seen[next] = true;
                    open.add(next);
                }
            }
        }
        return atBorder;
    }
}

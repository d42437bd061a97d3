package dev.alphalift.confidence;

import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import java.util.Arrays;

/// What can be measured on a mask; its subject is what is 128 or more.
///
/// @param share the subject's share of all pixels, above 0
/// @param softness the mean of 4 p (1 - p), with p from 0 to 1, over that share; 0 for a mask of 0
///   and 255 only
/// @param parts connected parts (8 neighbours) with at least a fiftieth of the subject
/// @param borderShare the subject's share of the pixels along the border
record MaskTraits(double share, double softness, int parts, double borderShare) {
    static final int HALF = 128;

    private static final double HIGHEST = 255;
    private static final int SHARE_OF_PART = 50;

    /// @param mask with at least one pixel of 128 or more
    static MaskTraits of(Mask mask) {
        byte[] values = mask.values();
        long subject = 0;
        long products = 0;
        for (byte one : values) {
            int value = one & 0xff;
            subject += value >= HALF ? 1 : 0;
            products += (long) value * (255 - value);
        }
        double softness = 4 * products / (HIGHEST * HIGHEST) / subject;
        return new MaskTraits(
                (double) subject / values.length,
                softness,
                parts(mask, subject),
                borderShare(mask));
    }

    private static double borderShare(Mask mask) {
        Size size = mask.size();
        int width = size.width();
        int height = size.height();
        long border = 0;
        long subject = 0;
        for (int y = 0; y < height; y++) {
            int step = y == 0 || y == height - 1 ? 1 : Math.max(1, width - 1);
            for (int x = 0; x < width; x += step) {
                border++;
                subject += isSubject(mask, y * width + x) ? 1 : 0;
            }
        }
        return (double) subject / border;
    }

    private static boolean isSubject(Mask mask, int at) {
        return (mask.values()[at] & 0xff) >= HALF;
    }

    /// Part after part, each from one of its pixels outwards.
    private static int parts(Mask mask, long subject) {
        int pixels = mask.values().length;
        boolean[] seen = new boolean[pixels];
        int[] stack = new int[64];
        int parts = 0;
        for (int first = 0; first < pixels; first++) {
            if (seen[first] || !isSubject(mask, first)) {
                continue;
            }
            seen[first] = true;
            stack[0] = first;
            int waiting = 1;
            long size = 0;
            while (waiting > 0) {
                int at = stack[--waiting];
                size++;
                if (waiting + 8 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                waiting = addNeighbours(mask, at, seen, stack, waiting);
            }
            parts += size * SHARE_OF_PART >= subject ? 1 : 0;
        }
        return parts;
    }

    private static int addNeighbours(
            Mask mask, int at, boolean[] seen, int[] stack, int alreadyWaiting) {
        int width = mask.size().width();
        int x = at % width;
        int y = at / width;
        int waiting = alreadyWaiting;
        int bottom = Math.min(mask.size().height() - 1, y + 1);
        int right = Math.min(width - 1, x + 1);
        for (int row = Math.max(0, y - 1); row <= bottom; row++) {
            for (int column = Math.max(0, x - 1); column <= right; column++) {
                int next = row * width + column;
                if (!seen[next] && isSubject(mask, next)) {
                    seen[next] = true;
                    stack[waiting++] = next;
                }
            }
        }
        return waiting;
    }
}

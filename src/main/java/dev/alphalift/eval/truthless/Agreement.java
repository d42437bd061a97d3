package dev.alphalift.eval.truthless;

import dev.alphalift.image.Alpha;
import org.jspecify.annotations.Nullable;

/// How far two predictions of one picture agree, whether right or wrong.
///
/// @param iou of what is 128 or more; null where neither has any
/// @param opacity 1 - mean of |p - q|, values 0 to 1
record Agreement(@Nullable Double iou, double opacity) {
    private static final int HALF = 128;

    static Agreement of(Alpha one, Alpha other) {
        long both = 0;
        long either = 0;
        long apart = 0;
        for (int at = 0; at < one.values().length; at++) {
            int p = one.values()[at] & 0xff;
            int q = other.values()[at] & 0xff;
            both += Math.min(p, q) >= HALF ? 1 : 0;
            either += Math.max(p, q) >= HALF ? 1 : 0;
            apart += Math.abs(p - q);
        }
        return new Agreement(
                either == 0 ? null : (double) both / either,
                1 - apart / (255.0 * one.size().pixels()));
    }
}

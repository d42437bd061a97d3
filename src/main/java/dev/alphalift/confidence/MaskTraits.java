package dev.alphalift.confidence;

import dev.alphalift.image.ConnectedParts;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;

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
                ConnectedParts.ofForeground(mask)
                        .atLeast((subject + SHARE_OF_PART - 1) / SHARE_OF_PART),
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
}

package dev.alphalift.matte.backdrop;

/// sRGB's values and the light that they stand for (IEC 61966-2-1), by tables.
final class LinearLight {
    private static final int HIGHEST = 255;
    // Fine enough for black, where a value is 20 of these steps.
    private static final int STEPS = 65_535;
    private static final float[] LIGHT = light();
    private static final byte[] VALUES = values();

    private LinearLight() {}

    private static float[] light() {
        float[] light = new float[HIGHEST + 1];
        for (int value = 0; value <= HIGHEST; value++) {
            double encoded = (double) value / HIGHEST;
            light[value] =
                    (float)
                            (encoded <= 0.04045
                                    ? encoded / 12.92
                                    : Math.pow((encoded + 0.055) / 1.055, 2.4));
        }
        return light;
    }

    private static byte[] values() {
        byte[] values = new byte[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            double linear = (double) step / STEPS;
            double encoded =
                    linear <= 0.0031308
                            ? 12.92 * linear
                            : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            values[step] = (byte) Math.round(encoded * HIGHEST);
        }
        return values;
    }

    /// Puts a pixel behind the RGBA pixel at an index (Porter and Duff 1984, "over", straight
    /// opacity), mixed in light; one of the two opacities is not 0.
    static void blend(byte[] target, int at, int red, int green, int blue, int opacity) {
        int alpha = target[at + 3] & 0xff;
        float front = (float) alpha / HIGHEST;
        float behind = (1 - front) * opacity / HIGHEST;
        float total = front + behind;
        float weight = front / total;
        target[at] = mix(target[at] & 0xff, weight, red);
        target[at + 1] = mix(target[at + 1] & 0xff, weight, green);
        target[at + 2] = mix(target[at + 2] & 0xff, weight, blue);
        target[at + 3] = (byte) (int) (total * HIGHEST + 0.5f);
    }

    private static byte mix(int front, float weight, int back) {
        float light = LIGHT[front] * weight + LIGHT[back] * (1 - weight);
        return VALUES[(int) (light * STEPS + 0.5f)];
    }
}

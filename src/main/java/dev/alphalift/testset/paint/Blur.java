package dev.alphalift.testset.paint;

import dev.alphalift.image.Size;

/// Blurs a layer in place by a box, row after row and column after column, three times, which is
/// near to a bell curve. Beyond its border a layer goes on as it is there.
public final class Blur {
    private static final int TIMES = 3;

    private Blur() {}

    /// Blurs a layer in place, as a lens does that is out of focus.
    ///
    /// @param layer interleaved samples
    /// @param channels samples a pixel
    /// @param radius of the box in pixels; 0 leaves the layer as it is
    public static void soften(float[] layer, Size size, int channels, int radius) {
        if (radius < 1) {
            return;
        }
        int stride = size.width() * channels;
        float[] line = new float[Math.max(size.width(), size.height())];
        for (int row = 0; row < size.height(); row++) {
            for (int channel = 0; channel < channels; channel++) {
                soften(layer, row * stride + channel, channels, line, size.width(), radius);
            }
        }
        for (int at = 0; at < stride; at++) {
            soften(layer, at, stride, line, size.height(), radius);
        }
    }

    private static void soften(
            float[] layer, int start, int step, float[] line, int count, int radius) {
        for (int time = 0; time < TIMES; time++) {
            for (int at = 0; at < count; at++) {
                line[at] = layer[start + at * step];
            }
            double sum = 0;
            for (int at = -radius; at <= radius; at++) {
                sum += line[Math.clamp(at, 0, count - 1)];
            }
            for (int at = 0; at < count; at++) {
                layer[start + at * step] = (float) (sum / (2 * radius + 1));
                sum += line[Math.min(count - 1, at + radius + 1)];
                sum -= line[Math.max(0, at - radius)];
            }
        }
    }
}

package dev.alphalift.segment;

import dev.alphalift.image.Mask;
import dev.alphalift.segment.ModelSpec.OutputRule;

/// A model's output to a mask of the output's size, as rembg's `predict` does it: stretched so that
/// the least value becomes 0 and the greatest 255, in single precision, and truncated to 8 bits. An
/// opacity is not stretched.
public final class Postprocessor {
    private Postprocessor() {}

    /// The mask. An output that is the same everywhere, or holds something that is no number, says
    /// nothing about a subject: its mask is empty.
    public static Mask toMask(Tensor output, OutputRule rule) {
        if (rule == OutputRule.OPACITY) {
            return opacity(output);
        }
        float[] values = output.values();
        int pixels = Math.toIntExact(output.size().pixels());
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < pixels; pixel++) {
            float value = activated(values[pixel], rule);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        byte[] mask = new byte[pixels];
        float range = greatest - least;
        if (!(range > 0) || Float.isInfinite(range)) {
            return new Mask(output.size(), mask);
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
            mask[pixel] = (byte) (int) ((activated(values[pixel], rule) - least) / range * 255);
        }
        return new Mask(output.size(), mask);
    }

    /// What is no number is transparent.
    private static Mask opacity(Tensor output) {
        float[] values = output.values();
        byte[] mask = new byte[Math.toIntExact(output.size().pixels())];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = (byte) (int) (Math.min(1, Math.max(0, values[pixel])) * 255);
        }
        return new Mask(output.size(), mask);
    }

    private static float activated(float value, OutputRule rule) {
        return switch (rule) {
            case MIN_MAX, OPACITY -> value;
            case SIGMOID_MIN_MAX -> 1 / (1 + (float) Math.exp(-value));
            case CLASSES, ABOVE_ZERO ->
                    throw new IllegalArgumentException(
                            "No mask of %s comes of one value.".formatted(rule));
        };
    }
}

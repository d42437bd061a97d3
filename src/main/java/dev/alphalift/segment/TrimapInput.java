package dev.alphalift.segment;

import dev.alphalift.image.Resampling;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;

/// Picture and trimap to the input of a model that takes both, as rembg feeds ViTMatte: four planes
/// of 0 to 1, red, green, blue and what is known of the opacity.
public final class TrimapInput {
    private static final int PLANES = 4;
    private static final float WHITE = 255;

    private TrimapInput() {}

    /// Bytes that making an input of a size takes at most, its planes included.
    public static long bytes(Size target) {
        return target.pixels() * (PLANES * Float.BYTES + PLANES);
    }

    /// The input.
    ///
    /// @param trimap of the picture's size
    /// @param target width and height of the input
    public static Tensor of(RgbImage image, Trimap trimap, Size target, Workers workers) {
        byte[] samples = image.resized(target, Resampling.BILINEAR, workers).samples();
        byte[] known = trimap.nearest(target).values();
        int plane = Math.toIntExact(target.pixels());
        float[] values = new float[PLANES * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            values[pixel] = (samples[3 * pixel] & 0xff) / WHITE;
            values[plane + pixel] = (samples[3 * pixel + 1] & 0xff) / WHITE;
            values[2 * plane + pixel] = (samples[3 * pixel + 2] & 0xff) / WHITE;
            values[3 * plane + pixel] = (known[pixel] & 0xff) / WHITE;
        }
        return new Tensor(PLANES, target, values);
    }
}

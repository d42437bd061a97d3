package dev.alphalift.testset.paint;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;

/// What a picture is made of, all of one size and in 8 bits, so that the picture is exactly what
/// the equation of compositing makes of it.
///
/// @param foreground the subject's true colours; black where there is nothing of it
/// @param background what is behind, its shadow included
public record Layers(RgbImage foreground, RgbImage background, Alpha alpha) {
    /// The picture: `(alpha * foreground + (255 - alpha) * background) / 255`, rounded half up
    /// (Porter and Duff 1984, "over").
    public RgbImage composite() {
        byte[] front = foreground.samples();
        byte[] back = background.samples();
        byte[] opacities = alpha.values();
        byte[] samples = new byte[front.length];
        for (int pixel = 0; pixel < opacities.length; pixel++) {
            int opacity = opacities[pixel] & 0xff;
            for (int at = 3 * pixel; at < 3 * pixel + 3; at++) {
                int sum = (front[at] & 0xff) * opacity + (back[at] & 0xff) * (255 - opacity);
                samples[at] = (byte) ((2 * sum + 255) / 510);
            }
        }
        return new RgbImage(alpha.size(), samples);
    }

    /// A painted layer in 8 bits before a background.
    public static Layers of(Canvas canvas, RgbImage background, Grain grain) {
        Size size = canvas.size();
        float[] layer = canvas.layer();
        byte[] alpha = new byte[Math.toIntExact(size.pixels())];
        byte[] samples = new byte[3 * alpha.length];
        for (int pixel = 0; pixel < alpha.length; pixel++) {
            float opacity = layer[4 * pixel + 3];
            alpha[pixel] = (byte) (int) (Math.min(1, opacity) * 255 + 0.5f);
            if (alpha[pixel] != 0) {
                double noise = grain.at(pixel);
                for (int channel = 0; channel < 3; channel++) {
                    double value = layer[4 * pixel + channel] / (double) opacity;
                    samples[3 * pixel + channel] = Grain.rounded(value + noise);
                }
            }
        }
        return new Layers(new RgbImage(size, samples), background, new Alpha(size, alpha));
    }
}

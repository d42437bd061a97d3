package dev.alphalift.eval.composite;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.Fraction;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;

/// A foreground over a natural picture that covers the canvas, by the rule of [Composite].
public final class SceneComposite {
    private SceneComposite() {}

    public static RgbImage of(RgbImage foreground, Alpha opacity, RgbImage scene) {
        Size size = foreground.size();
        CompositeGround backdrop = CompositeGround.covering(size, scene);
        byte[] colours = foreground.samples();
        byte[] alphas = opacity.values();
        byte[] samples = new byte[colours.length];
        byte[] behind = new byte[size.width()];
        for (int y = 0; y < size.height(); y++) {
            int start = y * size.width();
            for (int channel = 0; channel < 3; channel++) {
                backdrop.copyRow(y, channel, behind);
                for (int x = 0; x < size.width(); x++) {
                    int at = 3 * (start + x) + channel;
                    int alpha = alphas[start + x] & 0xff;
                    samples[at] = (byte) Fraction.over(colours[at] & 0xff, alpha, behind[x] & 0xff);
                }
            }
        }
        return new RgbImage(size, samples);
    }
}

package dev.alphalift.eval;

import dev.alphalift.eval.composite.Similarity;
import dev.alphalift.eval.composite.SimilarityMeter;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.Pixels;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Pictures that tests compare.
public final class GreyPictures {
    private GreyPictures() {}

    public static Alpha constant(int width, int height, int value) {
        byte[] values = new byte[width * height];
        Arrays.fill(values, (byte) value);
        return new Alpha(new Size(width, height), values);
    }

    public static Alpha random(int width, int height, RandomGenerator random) {
        byte[] values = new byte[width * height];
        random.nextBytes(values);
        return new Alpha(new Size(width, height), values);
    }

    public static RgbImage randomRgb(int width, int height, RandomGenerator random) {
        byte[] values = new byte[3 * width * height];
        random.nextBytes(values);
        return new RgbImage(new Size(width, height), values);
    }

    public static Alpha grey(byte[] png) {
        Pixels pixels = Pixels.ofPng(png);
        return new Alpha(new Size(pixels.width(), pixels.height()), pixels.samples());
    }

    public static RgbImage rgb(byte[] png) {
        Pixels pixels = Pixels.ofPng(png);
        return new RgbImage(new Size(pixels.width(), pixels.height()), pixels.samples());
    }

    public static Similarity compare(Alpha one, Alpha other) {
        SimilarityMeter meter = new SimilarityMeter(one.size());
        for (int at = 0; at < one.values().length; at++) {
            meter.one()[at] = (char) (one.values()[at] & 0xff);
            meter.other()[at] = (char) (other.values()[at] & 0xff);
        }
        meter.add();
        return meter.take();
    }

    /// Compares two PNG files of one or three channels.
    public static Similarity compare(byte[] one, byte[] other, int channels) {
        return channels == 1
                ? compare(grey(one), grey(other))
                : Similarity.of(rgb(one), rgb(other));
    }
}

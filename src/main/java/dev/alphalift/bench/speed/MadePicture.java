package dev.alphalift.bench.speed;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.SplittableRandom;

/// A picture made from a seed: a bright subject before a soft background, with the grain of a
/// photo, without which PNG files are written in no time.
final class MadePicture {
    private static final double SUBJECT_WIDTH = 0.28; // radius, to the picture's width
    private static final double SUBJECT_HEIGHT = 0.38;
    private static final double EDGE = 0.02;
    private static final double GRAIN = 4; // standard deviation of the samples
    private static final double[] SUBJECT = {205, 150, 120};
    private static final double[] BACKGROUND = {70, 100, 130};

    private MadePicture() {}

    static RgbImage of(Size size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double centreX = 0.5 + random.nextDouble(-0.1, 0.1);
        double centreY = 0.5 + random.nextDouble(-0.05, 0.05);
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        int at = 0;
        for (int row = 0; row < size.height(); row++) {
            double y = (row + 0.5) / size.height();
            for (int column = 0; column < size.width(); column++) {
                double x = (column + 0.5) / size.width();
                double distance =
                        Math.hypot((x - centreX) / SUBJECT_WIDTH, (y - centreY) / SUBJECT_HEIGHT);
                double subject = Math.clamp(0.5 + (1 - distance) / EDGE, 0, 1);
                double light = 0.8 + 0.4 * (1 - y) * x;
                for (int channel = 0; channel < 3; channel++) {
                    double colour =
                            subject * SUBJECT[channel] * (1.1 - 0.2 * distance)
                                    + (1 - subject) * BACKGROUND[channel];
                    double value = colour * light + GRAIN * random.nextGaussian();
                    samples[at++] = (byte) Math.clamp(Math.round(value), 0, 255);
                }
            }
        }
        return new RgbImage(size, samples);
    }
}

package dev.alphalift.matte.backdrop;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.GaussianBlur;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A landscape that nobody photographed: a sky that is lighter above the horizon, with clouds, two
/// ranges of hills that fade with distance, and a meadow; out of focus, as behind a portrait.
/// Computed small, since nothing in it is sharp.
final class NaturalScene {
    private static final int LONG_SIDE = 480;
    private static final double OUT_OF_FOCUS = 1.0 / 160;

    // Red, green, blue of zenith, horizon, far and near hills, meadow far and near; by time of day.
    private static final int[][][] PALETTES = {
        {
            {94, 146, 206},
            {206, 224, 236},
            {142, 166, 178},
            {92, 124, 96},
            {136, 160, 84},
            {84, 116, 52}
        },
        {
            {112, 138, 178},
            {246, 214, 172},
            {156, 150, 160},
            {104, 110, 88},
            {166, 158, 90},
            {106, 104, 52}
        },
        {
            {150, 164, 178},
            {214, 218, 220},
            {162, 172, 176},
            {110, 126, 112},
            {126, 144, 100},
            {80, 102, 66}
        }
    };

    private final Size size;
    private final int[][] palette;
    private final ValueNoise noise;
    private final double horizon;

    private NaturalScene(Size size, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.size = size;
        this.palette = PALETTES[random.nextInt(PALETTES.length)];
        this.noise = new ValueNoise(random);
        this.horizon = random.nextDouble(0.5, 0.6);
    }

    /// A scene in a canvas' proportions, at most 480 pixels long.
    static RgbImage of(Size canvas, long seed, Deadline deadline) {
        Size size = smaller(canvas);
        byte[] samples = new NaturalScene(size, seed).paint(deadline);
        double sigma = Math.max(size.width(), size.height()) * OUT_OF_FOCUS;
        return new RgbImage(size, GaussianBlur.of(samples, size, 3, sigma, deadline::check));
    }

    private static Size smaller(Size canvas) {
        double scale = (double) LONG_SIDE / Math.max(canvas.width(), canvas.height());
        if (scale >= 1) {
            return canvas;
        }
        return new Size(
                (int) Math.max(1, Math.round(canvas.width() * scale)),
                (int) Math.max(1, Math.round(canvas.height() * scale)));
    }

    private byte[] paint(Deadline deadline) {
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        double[] colour = new double[3];
        for (int y = 0; y < size.height(); y++) {
            deadline.check();
            double down = (y + 0.5) / size.height();
            for (int x = 0; x < size.width(); x++) {
                // One unit across and down alike, so that clouds are round.
                double across = (x + 0.5) / size.height();
                paint(across, down, colour);
                for (int c = 0; c < 3; c++) {
                    samples[3 * (y * size.width() + x) + c] =
                            (byte) Math.clamp(Math.round(colour[c]), 0, 255);
                }
            }
        }
        return samples;
    }

    private void paint(double across, double down, double[] colour) {
        double far = horizon - 0.05 - 0.09 * noise.sum(2.2 * across, 3.5, 4);
        double near = horizon + 0.02 - 0.07 * noise.sum(3.1 * across, 9.5, 4);
        double meadow = horizon + 0.035 + 0.01 * noise.sum(2 * across, 17.5, 2);
        if (down > meadow) {
            double depth = (down - meadow) / (1 - meadow);
            // Blades look smaller far away.
            double scale = 1 / (0.04 + 0.3 * depth);
            double grass = noise.sum(across * scale * 3, Math.log(0.04 + depth) * 9, 4) - 0.5;
            mix(palette[4], palette[5], Math.sqrt(depth) + 0.35 * grass, colour);
            brighten(colour, 1 + 0.45 * grass);
        } else if (down > near) {
            double trees = noise.sum(26 * across, 30 * down, 3) - 0.5;
            mix(palette[3], palette[4], 0.25 * (down - near) / 0.1, colour);
            brighten(colour, 1 + 0.5 * trees);
        } else if (down > far) {
            mix(palette[2], palette[3], 0.3 * (down - far) / 0.15, colour);
            brighten(colour, 0.96 + 0.08 * noise.sum(9 * across, 22 * down, 2));
        } else {
            sky(across, down / horizon, colour);
        }
    }

    private void sky(double across, double down, double[] colour) {
        mix(palette[0], palette[1], down * down, colour);
        double cloud = noise.sum(2.4 * across + 40, 5.5 * down * (2 - down), 5) - 0.52;
        double cover = 0.85 * Math.clamp(4 * cloud, 0.0, 1.0) * (1 - 0.5 * down);
        for (int c = 0; c < 3; c++) {
            colour[c] += cover * (0.7 * 255 + 0.3 * palette[1][c] - colour[c]);
        }
    }

    private static void mix(int[] one, int[] other, double part, double[] colour) {
        double share = Math.clamp(part, 0.0, 1.0);
        for (int c = 0; c < 3; c++) {
            colour[c] = one[c] + share * (other[c] - one[c]);
        }
    }

    private static void brighten(double[] colour, double factor) {
        for (int c = 0; c < 3; c++) {
            colour[c] *= factor;
        }
    }
}

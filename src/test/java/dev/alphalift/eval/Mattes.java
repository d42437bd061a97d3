package dev.alphalift.eval;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.eval.mask.BitMask;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Mattes for tests: written out, read from grey PNG files, or made by a seed.
public final class Mattes {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(1));

    private Mattes() {}

    public static Alpha alpha(int width, int... values) {
        return new Alpha(new Size(width, values.length / width), bytes(values));
    }

    public static Trimap trimap(int width, int... values) {
        return new Trimap(new Size(width, values.length / width), bytes(values));
    }

    /// `#` is 255, everything else 0.
    public static Alpha drawn(String... rows) {
        String all = String.join("", rows);
        int[] values = all.chars().map(c -> c == '#' ? 255 : 0).toArray();
        return alpha(rows[0].length(), values);
    }

    public static BitMask mask(String... rows) {
        return BitMask.of(drawn(rows));
    }

    public static Alpha alpha(byte[] png) {
        RgbImage image = DECODER.decode(png).image();
        return new Alpha(image.size(), red(image));
    }

    public static Trimap trimap(byte[] png) {
        RgbImage image = DECODER.decode(png).image();
        return new Trimap(image.size(), red(image));
    }

    private static byte[] red(RgbImage image) {
        byte[] red = new byte[image.samples().length / 3];
        for (int i = 0; i < red.length; i++) {
            red[i] = image.samples()[3 * i];
        }
        return red;
    }

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public static Size size(RandomGenerator random) {
        return new Size(2 + random.nextInt(150), 2 + random.nextInt(90));
    }

    /// A few soft disks and rectangles, some noise: every third one binary, every seventh noise.
    public static Alpha some(Size size, RandomGenerator random) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        int kind = random.nextInt(21);
        for (int disks = 1 + random.nextInt(4); disks > 0; disks--) {
            addDisk(size, values, random);
        }
        for (int i = 0; i < values.length; i++) {
            int value = values[i] & 0xff;
            int noisy = kind % 7 == 0 ? random.nextInt(256) : value + random.nextInt(9) - 4;
            int binary = value >= 128 ? 255 : 0;
            values[i] = (byte) (kind % 3 == 0 ? binary : Math.clamp(noisy, 0, 255));
        }
        return new Alpha(size, values);
    }

    private static void addDisk(Size size, byte[] values, RandomGenerator random) {
        double middleX = random.nextDouble() * size.width();
        double middleY = random.nextDouble() * size.height();
        double radius = random.nextDouble() * Math.max(size.width(), size.height()) / 2;
        double softness = 1 + 10 * random.nextDouble();
        for (int i = 0; i < values.length; i++) {
            double distance = Math.hypot(i % size.width() - middleX, i / size.width() - middleY);
            int value = (int) Math.clamp(255 * (radius - distance) / softness, 0.0, 255.0);
            values[i] = (byte) Math.max(values[i] & 0xff, value);
        }
    }

    /// Known where the truth is far from any other value, unknown elsewhere and here and there.
    public static Trimap trimapOf(Alpha truth, RandomGenerator random) {
        byte[] values = truth.values().clone();
        for (int i = 0; i < values.length; i++) {
            boolean known = values[i] == 0 || values[i] == (byte) 255;
            values[i] = known && random.nextInt(4) > 0 ? values[i] : (byte) 128;
        }
        return new Trimap(truth.size(), values);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

package dev.alphalift.cli;

import dev.alphalift.file.FileNames;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Small pictures for the tiny model, and the folders that they lie in.
final class Pictures {
    /// The tiny model's own size: nothing is scaled, so that the mask is exact.
    static final int WIDTH = 320;

    static final int HEIGHT = 320;

    /// Middles of the three stripes.
    static final int SUBJECT = 50;

    static final int SOFT = 160;
    static final int BACKGROUND = 270;

    static final Color RED = new Color(220, 30, 30);
    static final Color BROWN = new Color(130, 100, 50);
    static final Color GREEN = new Color(20, 160, 40);

    private Pictures() {}

    /// Three upright stripes: red, which is the subject, brown, which is half of it, and green,
    /// which is not.
    static byte[] stripes() {
        return file("png");
    }

    static byte[] jpeg() {
        return file("jpg");
    }

    private static Color colour(int x) {
        return x < 120 ? RED : x < 200 ? BROWN : GREEN;
    }

    private static byte[] file(String format) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, colour(x).getRGB());
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("The JDK writes no " + format + ".");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same stripes as a raw RGB24 frame.
    static byte[] frame() {
        byte[] samples = new byte[3 * WIDTH * HEIGHT];
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
            Color colour = colour(at % WIDTH);
            samples[3 * at] = (byte) colour.getRed();
            samples[3 * at + 1] = (byte) colour.getGreen();
            samples[3 * at + 2] = (byte) colour.getBlue();
        }
        return samples;
    }

    /// Writes a file, and its folder where that is missing.
    static Path put(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files below a folder, with `/` between the names, sorted; nothing if it is not there.
    static List<String> filesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path ->
                            FileNames.text(folder.relativize(path))
                                    .replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

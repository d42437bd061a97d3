package dev.alphalift.testset;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Layers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Writes what the pictures of a test set are made of, for `dev/eval/fringes.py`: of each picture
/// `NAME.foreground.png`, the subject's true colours, and `NAME.alpha.png`. Arguments: a folder,
/// the seed, how many pictures, width, height.
final class SubjectLayers {
    private SubjectLayers() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Size size = new Size(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        int count = Integer.parseInt(arguments[2]);
        TestSet set = TestSet.of(Long.parseLong(arguments[1]), count, size);
        for (int index = 0; index < count; index++) {
            Layers layers = set.layers(index);
            write(picture(layers.foreground()), folder, set.name(index) + ".foreground.png");
            write(grey(layers.alpha()), folder, set.name(index) + ".alpha.png");
        }
    }

    private static BufferedImage picture(RgbImage image) {
        Size size = image.size();
        BufferedImage picture =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        byte[] samples = image.samples();
        for (int at = 0; at < size.pixels(); at++) {
            int colour =
                    (samples[3 * at] & 0xff) << 16
                            | (samples[3 * at + 1] & 0xff) << 8
                            | (samples[3 * at + 2] & 0xff);
            picture.setRGB(at % size.width(), at / size.width(), colour);
        }
        return picture;
    }

    private static BufferedImage grey(Alpha alpha) {
        Size size = alpha.size();
        BufferedImage picture =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, size.width(), size.height(), alpha.values());
        return picture;
    }

    private static void write(BufferedImage picture, Path folder, String name) throws IOException {
        ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }
}

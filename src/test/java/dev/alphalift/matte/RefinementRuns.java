package dev.alphalift.matte;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Trimap;
import dev.alphalift.image.Workers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;

/// Refines masks that lie in a folder, for `dev/eval/refinements.py`: of each name given it reads
/// `NAME.photo.png` and `NAME.mask.png` and writes `NAME.fast.png` and `NAME.quality.png`.
final class RefinementRuns {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RefinementRuns() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            for (int at = 1; at < arguments.length; at++) {
                refine(folder, arguments[at], workers);
            }
        }
    }

    private static void refine(Path folder, String name, Workers workers) throws IOException {
        RgbImage image = picture(folder.resolve(name + ".photo.png"));
        Mask mask = new Mask(image.size(), grey(folder.resolve(name + ".mask.png")));
        Trimap trimap = ScaledTrimap.of(mask, workers, Deadline.NONE);
        FineAlpha fast =
                GuidedFilterMatting.alpha(image, mask, trimap, workers, Deadline.NONE).alpha();
        write(fast, folder.resolve(name + ".fast.png"));
        RefinedAlpha quality =
                new TrustedClosedForm(PATIENCE).alpha(image, mask, trimap, workers, Deadline.NONE);
        write(quality.alpha(), folder.resolve(name + ".quality.png"));
        System.out.println(name + " by " + quality.by());
    }

    static RgbImage picture(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        Size size = new Size(read.getWidth(), read.getHeight());
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        int[] row = new int[size.width()];
        for (int y = 0, to = 0; y < size.height(); y++) {
            read.getRGB(0, y, size.width(), 1, row, 0, size.width());
            for (int colour : row) {
                samples[to++] = (byte) (colour >> 16);
                samples[to++] = (byte) (colour >> 8);
                samples[to++] = (byte) colour;
            }
        }
        return new RgbImage(size, samples);
    }

    static byte[] grey(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        byte[] values = new byte[read.getWidth() * read.getHeight()];
        int[] samples =
                read.getRaster()
                        .getSamples(0, 0, read.getWidth(), read.getHeight(), 0, (int[]) null);
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) samples[at];
        }
        return values;
    }

    private static void write(FineAlpha alpha, Path file) throws IOException {
        Size size = alpha.size();
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setDataElements(0, 0, size.width(), size.height(), alpha.alpha().values());
        ImageIO.write(image, "png", file.toFile());
    }
}

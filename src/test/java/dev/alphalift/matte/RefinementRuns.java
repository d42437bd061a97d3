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
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/// Refines masks that lie in a folder, for `dev/eval/refinements.py`: of each name given it reads
/// `NAME.photo.png` and `NAME.mask.png` and writes `NAME.fast.png` and `NAME.quality.png`. With
/// `-Druns=10` everything is done so often, and the least milliseconds of each step are printed.
final class RefinementRuns {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int runs = Integer.getInteger("runs", 1);

    private RefinementRuns() {}

    public static void main(String... arguments) throws IOException {
        RefinementRuns all = new RefinementRuns();
        Path folder = Path.of(arguments[0]);
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            for (int at = 1; at < arguments.length; at++) {
                all.refine(folder, arguments[at], workers);
            }
        }
    }

    private void refine(Path folder, String name, Workers workers) throws IOException {
        RgbImage image = picture(folder.resolve(name + ".photo.png"));
        Mask mask = new Mask(image.size(), grey(folder.resolve(name + ".mask.png")));
        StringBuilder line = new StringBuilder(name + " " + image.size());
        Trimap trimap = timed("trimap", line, () -> ScaledTrimap.of(mask, workers, Deadline.NONE));
        line.append(" unknown=").append(trimap.unknownPixels());
        FineAlpha fast =
                timed(
                        "fast",
                        line,
                        () ->
                                GuidedFilterMatting.alpha(
                                        image, mask, trimap, workers, Deadline.NONE));
        write(fast, folder.resolve(name + ".fast.png"));
        RefinedAlpha quality =
                timed(
                        "quality",
                        line,
                        () ->
                                new TrustedClosedForm(PATIENCE)
                                        .alpha(image, mask, trimap, workers, Deadline.NONE));
        line.append(" by ").append(quality.by());
        write(quality.alpha(), folder.resolve(name + ".quality.png"));
        timed("colours", line, () -> ForegroundColours.of(image, fast, Deadline.NONE));
        System.out.println(line);
    }

    private <T> T timed(String step, StringBuilder line, Supplier<T> work) {
        long least = Long.MAX_VALUE;
        T result = null;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            result = work.get();
            least = Math.min(least, System.nanoTime() - start);
        }
        line.append(" %s=%s".formatted(step, least / 1_000_000));
        return result;
    }

    private static RgbImage picture(Path file) throws IOException {
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

    private static byte[] grey(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        byte[] values = new byte[read.getWidth() * read.getHeight()];
        int[] samples = read.getRaster().getSamples(0, 0, read.getWidth(), read.getHeight(), 0, (int[]) null);
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) samples[at];
        }
        return values;
    }

    private static void write(FineAlpha alpha, Path file) throws IOException {
        Size size = alpha.size();
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, size.width(), size.height(), alpha.alpha().values());
        ImageIO.write(image, "png", file.toFile());
    }
}

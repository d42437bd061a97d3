package dev.alphalift.benchmark;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testset.TestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A picture that is measured with.
///
/// @param name its file's name, or its size when it was made here
/// @param file where it lies
/// @param size of the decoded picture, upright
/// @param bytes length of the file
/// @param seed what it was made from; null for a picture that was given
public record PictureFile(String name, Path file, Size size, long bytes, @Nullable Long seed) {
    private static final double PIXELS_A_MEGAPIXEL = 1e6;
    private static final double SIDES = 4.0 / 3;
    private static final int QUALITY = 90;

    /// A picture that somebody has.
    ///
    /// @param folder takes a link to it where Java cannot name the file to other processes
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be read
    public static PictureFile given(Path file, Path folder, ImageLimits limits) {
        try (Workers workers = new Workers(1)) {
            byte[] bytes = Files.readAllBytes(file);
            Size size = Formats.decoder(limits, workers).decode(bytes).image().size();
            Path name = file.getFileName();
            return new PictureFile(
                    name == null ? FileNames.shown(file) : FileNames.shown(name),
                    named(file.toAbsolutePath(), folder),
                    size,
                    bytes.length,
                    null);
        } catch (NoSuchFileException e) {
            throw new SourceMissing(FileNames.shown(file), e);
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }

    private static Path named(Path file, Path folder) throws IOException {
        if (FileNames.isSaid(file)) {
            return file;
        }
        Path link = folder.resolve(String.format(Locale.ROOT, "picture-%08x", file.hashCode()));
        return Files.createSymbolicLink(link, file);
    }

    /// A picture of a size in megapixels, four to three, made from a seed and written as JPEG.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if the size cannot be, or the folder cannot
    ///   be written
    public static PictureFile made(Path folder, double megapixels, long seed, ImageLimits limits) {
        Size size = size(megapixels);
        limits.checkSize(size);
        String name = "made-%smp".formatted(number(megapixels));
        Path file = folder.resolve(name + ".jpg");
        byte[] jpeg = jpeg(size, seed);
        try {
            Files.write(file, jpeg);
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
        return new PictureFile(name, file, size, jpeg.length, seed);
    }

    /// The bytes of such a picture, for those who have no folder.
    public static byte[] jpeg(Size size, long seed) {
        try (Workers workers = new Workers(1)) {
            OutputFormat format = new OutputFormat.Jpeg(QUALITY, OutputFormat.Jpeg.WHITE);
            return Formats.encoder(workers)
                    .encode(
                            TestSet.of(seed, 1, size).picture(0).image(),
                            format,
                            null,
                            null,
                            Deadline.NONE);
        }
    }

    static Size size(double megapixels) {
        if (!(megapixels > 0) || megapixels > Integer.MAX_VALUE / PIXELS_A_MEGAPIXEL) {
            throw new InvalidOption(
                    "size", Double.toString(megapixels), "it must be a number of megapixels.");
        }
        double height = Math.sqrt(megapixels * PIXELS_A_MEGAPIXEL / SIDES);
        return new Size(
                Math.max(1, (int) Math.round(height * SIDES)),
                Math.max(1, (int) Math.round(height)));
    }

    double megapixels() {
        return size.pixels() / PIXELS_A_MEGAPIXEL;
    }

    private static String number(double value) {
        return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value);
    }
}

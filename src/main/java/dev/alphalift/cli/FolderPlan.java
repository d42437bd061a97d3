package dev.alphalift.cli;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which pictures lie below a folder, and where the result of each goes: to the same place below
/// the output folder, with the suffix `.png`. Pictures beside each other that differ only in their
/// suffix keep it, so that none takes another's place.
final class FolderPlan {
    private static final int BYTES_LOOKED_AT = 512;
    private static final Set<String> PICTURE_SUFFIXES =
            Set.of(
                    "jpg", "jpeg", "jpe", "png", "webp", "gif", "bmp", "tif", "tiff", "heic",
                    "avif");

    private final Path input;
    private final Path output;
    private final boolean sameFolder;

    /// One picture to do.
    record Job(Path input, Path output) {}

    FolderPlan(Path input, Path output) {
        this.input = input.toAbsolutePath().normalize();
        this.output = output.toAbsolutePath().normalize();
        this.sameFolder = this.input.equals(this.output);
    }

    /// All pictures that are there now, in the order of their names.
    ///
    /// @throws SourceUnavailable if the folder cannot be listed
    List<Job> jobs() {
        List<Path> pictures = new ArrayList<>();
        try {
            Files.walkFileTree(
                    input,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return folder.equals(output) && !sameFolder
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (isPicture(file)) {
                                pictures.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            // It may have gone since it was listed; one that matters is tried and
                            // said.
                            if (isNamedAsPicture(file)) {
                                pictures.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new SourceUnavailable(input.toString(), WholeFile.reason(e), e);
        }
        pictures.sort(Comparator.naturalOrder());
        Map<Path, Integer> stems = new HashMap<>();
        pictures.forEach(picture -> stems.merge(stemmed(picture), 1, Integer::sum));
        return pictures.stream()
                .map(picture ->
                        new Job(
                                picture,
                                target(picture, stems.getOrDefault(stemmed(picture), 1) > 1)))
                .toList();
    }

    private static Path stemmed(Path picture) {
        return picture.resolveSibling(RemoveFile.stem(picture));
    }

    private Path target(Path picture, boolean keepSuffix) {
        Path place = output.resolve(input.relativize(picture));
        // Where results go beside their sources, a picture and its result share a stem by
        // intention.
        String name =
                keepSuffix && !sameFolder
                        ? picture.getFileName().toString()
                        : RemoveFile.stem(picture);
        return place.resolveSibling(name + ".png");
    }

    /// Whether a file is a picture by its bytes, or claims to be one by its name: the latter is
    /// tried and reported rather than passed over in silence.
    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith(".") && name.endsWith(".part")) {
            return false;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return switch (ImageFormat.of(stream.readNBytes(BYTES_LOOKED_AT))) {
                case UNKNOWN -> isNamedAsPicture(file);
                case SVG, PDF -> false;
                default -> true;
            };
        } catch (IOException e) {
            return isNamedAsPicture(file);
        }
    }

    private static boolean isNamedAsPicture(Path file) {
        String name = file.getFileName().toString();
        return PICTURE_SUFFIXES.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}

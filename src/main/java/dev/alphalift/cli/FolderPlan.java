package dev.alphalift.cli;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.file.FileNames;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which pictures lie below a folder, and where the result of each goes: to the same place below
/// the output folder, with the suffix of what is written. Pictures beside each other that differ
/// only in their suffix keep it, so that none takes another's place.
final class FolderPlan {
    private static final int BYTES_LOOKED_AT = 512;
    private static final Set<String> PICTURE_SUFFIXES =
            Set.of(
                    "jpg", "jpeg", "jpe", "png", "webp", "gif", "bmp", "tif", "tiff", "heic",
                    "avif");

    private final Path input;
    private final Path output;
    private final String suffix;
    private final boolean sameFolder;

    /// One picture to do.
    ///
    /// @param isOverPicture whether its result has the name of another picture of the folder
    record Job(Path input, Path output, boolean isOverPicture) {}

    /// The folder of the results.
    Path output() {
        return output;
    }

    /// @param suffix of the results, for example `.png`
    FolderPlan(Path input, Path output, String suffix) {
        this.suffix = suffix;
        this.input = real(input);
        this.output = real(output);
        this.sameFolder = this.input.equals(this.output);
    }

    /// The folder itself where a link leads to it, so that two names of one folder are known as
    /// such; what is not there yet counts from the folder above it.
    static Path real(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
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
            throw new SourceUnavailable(FileNames.shown(input), FileNames.reason(e), e);
        }
        pictures.sort(Comparator.naturalOrder());
        Set<Path> all = new HashSet<>(pictures);
        return targets(pictures).entrySet().stream()
                .map(entry -> job(entry.getKey(), entry.getValue(), all))
                .toList();
    }

    private static Job job(Path input, Path output, Set<Path> all) {
        return new Job(input, output, all.contains(output) && !input.equals(output));
    }

    /// What changes when a file does; empty where there is none.
    static String state(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }

    /// Where the results go. Pictures that would share a place keep their suffix, and so does one
    /// whose place such a name takes.
    private Map<Path, Path> targets(List<Path> pictures) {
        Map<Path, Path> targets = new LinkedHashMap<>();
        pictures.forEach(picture -> targets.put(picture, target(picture, false)));
        boolean changed = true;
        while (changed) {
            changed = false;
            Map<Path, Integer> uses = new HashMap<>();
            for (Map.Entry<Path, Path> entry : targets.entrySet()) {
                // Where results go beside their sources, one of the same suffix is its own and is
                // left alone.
                if (!entry.getKey().equals(entry.getValue())) {
                    uses.merge(entry.getValue(), 1, Integer::sum);
                }
            }
            for (Map.Entry<Path, Path> entry : targets.entrySet()) {
                Path suffixed = target(entry.getKey(), true);
                if (uses.getOrDefault(entry.getValue(), 0) > 1
                        && !entry.getKey().equals(entry.getValue())
                        && !entry.getValue().equals(suffixed)) {
                    entry.setValue(suffixed);
                    changed = true;
                }
            }
        }
        return targets;
    }

    private Path target(Path picture, boolean keepSuffix) {
        Path place = output.resolve(input.relativize(picture));
        String name = keepSuffix ? FileNames.lastName(picture) : RemoveFile.stem(picture);
        return place.resolveSibling(FileNames.relative(name + suffix));
    }

    /// Whether a file is a picture by its bytes, or claims to be one by its name: the latter is
    /// tried and reported rather than passed over in silence.
    private static boolean isPicture(Path file) {
        String name = FileNames.lastName(file);
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
        String name = FileNames.lastName(file);
        return PICTURE_SUFFIXES.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}

package dev.alphalift.cli.folder;

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
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.IntStream;

/// Which pictures lie below a folder, and where the result of each goes: to the same place below
/// the output folder, with the suffix of what is written. Pictures beside each other that differ
/// only in their suffix keep it, so that none takes another's place.
public final class FolderPlan {
    private static final int BYTES_LOOKED_AT = 512;
    private static final Set<String> PICTURE_SUFFIXES =
            Set.of(
                    "jpg", "jpeg", "jpe", "png", "webp", "gif", "bmp", "tif", "tiff", "heic",
                    "avif");

    private final Path input;
    private final Path output;
    private final String suffix;
    private final FolderSelection selection;
    private final boolean sameFolder;

    /// One picture to do.
    ///
    /// @param isOverPicture whether its result has the name of another picture of the folder
    public record Job(Path input, Path output, boolean isOverPicture) {}

    /// The folder of the results.
    public Path output() {
        return output;
    }

    /// @param suffix of the results, for example `.png`
    /// @param selection which of the pictures are wanted
    public FolderPlan(Path input, Path output, String suffix, FolderSelection selection) {
        this.suffix = suffix;
        this.selection = selection;
        this.input = real(input);
        this.output = real(output);
        this.sameFolder = this.input.equals(this.output);
    }

    /// The folder itself where a link leads to it, so that two names of one folder are known as
    /// such; what is not there yet counts from the folder above it.
    public static Path real(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /// All pictures that are wanted and there now, in the order of their names.
    ///
    /// @throws SourceUnavailable if the folder cannot be listed
    public List<Job> jobs() {
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
        return new Jobs(pictures.toArray(Path[]::new));
    }

    /// Pictures in the order of their names. Of each only its name is kept, so that there may be a
    /// great many.
    private final class Jobs extends AbstractList<Job> implements RandomAccess {
        private final Path[] all;
        private final BitSet keepsSuffix;
        // Those that were asked for, by their place among all: what a result is called, and what
        // must not be written over, is not changed by what is left out.
        private final int[] chosen;

        Jobs(Path[] all) {
            this.all = all;
            this.keepsSuffix = keepsSuffix(all);
            this.chosen =
                    IntStream.range(0, all.length)
                            .filter(index -> selection.takes(input.relativize(all[index])))
                            .toArray();
        }

        @Override
        public Job get(int index) {
            int place = chosen[index];
            Path result = target(all[place], keepsSuffix.get(place));
            boolean isOverPicture =
                    !all[place].equals(result) && Arrays.binarySearch(all, result) >= 0;
            return new Job(all[place], result, isOverPicture);
        }

        @Override
        public int size() {
            return chosen.length;
        }
    }

    /// What changes when a file does; empty where there is none.
    public static String state(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }

    /// Which pictures keep their suffix: those that would share a place, and those whose place such
    /// a name takes. Results share a place only within a folder.
    private BitSet keepsSuffix(Path[] all) {
        Map<Path, List<Integer>> folders = new HashMap<>();
        for (int index = 0; index < all.length; index++) {
            folders.computeIfAbsent(all[index].getParent(), _ -> new ArrayList<>()).add(index);
        }
        BitSet keeps = new BitSet();
        folders.values().forEach(siblings -> addSuffixes(all, siblings, keeps));
        return keeps;
    }

    private void addSuffixes(Path[] all, List<Integer> siblings, BitSet keeps) {
        boolean changed = true;
        while (changed) {
            Map<Path, Integer> uses = new HashMap<>();
            siblings.stream()
                    .filter(index -> !isItsOwn(all[index], keeps.get(index)))
                    .forEach(index ->
                            uses.merge(target(all[index], keeps.get(index)), 1, Integer::sum));
            BitSet more = new BitSet();
            siblings.stream()
                    .filter(index -> !keeps.get(index))
                    .filter(index -> !isItsOwn(all[index], false))
                    .filter(index -> uses.getOrDefault(target(all[index], false), 0) > 1)
                    .forEach(more::set);
            keeps.or(more);
            changed = !more.isEmpty();
        }
    }

    /// Where results go beside their sources, one of the same suffix is its own and is left alone.
    private boolean isItsOwn(Path picture, boolean keepSuffix) {
        return sameFolder && picture.equals(target(picture, keepSuffix));
    }

    private Path target(Path picture, boolean keepSuffix) {
        Path place = output.resolve(input.relativize(picture));
        String name = keepSuffix ? FileNames.lastName(picture) : FileNames.stem(picture);
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

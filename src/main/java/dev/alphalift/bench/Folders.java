package dev.alphalift.bench;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Folders of this machine as parts of a data set.
public final class Folders {
    private final ImageLimits limits;

    /// @param limits what a file may measure
    public Folders(ImageLimits limits) {
        this.limits = limits;
    }

    /// A data set by a list, or by the names of the folders in it.
    ///
    /// @param place a file or a folder
    /// @throws dev.alphalift.fault.AlphaliftException if it is not there or cannot be understood
    public DataSet dataSet(Path place) {
        if (Files.isRegularFile(place)) {
            return manifest(place);
        }
        return Layout.named(place.toString()).detect(files(place), opener(place)).dataSet();
    }

    private DataSet manifest(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? Path.of("") : parent;
        return Manifest.read(new FileContent(file, limits).read(), file.toString(), opener(folder));
    }

    /// What opens the files of a folder by their relative paths.
    public Function<String, Content> opener(Path folder) {
        return path -> new FileContent(folder.resolve(path), limits);
    }

    /// All files below a folder, by relative paths with `/` between, in order.
    ///
    /// @throws SourceMissing if there is no such folder
    public static List<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SourceMissing("folder " + folder, null);
        }
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .map(file ->
                            folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceUnavailable(folder.toString(), String.valueOf(e.getMessage()), e);
        }
    }
}

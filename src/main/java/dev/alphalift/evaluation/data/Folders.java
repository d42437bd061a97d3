package dev.alphalift.evaluation.data;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.file.FileNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
    /// @param goesWithoutTruth whether it is meant that there is no truth
    /// @throws dev.alphalift.fault.AlphaliftException if it is not there or cannot be understood,
    ///   or there is no truth and it is not meant
    public DataSet dataSet(Path place, boolean goesWithoutTruth) {
        if (Files.isRegularFile(place)) {
            DataSet listed = manifest(place);
            return goesWithoutTruth ? listed : listed.requireTruth();
        }
        Layout layout = Layout.named(FileNames.shown(place)).detect(files(place), opener(place));
        return goesWithoutTruth ? layout.withoutTruth().dataSet() : layout.dataSet();
    }

    private DataSet manifest(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? Path.of("") : parent;
        return Manifest.read(
                new FileContent(file, limits).read(), FileNames.shown(file), written(folder));
    }

    /// What opens the files of a folder by their relative paths, as [#files] tells them.
    public Function<String, Content> opener(Path folder) {
        return path -> new FileContent(folder, path, limits);
    }

    /// What opens them by what somebody wrote in a list.
    private Function<String, Content> written(Path folder) {
        return path -> new FileContent(folder.resolve(FileNames.relative(path)), limits);
    }

    /// All files below a folder, by relative paths with `/` between, in order; names as
    /// [FileNames#shown] has them, so that they can stand in a report.
    ///
    /// @throws SourceMissing if there is no such folder
    public static List<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SourceMissing("folder " + FileNames.shown(folder), null);
        }
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            Texts files = new Texts();
            walk.filter(Files::isRegularFile)
                    .map(file ->
                            FileNames.shown(folder.relativize(file))
                                    .replace(File.separatorChar, '/'))
                    .forEach(files::add);
            return Collections.unmodifiableList(files.sorted());
        } catch (IOException | UncheckedIOException e) {
            throw new SourceUnavailable(FileNames.shown(folder), reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException failure
                ? FileNames.reason(failure)
                : e.getCause() instanceof IOException cause
                        ? FileNames.reason(cause)
                        : String.valueOf(e.getMessage());
    }
}

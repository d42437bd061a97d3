package dev.alphalift.evaluation.data;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file of this machine. Each keeps nothing but its name in a folder that they share: a [Path]
/// takes twice as much, and more once it was told.
public final class FileContent implements Content {
    private final Path folder;
    private final String name;
    private final ImageLimits limits;

    /// A file of a folder.
    ///
    /// @param name from the folder on, as [FileNames#shown] has it
    /// @param limits no more of it is read than they allow, and a little
    public FileContent(Path folder, String name, ImageLimits limits) {
        this.folder = folder;
        this.name = name;
        this.limits = limits;
    }

    /// A file.
    ///
    /// @param limits no more of it is read than they allow, and a little
    public FileContent(Path path, ImageLimits limits) {
        this(path, "", limits);
    }

    private Path path() {
        return name.isEmpty() ? folder : folder.resolve(FileNames.ofShown(name));
    }

    @Override
    public String place() {
        return FileNames.shown(path());
    }

    @Override
    public String stamp() {
        Path path = path();
        try {
            return Files.size(path) + "@" + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public byte[] read() {
        try (InputStream stream = Files.newInputStream(path())) {
            return limits.read(stream);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RuntimeException unreadable(IOException e) {
        return e instanceof NoSuchFileException
                ? new SourceMissing(place(), e)
                : new SourceUnavailable(place(), FileNames.reason(e), e);
    }
}

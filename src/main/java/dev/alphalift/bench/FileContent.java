package dev.alphalift.bench;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file of this machine.
///
/// @param limits no more of it is read than they allow, and a little
public record FileContent(Path path, ImageLimits limits) implements Content {
    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public String stamp() {
        try {
            return Files.size(path) + "@" + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public byte[] read() {
        try (InputStream stream = Files.newInputStream(path)) {
            return limits.read(stream);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RuntimeException unreadable(IOException e) {
        return e instanceof NoSuchFileException
                ? new SourceMissing(path.toString(), e)
                : new SourceUnavailable(path.toString(), String.valueOf(e.getMessage()), e);
    }
}

package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The file beside the target that holds what has come so far. What goes wrong with it is a fault
/// of this machine, not of the server: a [TargetUnavailable].
record PartFile(Path path) {
    static PartFile of(Path target) {
        return new PartFile(
                target.resolveSibling(FileNames.relative(FileNames.lastName(target) + ".part")));
    }

    /// Bytes that are there; 0 where there is no file.
    long length() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// Whether the file is there and right; a wrong one is deleted.
    boolean accepted(Download.Check check) {
        try {
            if (Files.exists(path) && check.accepts(path)) {
                return true;
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        delete();
        return false;
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    void moveTo(Path target) {
        try {
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(target), FileNames.reason(e), e);
        }
    }

    /// Opens the file for writing behind what is there.
    Writer append() {
        try {
            return new Writer(
                    Files.newOutputStream(
                            path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private TargetUnavailable unavailable(IOException cause) {
        return new TargetUnavailable(FileNames.shown(path), FileNames.reason(cause), cause);
    }

    /// The file while it is written.
    final class Writer implements AutoCloseable {
        private final OutputStream stream;

        private Writer(OutputStream stream) {
            this.stream = stream;
        }

        void write(byte[] buffer, int count) {
            try {
                stream.write(buffer, 0, count);
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw unavailable(e);
            }
        }
    }
}

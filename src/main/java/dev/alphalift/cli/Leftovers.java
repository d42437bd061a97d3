package dev.alphalift.cli;

import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/// The parts of files that killed processes have left ([WholeFile]). One that a process is writing
/// is locked by it, and the system takes that lock away when the process ends, however it does.
final class Leftovers {
    private final Instant began = Instant.now();

    /// Deletes those that lie in a folder, are older than this object and locked by nobody. What
    /// cannot be looked at, or not be locked, stays.
    void deleteFrom(Path folder) {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(
                        folder, file -> WholeFile.isPart(FileNames.lastName(file)))) {
            for (Path part : parts) {
                delete(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // There is no such folder yet, or it cannot be read: then nothing is done in it.
        }
    }

    private void delete(Path part) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(began)
                    && isLeft(part)) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // Somebody else's, or gone.
        }
    }

    private static boolean isLeft(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process writes it
        }
    }
}

package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Writes a file whole or not at all: beside its place first, then moved there. An end of the
/// process in between leaves nothing behind.
final class WholeFile {
    private static final int BUFFER = 1 << 16;
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NonFinalStaticField") // the process ends once
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(WholeFile::deleteUnfinished));
    }

    private WholeFile() {}

    /// Writes to a stream, which it does not close.
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws TargetUnavailable if it cannot be written; what was there before is there still
    static void write(Path target, byte[] bytes) {
        write(target, out -> out.write(bytes));
    }

    /// Writes piece by piece.
    ///
    /// @throws TargetUnavailable if it cannot be written; what was there before is there still
    static void write(Path target, Body body) {
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A device or a pipe has no place beside it to move from.
                write(target, body, StandardOpenOption.WRITE);
                return;
            }
            Path part =
                    target.resolveSibling(
                            ".%s.%08x.part"
                                    .formatted(
                                            target.getFileName(),
                                            ThreadLocalRandom.current().nextInt()));
            begin(part);
            try {
                write(part, body, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
                UNFINISHED.remove(part);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), reason(e), e);
        }
    }

    private static void write(Path target, Body body, OpenOption... options) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(target, options), BUFFER)) {
            body.writeTo(out);
        }
    }

    private static synchronized void begin(Path part) throws IOException {
        if (ending) {
            throw new IOException("the program is ending.");
        }
        UNFINISHED.add(part);
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// What an exception of the file system says to a person: the system's own words mostly are the
    /// path alone.
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder.";
            case AccessDeniedException _ -> "access is denied.";
            case FileAlreadyExistsException _ -> "something else is in its place.";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static synchronized void deleteUnfinished() {
        ending = true;
        for (Path part : UNFINISHED) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // The process ends; nothing more can be done.
            }
        }
    }
}

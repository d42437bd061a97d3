package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a file whole or not at all: beside its place first, then moved there. An end of the
/// process in between leaves nothing behind. Where nothing can be put beside a file or moved over
/// it, as when it is a mount of its own, it is written in place when all of it is there to be
/// written, and that is said (docs/files.md).
final class WholeFile {
    private static final int BUFFER = 1 << 16;
    private static final Pattern PART_NAME = Pattern.compile("\\.alphalift-[0-9a-f]{8}\\.part");
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    /// What lies below is no file, whatever it looks like: it leads to an open one.
    private static final Set<Path> OPEN_FILES =
            Set.of(
                    Path.of("/proc"),
                    Path.of("/dev/fd"),
                    Path.of("/dev/stdout"),
                    Path.of("/dev/stderr"));

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

    /// Writes bytes; through a link to where it leads.
    ///
    /// @param say is told when it could not be done whole or not at all
    /// @throws TargetUnavailable if it cannot be written
    static void write(Path target, byte[] bytes, Consumer<String> say) {
        write(target, out -> out.write(bytes), say);
    }

    /// The same piece by piece.
    static void write(Path target, Body body, Consumer<String> say) {
        try {
            if (isOpenFile(target) || (Files.exists(target) && !Files.isRegularFile(target))) {
                // A device or a pipe has no place beside it to move from.
                write(target, body, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            } else {
                writeWhole(
                        Files.isRegularFile(target) ? target.toRealPath() : led(target), body, say);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(target), FileNames.reason(e), e);
        }
    }

    /// Writes bytes to a place of their own: a link that is there gives way.
    ///
    /// @param say is told when it could not be done whole or not at all
    /// @throws TargetUnavailable if it cannot be written
    static void replace(Path target, byte[] bytes, Consumer<String> say) {
        try {
            writeWhole(target, out -> out.write(bytes), say);
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(target), FileNames.reason(e), e);
        }
    }

    private static boolean isOpenFile(Path target) {
        Path place = target.toAbsolutePath().normalize();
        return OPEN_FILES.stream().anyMatch(place::startsWith) && Files.exists(place);
    }

    /// Where a link leads whose file is not there yet.
    private static Path led(Path target) throws IOException {
        return Files.isSymbolicLink(target)
                ? target.toAbsolutePath().resolveSibling(Files.readSymbolicLink(target))
                : target;
    }

    private static void writeWhole(Path target, Body body, Consumer<String> say)
            throws IOException {
        // Not of the target's name, which may be as long as a name can be.
        Path part =
                target.resolveSibling(
                        String.format(
                                Locale.ROOT,
                                ".alphalift-%08x.part",
                                ThreadLocalRandom.current().nextInt()));
        begin(part);
        try {
            if (wroteBeside(part, target, body)) {
                move(part, target, say);
            } else {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                body.writeTo(bytes);
                writeInPlace(target, new ByteArrayInputStream(bytes.toByteArray()), say);
            }
        } finally {
            Files.deleteIfExists(part);
            UNFINISHED.remove(part);
        }
    }

    /// Closed when this returns: some file systems tell only then that something is missing.
    private static boolean wroteBeside(Path part, Path target, Body body) throws IOException {
        try (FileChannel file = beside(part, target)) {
            if (file == null) {
                return false;
            }
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            body.writeTo(out);
            out.flush();
            return true;
        }
    }

    /// Begins the file beside the target, locked ([Leftovers]); null where its folder takes none,
    /// but the target can be written itself.
    private static @Nullable FileChannel beside(Path part, Path target) throws IOException {
        try {
            FileChannel file =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock(file);
            return file;
        } catch (IOException e) {
            if (isWritableFile(target)) {
                return null;
            }
            throw e;
        }
    }

    /// Some file systems know no locks; what is left there stays until somebody deletes it.
    @SuppressWarnings("MustBeClosedChecker") // it goes with the file
    private static void lock(FileChannel file) {
        try {
            file.tryLock();
        } catch (IOException e) {
            // It is written all the same.
        }
    }

    /// Whether a name is that of a file that is being written, or was.
    static boolean isPart(String name) {
        return PART_NAME.matcher(name).matches();
    }

    private static boolean isWritableFile(Path target) {
        return Files.isRegularFile(target) && Files.isWritable(target);
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

    /// Deletes a file when the process ends.
    static void deleteAtEnd(Path file) throws IOException {
        begin(file);
    }

    private static void move(Path part, Path target, Consumer<String> say) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!isWritableFile(target)) {
                throw e;
            }
            try (InputStream whole = Files.newInputStream(part)) {
                writeInPlace(target, whole, say);
            }
        }
    }

    private static void writeInPlace(Path target, InputStream whole, Consumer<String> say)
            throws IOException {
        say.accept(
                "%s is written in place: its folder takes no file beside it, or none can be moved over it."
                        .formatted(FileNames.shown(target)));
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int count = whole.read(buffer); count >= 0; count = whole.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    length += file.write(bytes);
                }
            }
            if (file.size() > length) {
                file.truncate(length);
            }
        } catch (IOException e) {
            throw new IOException(
                    FileNames.reason(e) + "\nWhat was there before may be damaged.", e);
        }
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

package dev.alphalift.http;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Ends the process when its memory has run out: what an error of that kind leaves behind is half a
/// server, which answers nobody and is not started again. The launcher's flag for Java and the
/// native executable's do it where the error arises; this is for who starts the server without.
final class OutOfMemory {
    /// The exit code of Java's own flag.
    private static final int CODE = 3;

    /// Made before there is no memory for it.
    private static final byte[] MESSAGE =
            "The server ends: java.lang.OutOfMemoryError. Maybe give it more memory, or set\nALPHALIFT_PICTURE_MEMORY to less.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int DEEPEST = 20;

    private OutOfMemory() {}

    /// Has it end for what no other code catches, too.
    static void watch() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            endIfIn(thrown);
            if (before != null) {
                before.uncaughtException(thread, thrown);
            }
        });
    }

    /// Ends the process if something that was thrown says so, or what it was thrown for.
    static void endIfIn(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof OutOfMemoryError) {
                end();
            }
            cause = cause.getCause();
        }
    }

    private static void end() {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(MESSAGE);
        } catch (IOException e) {
            // Nobody can be told.
            Runtime.getRuntime().halt(CODE);
        }
        Runtime.getRuntime().halt(CODE);
    }
}

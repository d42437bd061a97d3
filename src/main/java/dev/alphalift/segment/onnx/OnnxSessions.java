package dev.alphalift.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.file.NameForLibrary;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// How sessions of ONNX Runtime are opened and closed, whatever their models are for.
final class OnnxSessions {
    private static final AtomicBoolean KEPT = new AtomicBoolean();
    private static final long START_STACK = 64L << 20; // bytes, of address space only

    private OnnxSessions() {}

    /// ONNX Runtime 1.29 recurses while it starts, the deeper the longer this process' command line
    /// is: one of 4,000 characters overflows the stack of a common thread and ends the process.
    static OrtEnvironment environment() {
        Thread starter =
                new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-start", START_STACK);
        starter.setUncaughtExceptionHandler((_, _) -> {}); // what fails there fails below again
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        keepEnvironment();
        return environment;
    }

    /// ONNX Runtime's own shutdown hook frees its environment while other threads may be in a run,
    /// which then crashes the ending process. The C library counts references: one more keeps the
    /// environment to the end. Where another version has other insides nothing is done.
    private static void keepEnvironment() {
        if (!KEPT.compareAndSet(false, true)) {
            return;
        }
        try {
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(
                    null,
                    api.getLong(null),
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                    OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException e) {
            // Then only the end of an interrupted process is less graceful.
        }
    }

    /// What is asked of the library.
    @FunctionalInterface
    interface Question<T, E extends Exception> {
        T answer() throws E;
    }

    /// @throws ModelUnavailable if the library cannot be loaded
    static OrtSession.SessionOptions options(int threads, OnnxProviders providers)
            throws OrtException {
        return started(() -> opened(threads, providers));
    }

    /// What the library answers.
    ///
    /// @throws ModelUnavailable if it cannot be loaded
    static <T, E extends Exception> T started(Question<T, E> question) throws E {
        OnnxLibraries.prepare();
        try {
            return question.answer();
        } catch (LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ModelUnavailable(
                    "ONNX Runtime", "ONNX Runtime cannot be started: " + cause.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions opened(int threads, OnnxProviders providers)
            throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Frees 200 MB and costs nothing (docs/adr/0006): the arena alone reuses memory well
        // enough.
        options.setMemoryPatternOptimization(false);
        // Threads that spin between runs take the processor from decoding and encoding.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        providers.addTo(options);
        return options;
    }

    /// Whether a model's input shape fits; -1 stands for any length.
    static boolean takes(long[] shape, long channels, long height, long width) {
        return shape.length == 4
                && fits(shape[0], 1)
                && fits(shape[1], channels)
                && fits(shape[2], height)
                && fits(shape[3], width);
    }

    private static boolean fits(long length, long wanted) {
        return length < 0 || length == wanted;
    }

    /// A session of a model in a file, whatever the file's name.
    static OrtSession of(Path file, OrtSession.SessionOptions options)
            throws OrtException, IOException {
        try (NameForLibrary name = NameForLibrary.of(file)) {
            return environment().createSession(name.name(), options);
        }
    }

    /// What is made of a session that was opened.
    @FunctionalInterface
    interface Use<T> {
        T of(OrtSession session) throws OrtException;
    }

    /// Makes something of a session, which has the session from then on; whatever is thrown
    /// meanwhile, the session is closed.
    static <T> T handedOver(OrtSession session, Use<T> use) throws OrtException {
        boolean done = false;
        try {
            T made = use.of(session);
            done = true;
            return made;
        } finally {
            if (!done) {
                close(session);
            }
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model could not be closed.", e);
        }
    }

    /// Room outside the heap that the library reads without a copy.
    static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, length))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}

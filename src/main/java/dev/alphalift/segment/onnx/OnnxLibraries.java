package dev.alphalift.segment.onnx;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The start of ONNX Runtime where there is no folder for temporary files. Its own start makes one
/// there in any case, also when its libraries lie in a folder that was named to it and nothing has
/// to be copied out.
final class OnnxLibraries {
    private static final String FOLDER = "onnxruntime.native.path";
    private static final String TEMPORARY = "java.io.tmpdir";

    /// The version of the interface that ONNX Runtime 1.28 asks its library for.
    private static final int INTERFACE = 23;

    private OnnxLibraries() {}

    /// Makes sure that ONNX Runtime can be started; must come before the first use of its classes.
    ///
    /// @throws TargetUnavailable if it needs a folder for temporary files and has none
    static synchronized void prepare() {
        String temporary = System.getProperty(TEMPORARY, "");
        Path folder = Path.of(temporary);
        if (Files.isDirectory(folder) && Files.isWritable(folder)) {
            return;
        }
        String libraries = System.getProperty(FOLDER);
        Throwable cause = null;
        if (libraries != null) {
            try {
                start(Path.of(libraries));
                return;
            } catch (IOException | ReflectiveOperationException | LinkageError e) {
                cause = e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
            }
        }
        throw unavailable(temporary, cause);
    }

    private static TargetUnavailable unavailable(String folder, @Nullable Throwable cause) {
        return new TargetUnavailable(
                folder,
                "this folder for temporary files is missing or cannot be written, and ONNX Runtime's"
                        + " libraries are copied there.\nMaybe name another by -Djava.io.tmpdir.",
                cause);
    }

    /// What the class does by itself at its start, without the folder.
    @SuppressWarnings("restricted") // ONNX Runtime's own start loads them likewise
    private static void start(Path folder) throws IOException, ReflectiveOperationException {
        Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
        Field loaded = field(runtime, "loaded");
        if (loaded.getBoolean(null)) {
            return;
        }
        for (String name : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            Path library = folder.resolve(System.mapLibraryName(name));
            if (!Files.isRegularFile(library)) {
                throw new IOException("there is no " + library);
            }
            System.load(library.toAbsolutePath().toString());
        }
        long api = (long) method(runtime, "initialiseAPIBase", int.class).invoke(null, INTERFACE);
        if (api == 0) {
            throw new IOException("the libraries are of another version");
        }
        field(runtime, "ortApiHandle").setLong(null, api);
        field(runtime, "ortCompileApiHandle")
                .setLong(
                        null,
                        (long)
                                method(runtime, "initialiseCompileAPIBase", long.class)
                                        .invoke(null, api));
        field(runtime, "providers")
                .set(null, method(runtime, "initialiseProviders", long.class).invoke(null, api));
        field(runtime, "version").set(null, method(runtime, "initialiseVersion").invoke(null));
        loaded.setBoolean(null, true);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}

package dev.alphalift.assembly;

import dev.alphalift.codec.webp.LibwebpFile;
import dev.alphalift.file.FileNames;
import dev.alphalift.file.NameForLibrary;
import dev.alphalift.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the shared libraries that lie beside a native executable, so that nothing has to be copied
/// to a temporary folder at the start.
final class NativeLibraries {
    private static final String ONNX_RUNTIME = "onnxruntime.native.path";
    private static final List<String> ONNX_RUNTIME_LIBRARIES =
            List.of("onnxruntime", "onnxruntime4j_jni");
    private static final String TASK_ROOT = "LAMBDA_TASK_ROOT";
    private static final Path EXECUTABLE = Path.of("/proc/self/exe");

    private NativeLibraries() {}

    /// Names the folders to those who load from them, unless that has been done already.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a setting names a folder
    ///   that has not the libraries
    static void announce(Map<String, String> environment) {
        announceOwn(environment);
        announce(ONNX_RUNTIME, System.mapLibraryName("onnxruntime"), environment);
        announce(LibwebpFile.FOLDER, LibwebpFile.LINUX_NAME, environment);
    }

    /// The build of ONNX Runtime that a person names.
    private static void announceOwn(Map<String, String> environment) {
        String text = Setting.ONNXRUNTIME_PATH.text(environment);
        if (text.isEmpty()) {
            return;
        }
        Path folder = FileNames.path(text);
        for (String library : ONNX_RUNTIME_LIBRARIES) {
            String file = System.mapLibraryName(library);
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw Setting.ONNXRUNTIME_PATH.refused(
                        text, "there is no %s in it.".formatted(file));
            }
        }
        System.setProperty(ONNX_RUNTIME, name(folder.toAbsolutePath()));
    }

    private static void announce(String property, String file, Map<String, String> environment) {
        if (System.getProperty(property) == null) {
            Path folder = folderWith(file, environment);
            if (folder != null) {
                System.setProperty(property, name(folder));
            }
        }
    }

    /// A name by which a library behind JNI finds the folder, for as long as the process lives.
    private static String name(Path folder) {
        try {
            return NameForLibrary.of(folder).name();
        } catch (IOException e) {
            return FileNames.text(folder); // they will say what is wrong with it
        }
    }

    /// Lambda's folder with the function's files, or else the executable's own.
    private static @Nullable Path folderWith(String file, Map<String, String> environment) {
        String task = environment.getOrDefault(TASK_ROOT, "");
        return Stream.of(task.isEmpty() ? null : FileNames.path(task), executableFolder())
                .filter(Objects::nonNull)
                .filter(folder -> Files.isRegularFile(folder.resolve(file)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path executableFolder() {
        if (!"runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            return null; // it would be Java's own
        }
        try {
            return Files.readSymbolicLink(EXECUTABLE).getParent();
        } catch (IOException e) {
            return ProcessHandle.current()
                    .info()
                    .command()
                    .map(command -> FileNames.path(command).getParent())
                    .orElse(null);
        }
    }
}

package dev.alphalift.assembly;

import dev.alphalift.codec.LibwebpFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the shared libraries that lie beside a native executable, so that nothing has to be copied
/// to a temporary folder at the start.
final class NativeLibraries {
    private static final String ONNX_RUNTIME = "onnxruntime.native.path";
    private static final String TASK_ROOT = "LAMBDA_TASK_ROOT";

    private NativeLibraries() {}

    /// Names the folders to those who load from them, unless that has been done already.
    static void announce(Map<String, String> environment) {
        announce(ONNX_RUNTIME, System.mapLibraryName("onnxruntime"), environment);
        announce(LibwebpFile.FOLDER, LibwebpFile.LINUX_NAME, environment);
    }

    private static void announce(String property, String file, Map<String, String> environment) {
        if (System.getProperty(property) == null) {
            Path folder = folderWith(file, environment);
            if (folder != null) {
                System.setProperty(property, folder.toString());
            }
        }
    }

    /// Lambda's folder with the function's files, or else the executable's own.
    private static @Nullable Path folderWith(String file, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault(TASK_ROOT, ""), executableFolder())
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .filter(folder -> Files.isRegularFile(folder.resolve(file)))
                .findFirst()
                .orElse(null);
    }

    private static String executableFolder() {
        if (!"runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            return ""; // it would be Java's own
        }
        return ProcessHandle.current()
                .info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getParent()))
                .orElse("");
    }
}

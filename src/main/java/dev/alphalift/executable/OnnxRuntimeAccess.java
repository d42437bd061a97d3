package dev.alphalift.executable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.graalvm.nativeimage.hosted.Feature.BeforeAnalysisAccess;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.jspecify.annotations.Nullable;

/// What ONNX Runtime's native library constructs through JNI, and what this program reaches of its
/// Java part by names. For one version: the builder stops with any other.
public final class OnnxRuntimeAccess {
    /// The version whose native library was searched for the names below.
    static final String ONNX_RUNTIME = "1.28.0";

    private static final String PACKAGE = "ai.onnxruntime.";
    private static final List<String> CONSTRUCTED =
            List.of(
                    "OrtException",
                    "TensorInfo",
                    "SequenceInfo",
                    "MapInfo",
                    "NodeInfo",
                    "OnnxModelMetadata",
                    "OnnxTensor",
                    "OnnxSparseTensor",
                    "OnnxSequence",
                    "OnnxMap");
    private static final List<String> STARTED_BY_FIELDS =
            List.of("loaded", "ortApiHandle", "ortCompileApiHandle", "providers", "version");
    private static final List<String> NAMED = List.of("OnnxValue", "NodeInfo");

    private OnnxRuntimeAccess() {}

    /// Registers it.
    ///
    /// @throws IllegalStateException if ONNX Runtime is another than this was written for
    public static void register(BeforeAnalysisAccess access) {
        requireVersion(version(type(access, "OrtEnvironment")));
        for (String name : CONSTRUCTED) {
            Class<?> type = type(access, name);
            RuntimeJNIAccess.register(type);
            RuntimeJNIAccess.register((Executable[]) type.getDeclaredConstructors());
        }
        for (String name : NAMED) {
            Class<?> type = type(access, name);
            RuntimeJNIAccess.register(type, type.arrayType());
        }
        RuntimeJNIAccess.register(String.class, String[].class);
        registerEnvironment(access);
    }

    /// What starts the library without a temporary folder (OnnxLibraries), and what keeps the
    /// environment to the end of the process (OnnxSessions).
    private static void registerEnvironment(BeforeAnalysisAccess access) {
        Class<?> runtime = type(access, "OnnxRuntime");
        Class<?> environment = type(access, "OrtEnvironment");
        RuntimeReflection.register(runtime);
        try {
            for (String field : STARTED_BY_FIELDS) {
                RuntimeReflection.register(runtime.getDeclaredField(field));
            }
            RuntimeReflection.register(
                    runtime.getDeclaredMethod("initialiseAPIBase", int.class),
                    runtime.getDeclaredMethod("initialiseCompileAPIBase", long.class),
                    runtime.getDeclaredMethod("initialiseProviders", long.class),
                    runtime.getDeclaredMethod("initialiseVersion"));
            RuntimeReflection.register(
                    environment.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw unfit("it has other insides: " + e.getMessage(), e);
        }
    }

    private static Class<?> type(BeforeAnalysisAccess access, String name) {
        Class<?> type = access.findClassByName(PACKAGE + name);
        if (type == null) {
            throw unfit("it lacks the class %s%s.".formatted(PACKAGE, name), null);
        }
        return type;
    }

    /// @throws IllegalStateException if it is another than this class was written for
    static void requireVersion(String version) {
        if (!version.equals(ONNX_RUNTIME)) {
            throw unfit("this is %s.".formatted(version), null);
        }
    }

    /// What the manifest of the jar says in which a class came.
    static String version(Class<?> type) {
        URL jar = type.getProtectionDomain().getCodeSource().getLocation();
        URI manifest = URI.create("jar:%s!/META-INF/MANIFEST.MF".formatted(jar));
        try (InputStream stream = manifest.toURL().openStream()) {
            return String.valueOf(
                    new Manifest(stream)
                            .getMainAttributes()
                            .getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            throw unfit("its manifest cannot be read: " + e.getMessage(), e);
        }
    }

    private static IllegalStateException unfit(String reason, @Nullable Throwable cause) {
        return new IllegalStateException(
                """
                The list of what ONNX Runtime's native library constructs was made for version %s, and %s
                Maybe search libonnxruntime4j_jni.so of the new version for class names and \
                signatures, and correct OnnxRuntimeAccess.\
                """
                        .formatted(ONNX_RUNTIME, reason),
                cause);
    }
}

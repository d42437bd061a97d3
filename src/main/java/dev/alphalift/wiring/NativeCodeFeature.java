package dev.alphalift.wiring;

import dev.alphalift.dialect.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;
import org.jspecify.annotations.Nullable;

/// Tells the builder of native executables what cannot be seen in the code: what ONNX Runtime's
/// native library constructs through JNI, which classes hold native memory, which files are read.
public final class NativeCodeFeature implements Feature {
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
    private static final List<String> RESOURCES =
            List.of(
                    "models/u2netp-int8.onnx",
                    "models/u2netp-rewritten.onnx",
                    "alphalift.properties",
                    "scene.png",
                    "report/LICENSE",
                    "report/cases.js",
                    "report/charts.js",
                    "report/language.js",
                    "report/page.css",
                    "report/page.html",
                    "report/page.js",
                    "report/summary.js",
                    "report/tables.js",
                    "report/uPlot.iife.min.js",
                    "report/uPlot.min.css",
                    "report/words-en.js",
                    "report/words-zh-data.js",
                    "report/words-zh.js",
                    "report/words.js");
    private static final List<String> STARTED_BY_FIELDS =
            List.of("loaded", "ortApiHandle", "ortCompileApiHandle", "providers", "version");
    private static final List<String> NAMED = List.of("OnnxValue", "NodeInfo");

    /// Classes and packages of ours that the builder must leave alone: native libraries, and
    /// addresses and threads, which belong to the process that uses them.
    static final List<String> AT_RUN_TIME =
            List.of(
                    "dev.alphalift.segment.onnx",
                    "dev.alphalift.codec.webp.Libwebp",
                    "dev.alphalift.codec.webp.Libwebp$Loading",
                    "dev.alphalift.fetch");

    @Override
    public String getDescription() {
        return "Registers what ONNX Runtime's native library needs of Java";
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        // Or the builder would load the libraries, and the executable would lack them.
        RuntimeClassInitialization.initializeAtRunTime("ai.onnxruntime");
        AT_RUN_TIME.forEach(RuntimeClassInitialization::initializeAtRunTime);
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
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
        Stream.concat(RESOURCES.stream(), Page.resources().stream())
                .forEach(resource ->
                        RuntimeResourceAccess.addResource(
                                NativeCodeFeature.class.getModule(), resource));
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
                signatures, and correct NativeCodeFeature.\
                """
                        .formatted(ONNX_RUNTIME, reason),
                cause);
    }
}

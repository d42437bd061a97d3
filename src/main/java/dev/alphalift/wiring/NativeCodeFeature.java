package dev.alphalift.wiring;

import dev.alphalift.dialect.page.Page;
import dev.alphalift.executable.LibraryFeature;
import dev.alphalift.executable.OnnxRuntimeAccess;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/// Tells the builder of native executables what cannot be seen in the code: what ONNX Runtime's
/// native library constructs through JNI, which classes hold native memory, which files are read.
public final class NativeCodeFeature implements Feature {
    private static final List<String> RESOURCES =
            List.of(
                    "alphalift.properties",
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

    /// Packages of ours that the builder must leave alone beside the library's: addresses and
    /// threads belong to the process that uses them.
    static final List<String> AT_RUN_TIME = List.of("dev.alphalift.fetch");

    @Override
    public String getDescription() {
        return "Registers what ONNX Runtime's native library needs of Java";
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        // Or the builder would load the libraries, and the executable would lack them.
        LibraryFeature.AT_RUN_TIME.forEach(RuntimeClassInitialization::initializeAtRunTime);
        AT_RUN_TIME.forEach(RuntimeClassInitialization::initializeAtRunTime);
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        OnnxRuntimeAccess.register(access);
        Stream.of(LibraryFeature.RESOURCES, RESOURCES, Page.resources())
                .flatMap(List::stream)
                .forEach(resource ->
                        RuntimeResourceAccess.addResource(
                                NativeCodeFeature.class.getModule(), resource));
    }
}

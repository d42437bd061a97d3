package dev.alphalift.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.segment.ExecutionProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What runs models in this process, the one that is wanted most first. What a model needs and none
/// of them can do is done by the processor.
public final class OnnxProviders {
    /// The processor alone.
    public static final OnnxProviders CPU = new OnnxProviders(List.of(ExecutionProvider.CPU));

    private final List<ExecutionProvider> inUse;

    private OnnxProviders(List<ExecutionProvider> inUse) {
        this.inUse = List.copyOf(inUse);
    }

    /// Those of a wish that this build of ONNX Runtime has. The library is looked at only if there
    /// is a wish for something else than the processor.
    ///
    /// @param wanted at least one
    /// @throws NotAvailable if there is none of them, or one that is there does not start
    /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if ONNX Runtime itself
    ///   cannot be started
    public static OnnxProviders of(List<ExecutionProvider> wanted) {
        // What stands behind the processor would never have anything to do.
        int processor = wanted.indexOf(ExecutionProvider.CPU);
        if (processor == 0) {
            return CPU;
        }
        Set<String> there = there();
        List<ExecutionProvider> usable =
                wanted.subList(0, processor < 0 ? wanted.size() : processor + 1).stream()
                        .filter(each -> there.contains(each.ofRuntime()))
                        .toList();
        if (usable.isEmpty()) {
            throw new NotAvailable(
                    "The execution provider " + ExecutionProvider.words(wanted),
                    "this build of ONNX Runtime has %s.\n%s"
                            .formatted(String.join(", ", there), advice()));
        }
        OnnxProviders providers = new OnnxProviders(usable);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            providers.addTo(options);
        } catch (OrtException e) {
            throw new NotAvailable(
                    "The execution provider " + ExecutionProvider.words(usable),
                    "it does not start: %s\n%s".formatted(e.getMessage(), advice()));
        }
        return providers;
    }

    private static String advice() {
        return "Maybe name the folder of a build that has it by ALPHALIFT_ONNXRUNTIME_PATH (%s and %s), with what it needs of the system, or leave ALPHALIFT_PROVIDER out."
                .formatted(
                        System.mapLibraryName("onnxruntime"),
                        System.mapLibraryName("onnxruntime4j_jni"));
    }

    private static Set<String> there() {
        return OnnxSessions.started(() ->
                OrtEnvironment.getAvailableProviders().stream()
                        .map(OrtProvider::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// Their words, with commas between.
    public String words() {
        return ExecutionProvider.words(inUse);
    }

    void addTo(OrtSession.SessionOptions options) throws OrtException {
        for (ExecutionProvider provider : inUse) {
            switch (provider) {
                case CPU -> {} // it is there always
                case CUDA -> options.addCUDA();
                case COREML -> options.addCoreML();
                case DIRECTML -> options.addDirectML(0);
                case OPENVINO -> options.addOpenVINO("");
            }
        }
    }
}

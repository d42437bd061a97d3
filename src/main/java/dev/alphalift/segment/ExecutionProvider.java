package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What can run models: ONNX Runtime's execution providers that are passed on. All but the
/// processor's need a build of ONNX Runtime that has them.
public enum ExecutionProvider {
    CPU("CPUExecutionProvider"),
    CUDA("CUDAExecutionProvider"),
    COREML("CoreMLExecutionProvider"),
    DIRECTML("DmlExecutionProvider"),
    OPENVINO("OpenVINOExecutionProvider");

    private final String ofRuntime;

    ExecutionProvider(String ofRuntime) {
        this.ofRuntime = ofRuntime;
    }

    /// Its name in settings and reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its name in ONNX Runtime and in rembg's `providers`.
    public String ofRuntime() {
        return ofRuntime;
    }

    /// The words of several, with commas between.
    public static String words(List<ExecutionProvider> providers) {
        return providers.stream().map(ExecutionProvider::word).collect(Collectors.joining(","));
    }

    /// Those of some names, of either kind and in any case; the one that is wanted most stands
    /// first.
    ///
    /// @param option what is refused where there is none of a name, or no name at all
    /// @throws InvalidOption if a name is none
    public static List<ExecutionProvider> named(String option, List<String> names) {
        if (names.isEmpty()) {
            throw refused(option, "");
        }
        List<ExecutionProvider> providers = new ArrayList<>();
        for (String name : names) {
            ExecutionProvider found =
                    Arrays.stream(values())
                            .filter(each ->
                                    each.name().equalsIgnoreCase(name)
                                            || each.ofRuntime.equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow(() -> refused(option, name));
            if (!providers.contains(found)) {
                providers.add(found);
            }
        }
        return providers;
    }

    private static InvalidOption refused(String option, String name) {
        return new InvalidOption(
                option, name, "it must be made of %s.".formatted(words(List.of(values()))));
    }
}

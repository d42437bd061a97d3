package dev.alphalift.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.segment.ExecutionProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the build of ONNX Runtime that comes with the program, which has the processor's provider
/// only on Linux.
class OnnxProvidersTest {
    private static List<ExecutionProvider> named(String... names) {
        return ExecutionProvider.named("ALPHALIFT_PROVIDER", List.of(names));
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, CPU",
        "CPUExecutionProvider, CPU",
        "cuda, CUDA",
        "CUDA, CUDA",
        "cudaexecutionprovider, CUDA",
        "CoreMLExecutionProvider, COREML",
        "DmlExecutionProvider, DIRECTML",
        "directml, DIRECTML",
        "OpenVINOExecutionProvider, OPENVINO"
    })
    void names_are_ours_and_rembgs_in_any_case(String name, ExecutionProvider expected) {
        assertThat(named(name)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "tensorrt", "", "cuda:0", "CUDAExecution"})
    void another_name_is_refused_with_those_that_there_are(String name) {
        assertThatThrownBy(() -> named(name))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("ALPHALIFT_PROVIDER")
                .hasMessageContaining("cpu,cuda,coreml,directml,openvino");
        assertThatThrownBy(() -> named()).isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "directml", "openvino"})
    void one_that_this_build_lacks_is_told_with_what_there_is_and_how_to_get_it(String name) {
        assertThatThrownBy(() -> OnnxProviders.of(named(name)))
                .isInstanceOfSatisfying(
                        NotAvailable.class,
                        fault -> assertThat(fault.code()).isEqualTo("not_available"))
                .hasMessageStartingWith(
                        "The execution provider " + name + " is not available: this build of")
                .hasMessageContaining("CPUExecutionProvider")
                .hasMessageContaining("ALPHALIFT_ONNXRUNTIME_PATH")
                .hasMessageContaining(System.mapLibraryName("onnxruntime4j_jni"));
    }

    @Test
    void of_several_those_count_that_are_there() {
        assertThat(OnnxProviders.of(named("cuda", "openvino", "cpu")).words()).isEqualTo("cpu");
        assertThat(OnnxProviders.of(named("cpu", "cuda")).words()).isEqualTo("cpu");
        assertThatThrownBy(() -> OnnxProviders.of(named("cuda", "openvino")))
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("cuda,openvino");
    }
}

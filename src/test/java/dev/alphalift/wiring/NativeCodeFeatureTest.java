package dev.alphalift.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

class NativeCodeFeatureTest {
    @Test
    void the_list_was_made_for_the_version_of_onnx_runtime_that_is_used() {
        String version = NativeCodeFeature.version(OrtException.class);

        assertThat(version).isEqualTo(NativeCodeFeature.ONNX_RUNTIME);
        assertThatCode(() -> NativeCodeFeature.requireVersion(version)).doesNotThrowAnyException();
    }

    @Test
    void any_other_version_stops_the_build_and_is_told_what_to_do() {
        assertThatThrownBy(() -> NativeCodeFeature.requireVersion("1.29.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(NativeCodeFeature.ONNX_RUNTIME)
                .hasMessageContaining("1.29.0")
                .hasMessageContaining("Maybe search libonnxruntime4j_jni.so");
    }
}

package dev.alphalift.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

class OnnxRuntimeAccessTest {
    @Test
    void the_list_was_made_for_the_version_of_onnx_runtime_that_is_used() {
        String version = OnnxRuntimeAccess.version(OrtException.class);

        assertThat(version).isEqualTo(OnnxRuntimeAccess.ONNX_RUNTIME);
        assertThatCode(() -> OnnxRuntimeAccess.requireVersion(version)).doesNotThrowAnyException();
    }

    @Test
    void any_other_version_stops_the_build_and_is_told_what_to_do() {
        assertThatThrownBy(() -> OnnxRuntimeAccess.requireVersion("1.29.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(OnnxRuntimeAccess.ONNX_RUNTIME)
                .hasMessageContaining("1.29.0")
                .hasMessageContaining("Maybe search libonnxruntime4j_jni.so");
    }
}

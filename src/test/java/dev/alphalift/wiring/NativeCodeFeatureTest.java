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

    /// The builder passes over a name that is none, and the executable lacks a library then.
    @Test
    void what_begins_at_run_time_is_there() {
        assertThat(NativeCodeFeature.AT_RUN_TIME)
                .allMatch(name -> Character.isLowerCase(last(name)) || isClass(name))
                .allMatch(name -> isClass(name) || isPackage(name));
    }

    private static char last(String name) {
        return name.charAt(name.lastIndexOf('.') + 1);
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, NativeCodeFeatureTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isPackage(String name) {
        return NativeCodeFeatureTest.class.getResource("/" + name.replace('.', '/')) != null;
    }
}

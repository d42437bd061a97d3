package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.SharedObject;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The libraries that go beside an executable, for both of Lambda's processors. An executable for
/// arm64 cannot be built or run here; its libraries can be looked at.
class NativeLibrariesTest {
    @TempDir private static Path folder;

    @ParameterizedTest
    @CsvSource({
        "/ai/onnxruntime/native/linux-x64/libonnxruntime.so,Advanced Micro Devices X86-64",
        "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so,Advanced Micro Devices X86-64",
        "/native/Linux/x86_64/libwebp-imageio.so,Advanced Micro Devices X86-64",
        "/ai/onnxruntime/native/linux-aarch64/libonnxruntime.so,AArch64",
        "/ai/onnxruntime/native/linux-aarch64/libonnxruntime4j_jni.so,AArch64",
        "/native/Linux/aarch64/libwebp-imageio.so,AArch64"
    })
    void a_library_is_for_its_processor_and_runs_on_amazon_linux_2023(String name, String machine)
            throws IOException {
        Path file = folder.resolve("library.so");
        try (InputStream stream = TestData.class.getResourceAsStream(name)) {
            Files.write(file, Objects.requireNonNull(stream, name).readAllBytes());
        }

        SharedObject library = SharedObject.of(file);

        assertThat(library.machine()).isEqualTo(machine);
        assertThat(library.tooNew()).isEmpty();
        assertThat(library.needed())
                .allMatch(needed ->
                        SharedObject.BASE_IMAGE.contains(needed)
                                || needed.equals("libonnxruntime.so.1"));
        assertThat(library.versions()).containsKey("GLIBC");
    }

    @ParameterizedTest
    @CsvSource({
        "/ai/onnxruntime/native/linux-x64/libonnxruntime.so",
        "/ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
        "/ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib"
    })
    void onnx_runtime_has_nobody_to_report_to(String name) throws IOException {
        try (InputStream stream = TestData.class.getResourceAsStream(name)) {
            String text =
                    new String(
                            Objects.requireNonNull(stream, name).readAllBytes(),
                            StandardCharsets.ISO_8859_1);

            assertThat(text.contains("OrtGetApiBase")).isTrue();
            assertThat(text.contains("events.data.microsoft.com")).isFalse();
        }
    }
}

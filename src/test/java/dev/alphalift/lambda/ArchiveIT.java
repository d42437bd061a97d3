package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.SharedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the function's archive, and whether Amazon Linux 2023 can run it.
class ArchiveIT {
    private static final long MOST_BYTES = 40L << 20;

    @TempDir private static Path folder;
    private static List<Path> files;

    @BeforeAll
    static void unpack() throws IOException {
        Assumptions.assumeTrue(
                FunctionProcess.isNative(), "skipped: it is about the executable's archive");
        try (Stream<Path> unpacked = Files.walk(FunctionProcess.unpack(folder))) {
            files = unpacked.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> names() {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void it_holds_the_executable_and_the_libraries_that_it_needs_and_nothing_else() {
        assertThat(names())
                .containsExactly(
                        "bootstrap",
                        "libawt.so",
                        "libawt_headless.so",
                        "libjava.so",
                        "libjavajpeg.so",
                        "libjvm.so",
                        "liblcms.so",
                        "libonnxruntime.so",
                        "libonnxruntime4j_jni.so",
                        "libwebp-imageio.so");
    }

    @Test
    void it_is_smaller_than_40_megabytes() throws IOException {
        assertThat(Files.size(FunctionProcess.archive())).isLessThan(MOST_BYTES);
    }

    @Test
    void nothing_in_it_asks_for_newer_libraries_than_amazon_linux_2023_has() throws IOException {
        for (Path file : files) {
            assertThat(SharedObject.of(file).tooNew()).as(file.toString()).isEmpty();
        }
    }

    @Test
    void nothing_in_it_is_linked_to_a_library_that_is_neither_in_it_nor_in_the_base_image()
            throws IOException {
        for (Path file : files) {
            List<String> missing =
                    SharedObject.of(file).needed().stream()
                            .filter(name -> !SharedObject.BASE_IMAGE.contains(name))
                            // Loaded by Java beforehand, under the name that it carries inside.
                            .filter(name -> !names().contains(name.replace(".so.1", ".so")))
                            .toList();
            assertThat(missing).as(file.toString()).isEmpty();
        }
    }
}

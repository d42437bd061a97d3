package dev.alphalift.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The builder passes over a name that is none, and the executable lacks it then.
class LibraryFeatureTest {
    @Test
    void the_classes_of_the_jdk_are_there() {
        for (String name : LibraryFeature.PICTURES) {
            assertThatCode(() -> Class.forName(name, false, null)).doesNotThrowAnyException();
        }
    }

    @Test
    void its_files_are_there() {
        assertThat(LibraryFeature.OF_THE_JDK)
                .allMatch(name -> Files.exists(Path.of(URI.create("jrt:/java.desktop/" + name))));
    }

    @Test
    void the_parts_of_the_library_and_the_shared_libraries_are_there() {
        assertThat(
                        Stream.concat(
                                LibraryFeature.RESOURCES.stream(),
                                LibraryFeature.sharedLibraries()))
                .allMatch(name -> LibraryFeature.class.getResource("/" + name) != null);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Windows 11, amd64, win-x64",
    })
    void onnx_runtime_has_a_name_for_each_machine(String system, String processor, String name) {
        assertThat(LibraryFeature.platform(system, processor)).isEqualTo(name);
    }
}

package dev.alphalift.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.webp.LibwebpFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class NativeLibrariesTest {
    @TempDir private Path folder;
    private @Nullable String before;

    @BeforeEach
    void forget() {
        before = System.clearProperty(LibwebpFile.FOLDER);
    }

    @AfterEach
    void restore() {
        System.clearProperty(LibwebpFile.FOLDER);
        if (before != null) {
            System.setProperty(LibwebpFile.FOLDER, before);
        }
    }

    @Test
    void libraries_are_found_in_lambda_s_folder() throws IOException {
        Files.createFile(folder.resolve(LibwebpFile.LINUX_NAME));

        NativeLibraries.announce(Map.of("LAMBDA_TASK_ROOT", folder.toString()));

        assertThat(System.getProperty(LibwebpFile.FOLDER)).isEqualTo(folder.toString());
    }

    @Test
    void a_folder_without_the_library_is_not_named() {
        NativeLibraries.announce(Map.of("LAMBDA_TASK_ROOT", folder.toString()));
        NativeLibraries.announce(Map.of());

        assertThat(System.getProperty(LibwebpFile.FOLDER)).isNull();
    }

    @Test
    void a_folder_that_was_named_before_stays() throws IOException {
        Files.createFile(folder.resolve(LibwebpFile.LINUX_NAME));
        System.setProperty(LibwebpFile.FOLDER, "somewhere");

        NativeLibraries.announce(Map.of("LAMBDA_TASK_ROOT", folder.toString()));

        assertThat(System.getProperty(LibwebpFile.FOLDER)).isEqualTo("somewhere");
    }
}

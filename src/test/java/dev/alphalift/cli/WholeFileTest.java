package dev.alphalift.cli;

import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX) // names and links are others elsewhere
class WholeFileTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir private Path folder;
    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {240, 241, 250, 255})
    void a_name_may_be_as_long_as_the_system_allows(int length) {
        Path file = folder.resolve("a".repeat(length));

        WholeFile.write(file, BYTES, said::add);
        WholeFile.replace(file, BYTES, said::add);

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(said).isEmpty();
        assertThat(filesBelow(folder)).hasSize(1);
    }

    @Test
    void a_name_that_is_too_long_is_told_and_leaves_nothing() {
        Path file = folder.resolve("a".repeat(256));

        assertThatThrownBy(() -> WholeFile.write(file, BYTES, said::add))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("too long");
        assertThat(filesBelow(folder)).isEmpty();
    }

    /// The kernel's folder of this process takes no new file from anybody, root included.
    @Test
    void a_file_whose_folder_takes_no_other_is_written_in_place_and_that_is_said()
            throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("folder"), Path.of("/proc/self"));
        Path file = link.resolve("comm");
        String before = Files.readString(file).strip();
        try {
            WholeFile.write(file, "names-test".getBytes(), said::add);

            assertThat(file).content().isEqualTo("names-test\n");
            assertThat(said).singleElement().asString().contains("comm is written in place");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void what_is_written_in_place_is_cut_to_its_length() throws IOException {
        Path shut = Files.createDirectory(folder.resolve("shut"));
        Path file = Files.write(shut.resolve("a"), new byte[100]);
        boolean shuts = shut.toFile().setWritable(false) && !Files.isWritable(shut);
        try {
            WholeFile.write(file, BYTES, said::add);
        } finally {
            assertThat(shut.toFile().setWritable(true)).isTrue();
        }

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(said).hasSize(shuts ? 1 : 0); // root may write everywhere
    }

    @Test
    void a_file_is_written_through_a_link_and_a_result_takes_the_links_place() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {9});
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Path other = Files.createSymbolicLink(folder.resolve("other"), file);
        Path early = Files.createSymbolicLink(folder.resolve("early"), Path.of("later"));

        WholeFile.write(link, BYTES, said::add);
        WholeFile.write(early, BYTES, said::add);
        WholeFile.replace(other, new byte[] {7}, said::add);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(BYTES);
        assertThat(early).isSymbolicLink();
        assertThat(folder.resolve("later")).hasBinaryContent(BYTES);
        assertThat(Files.isSymbolicLink(other)).isFalse();
        assertThat(other).hasBinaryContent(new byte[] {7});
    }

    @Test
    void a_folder_is_not_written_over() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));

        assertThatThrownBy(() -> WholeFile.write(place, BYTES, said::add))
                .isInstanceOf(TargetUnavailable.class);
        assertThatThrownBy(() -> WholeFile.replace(place, BYTES, said::add))
                .isInstanceOf(TargetUnavailable.class);
        assertThat(place).isEmptyDirectory();
        assertThat(filesBelow(folder)).isEmpty();
    }
}

package dev.alphalift.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names in bytes, by whatever locale these tests run.
@EnabledOnOs(OS.LINUX)
class FileNamesTest {
    private static final long SEED = 17;

    @TempDir private Path folder;

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Path named(String latin1) {
        return FileNames.relative(FileNames.text(bytes(latin1)));
    }

    @Test
    void every_byte_that_a_name_may_hold_makes_a_file_of_its_own() throws IOException {
        Set<Path> made = new HashSet<>();
        for (int value = 1; value < 256; value++) {
            if (value != '/') {
                made.add(Files.createFile(folder.resolve(named("a" + (char) value))));
            }
        }

        assertThat(made).hasSize(254);
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void any_name_comes_back_from_its_text_and_from_what_is_shown() {
        Random random = new Random(SEED);
        Set<String> shown = new HashSet<>();
        Set<Path> paths = new HashSet<>();
        for (int number = 0; number < 2_000; number++) {
            byte[] name = new byte[1 + random.nextInt(12)];
            random.nextBytes(name);
            for (int at = 0; at < name.length; at++) {
                // Many backslashes and letters that would be escapes if they were not doubled.
                name[at] =
                        random.nextInt(3) == 0
                                ? (byte) "\\x0aé".charAt(random.nextInt(5))
                                : name[at];
                name[at] = name[at] == 0 || name[at] == '/' ? (byte) 'z' : name[at];
            }
            Path path = folder.resolve("sub").resolve(FileNames.relative(FileNames.text(name)));

            assertThat(FileNames.relative(FileNames.text(path)))
                    .as("seed %d", SEED)
                    .isEqualTo(path);
            assertThat(FileNames.ofShown(FileNames.shown(path))).isEqualTo(path);
            paths.add(path);
            shown.add(FileNames.shown(path));
        }

        assertThat(shown).hasSameSizeAs(paths);
    }

    @ParameterizedTest
    @CsvSource({
        "caf\u00c3\u00a9, caf\u00e9", // bytes, what is shown
        "caf\u00e9, caf\\xe9",
        "\u00f0\u009f\u0098\u0080, \ud83d\ude00",
        "a\\b, a\\\\b",
        "\u00ff\u00fe, \\xff\\xfe",
        "a\u001b[31m, a\\x1b[31m",
        "a\u00c2\u009b, a\\xc2\\x9b",
        "\u00e2\u0080\u00ae, \\xe2\\x80\\xae",
        "\u00ed\u00a0\u0080, \\xed\\xa0\\x80",
    })
    void a_name_is_shown_as_the_text_that_its_bytes_are(String latin1, String shown) {
        assertThat(FileNames.shown(named(latin1))).isEqualTo(shown);
    }

    @Test
    void the_ends_of_lines_are_escaped_in_names_and_kept_in_messages() {
        assertThat(FileNames.shown(named("a\nb"))).isEqualTo("a\\x0ab");
        assertThat(FileNames.printable("a \\ b\nMaybe\u0007 \udce9"))
                .isEqualTo("a \\ b\nMaybe\\x07 \\xe9");
    }

    @Test
    void a_path_is_made_as_java_makes_it() {
        assertThat(FileNames.relative("//a/./\u00e9//b/"))
                .isEqualTo(
                        FileNames.relative("/a")
                                .resolve(".")
                                .resolve(named("\u00c3\u00a9"))
                                .resolve("b"));
        assertThat(FileNames.path("a/b")).isEqualTo(Path.of("a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\u00e9\u0000", "\udc41"})
    void what_stands_for_no_byte_is_no_name(String text) {
        assertThatThrownBy(() -> FileNames.relative(text)).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void the_words_of_the_program_are_found_behind_those_of_the_machine() {
        List<String> words =
                List.of("java", "-cp", "x", "Main", "i", "-Xmx1g", "caf\udce9", "", "\u00e9");

        assertThat(ProcessWords.matched(new String[] {"i", "caf\ufffd", "", "\ufffd\ufffd"}, words))
                .containsExactly("i", "caf\udce9", "", "\u00e9");
        String[] others = {"another", "\ufffd"};
        assertThat(ProcessWords.matched(others, words)).isSameAs(others);
    }

    @Test
    void a_file_of_any_name_has_one_that_a_library_can_open() throws IOException {
        for (String name : List.of("plain", "\u00c3\u00a9", "\u00e9", "\u00f0\u009f\u0098\u0080")) {
            Path file = Files.writeString(folder.resolve(named(name)), name);
            try (NameForLibrary library = NameForLibrary.of(file)) {
                // JNI's form of UTF-8 differs beyond U+FFFF, and has no bytes.
                assertThat(
                                library.name()
                                        .chars()
                                        .anyMatch(unit -> Character.isSurrogate((char) unit)))
                        .isFalse();
                assertThat(Files.readString(FileNames.path(library.name()))).isEqualTo(name);
            }
        }
    }
}

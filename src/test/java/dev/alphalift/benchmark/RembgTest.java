package dev.alphalift.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.SourceMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RembgTest {
    @TempDir private Path folder;

    private Path command(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("rembg"), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void its_first_line_names_the_interpreter() throws IOException {
        Path file = command("#!/opt/a b/bin/python3.12\nimport rembg\n");

        assertThat(Rembg.at(file).interpreter()).isEqualTo("/opt/a b/bin/python3.12");
    }

    @Test
    void a_path_too_long_for_the_first_line_stands_in_the_second() throws IOException {
        Path file =
                command(
                        "#!/bin/sh\n'''exec' \"/long/bin/python3\" \"$0\" \"$@\"\n' '''\nimport x\n");

        assertThat(Rembg.at(file).interpreter()).isEqualTo("/long/bin/python3");
    }

    @Test
    void another_script_names_none() throws IOException {
        assertThat(Rembg.at(command("#!/usr/bin/env bash\nexec python3\n")).interpreter()).isNull();
    }

    @Test
    void the_search_path_finds_it_or_does_not() throws IOException {
        assertThat(Rembg.onPath(folder + ":/nowhere")).isNull();

        command("#!/bin/python3\n");

        assertThat(Rembg.onPath("/nowhere:" + folder)).isNotNull();
        assertThat(Rembg.onPath("")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "u2netp, u2netp",
        "u2netp-published, u2netp",
        "u2netp-int8, u2netp",
        "isnet-general-use, isnet-general-use"
    })
    void it_runs_the_form_of_a_model_that_it_has(String ours, String theirs) {
        assertThat(Rembg.model(ours)).isEqualTo(theirs);
    }

    @Test
    void one_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Rembg.at(folder.resolve("nowhere")))
                .isInstanceOf(SourceMissing.class)
                .hasMessageContaining("nowhere");
    }
}

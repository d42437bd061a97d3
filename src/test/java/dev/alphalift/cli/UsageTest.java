package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line says about itself.
class UsageTest {
    @TempDir private Path folder;

    private Outcome run(Object... arguments) {
        return Cli.at(folder).run(arguments);
    }

    @Test
    void without_arguments_the_usage_is_told_and_stdout_stays_empty() {
        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.out()).isEmpty();
        Approved.assertMatches("cli", outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void the_help_of_the_program_is_the_approved_text(String option) {
        Outcome outcome = run(option);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        Approved.assertMatches("cli", outcome.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "p", "b", "d", "time"})
    void the_help_of_a_command_is_the_approved_text(String command) {
        Outcome outcome = run(command, "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        Approved.assertMatches("cli-" + command, outcome.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void the_version_is_that_of_the_build(String option) {
        Outcome outcome = run(option);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.text()).matches("alphalift, version \\d+\\.\\d+\\.\\d+(-\\w+)?\\R");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // there is no bash to count on
    void the_completion_is_a_script_that_bash_reads() throws Exception {
        Outcome outcome = run("generate-completion");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.text()).startsWith("#!").contains("--only-mask");
        Path script = Pictures.put(folder.resolve("completion.sh"), outcome.out());
        Path said = folder.resolve("said.txt");
        Process bash =
                new ProcessBuilder("bash", "-n", script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(TestData.read(said)).isEmpty();
        assertThat(bash.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "s --help", "s -p 7000 -h 0.0.0.0 -l info -t 2 --no-ui"})
    void the_server_is_not_available(String arguments) {
        Outcome outcome = run((Object[]) arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(outcome.err().strip())
                .isEqualTo("alphalift: The HTTP server is not available: it is not built yet.");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "--nonsense", "I", "p", "p one", "b", "b 1", "i --nonsense"})
    void wrong_use_is_told_on_the_error_stream_alone(String arguments) {
        Outcome outcome = run((Object[]) arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank();
        assertThat(outcome.out()).isEmpty();
    }
}

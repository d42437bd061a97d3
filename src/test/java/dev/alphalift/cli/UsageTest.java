package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    @ValueSource(strings = {"i", "p", "b", "d", "bench", "testset", "evaluate", "health"})
    void the_help_of_a_command_is_the_approved_text(String command) {
        Outcome outcome = run(command, "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        Approved.assertMatches("cli-" + command, outcome.text());
    }

    @Test
    void a_variable_that_is_no_setting_is_told_of_and_nothing_else_changes() {
        Outcome outcome = Cli.at(folder).with("ALPHALIFT_MAX_PIXEL", "secret").run("--version");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.text()).startsWith("alphalift, version");
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines(
                        "alphalift: There is no setting ALPHALIFT_MAX_PIXEL."
                                + " Maybe ALPHALIFT_MAX_PIXELS is meant.\n");
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
        assertThat(bash.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(TestData.read(said)).isEmpty();
        assertThat(bash.exitValue()).isZero();
    }

    @Test
    void the_server_is_started_with_the_options_of_rembg() {
        Map<String, String> told = new HashMap<>();

        Outcome outcome =
                Cli.at(folder)
                        .run(
                                properties -> {
                                    told.putAll(properties);
                                    return 5;
                                },
                                "s",
                                "-p",
                                "7001",
                                "-h",
                                "127.0.0.1",
                                "-l",
                                "warning",
                                "-t",
                                "3",
                                "--no-ui");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(told)
                .containsEntry("quarkus.http.port", "7001")
                .containsEntry("quarkus.http.host", "127.0.0.1")
                .containsEntry("quarkus.log.level", "WARN")
                .containsEntry("alphalift.threads", "3")
                .containsEntry("alphalift.page", "off");
    }

    @Test
    void the_server_listens_where_that_of_rembg_does() {
        Map<String, String> told = new HashMap<>();

        Cli.at(folder)
                .run(
                        properties -> {
                            told.putAll(properties);
                            return 0;
                        },
                        "s");

        assertThat(told)
                .containsEntry("quarkus.http.port", "7000")
                .containsEntry("quarkus.http.host", "0.0.0.0")
                .doesNotContainKey("alphalift.threads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s -p 70000", "s -p -1", "s -l loud", "s -t 0", "s -t many"})
    void the_server_is_not_started_with_senseless_options(String arguments) {
        Outcome outcome = run((Object[]) arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank();
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

package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.cli.Program.Outcome;
import dev.alphalift.testdata.TestData;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The built program scores as these classes do, whatever it was compiled by: to the last digit.
@DisabledOnOs(OS.WINDOWS)
class EvaluateIT {
    @TempDir private Path folder;

    @Test
    void the_built_program_has_the_digits_of_these_classes() throws Exception {
        Path set = TestData.project().resolve("samples/testset");
        Path built = folder.resolve("built.json");
        Path here = folder.resolve("here.json");
        Path page = folder.resolve("built.html");
        Program program = new Program(folder, Map.of());

        Outcome outcome =
                program.run(
                        Redirect.from(Path.of("/dev/null").toFile()),
                        "evaluate",
                        set,
                        "--json",
                        built,
                        "--html",
                        page,
                        "--csv",
                        folder.resolve("built.csv"));
        Cli.Outcome expected = Cli.at(folder).run("evaluate", set, "--json", here);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(expected.code()).as(expected.err()).isZero();
        assertThat(stable(built)).isEqualTo(stable(here));
        assertThat(page).content().contains("image/jpeg");
    }

    @Test
    void the_built_program_makes_the_test_set_of_these_classes() throws Exception {
        Program program = new Program(folder, Map.of());
        Path built = folder.resolve("built");
        Path here = folder.resolve("here");

        Outcome outcome =
                program.run(
                        Redirect.from(Path.of("/dev/null").toFile()),
                        "testset",
                        built,
                        "--count",
                        "11",
                        "--size",
                        "160x120");
        Cli.at(folder).run("testset", here, "--count", "11", "--size", "160x120");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(here).isNotEmptyDirectory();
        try (var files = java.nio.file.Files.walk(here)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                assertThat(built.resolve(here.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    /// A report without what is another each time.
    private static JsonNode stable(Path file) {
        ObjectNode json = (ObjectNode) TestData.parse(TestData.read(file));
        json.remove("run");
        json.path("variants").forEach(variant -> ((ObjectNode) variant).remove("performance"));
        json.path("pairs").forEach(pair -> ((ObjectNode) pair).remove("milliseconds"));
        return json;
    }
}

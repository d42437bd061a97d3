package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `p --report`: a line for each picture, added to what is there.
class FolderReportTest extends FolderCase {
    private Path photo(String name) {
        return Pictures.put(input.resolve(FileNames.relative(name)), Pictures.stripes());
    }

    private Outcome run(Path report) {
        return cli.run("p", "-m", TINY, "--report", report, input, output);
    }

    private List<JsonNode> rows(Path report) throws IOException {
        return Files.readAllLines(report).stream()
                .map(line -> TestData.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void lines_of_json_say_what_the_table_says() throws IOException {
        photo("good.png");
        Pictures.put(input.resolve("bad.png"), new byte[] {1, 2, 3});
        Path report = folder.resolve("results.jsonl");

        Outcome outcome = run(report);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(rows(report))
                .satisfiesExactlyInAnyOrder(
                        row -> {
                            assertThat(row.path("input").asText()).endsWith("/in/good.png");
                            assertThat(row.path("output").asText()).endsWith("/out/good.png");
                            assertThat(row.path("status").asText()).isEqualTo("done");
                            assertThat(row.path("code").isNull()).isTrue();
                            assertThat(row.path("width").asInt()).isEqualTo(Pictures.WIDTH);
                            assertThat(row.path("height").asInt()).isEqualTo(Pictures.HEIGHT);
                            assertThat(row.path("bytes").asLong())
                                    .isEqualTo(TestData.read(output.resolve("good.png")).length);
                            assertThat(row.path("milliseconds").isIntegralNumber()).isTrue();
                            assertThat(row.path("confidence").isNumber()).isTrue();
                            assertThat(row.path("needs_review").isBoolean()).isTrue();
                            assertThat(row.path("refined_by").asText()).isEqualTo("none");
                        },
                        row -> {
                            assertThat(row.path("status").asText()).isEqualTo("failed");
                            assertThat(row.path("code").asText()).isEqualTo("unsupported_format");
                            assertThat(row.path("message").asText())
                                    .startsWith("The input is no picture")
                                    .doesNotContain("\n");
                            assertThat(row.path("confidence").isNull()).isTrue();
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.csv", "results.jsonl"})
    void a_second_run_adds_only_what_is_new(String name) throws IOException {
        photo("one.png");
        Path report = folder.resolve(name);
        run(report);
        List<String> first = Files.readAllLines(report);

        photo("two.png");
        Outcome second = run(report);

        assertThat(second.err()).contains("1 done, 1 skipped, 0 failed");
        List<String> lines = Files.readAllLines(report);
        assertThat(lines).startsWith(first.toArray(String[]::new)).hasSize(first.size() + 1);
        assertThat(lines.getLast()).contains("two.png").contains("done");
    }

    @Test
    void a_result_that_the_report_does_not_know_is_told_as_skipped() throws IOException {
        photo("one.png");
        cli.run("p", "-m", TINY, input, output);
        Path report = folder.resolve("results.csv");

        run(report);
        run(report);

        assertThat(Files.readAllLines(report)).hasSize(2).last().asString().contains(",skipped,,,");
    }

    @Test
    void what_failed_before_and_is_there_now_is_told_again() throws IOException {
        Path picture = Pictures.put(input.resolve("one.png"), new byte[] {1, 2, 3});
        Path report = folder.resolve("results.csv");
        run(report);
        Pictures.put(picture, Pictures.stripes());
        cli.run("p", "-m", TINY, input, output);

        run(report);

        assertThat(Files.readAllLines(report))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("input,"),
                        row -> assertThat(row).contains(",failed,"),
                        row -> assertThat(row).contains(",skipped,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.csv", "results.jsonl"})
    void half_a_line_at_the_end_goes(String name) throws IOException {
        photo("one.png");
        Path report = folder.resolve(name);
        run(report);
        List<String> first = Files.readAllLines(report);
        Files.writeString(report, "{\"input\":\"/half", StandardOpenOption.APPEND);

        photo("two.png");
        Outcome outcome = run(report);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.readAllLines(report))
                .startsWith(first.toArray(String[]::new))
                .hasSize(first.size() + 1)
                .noneMatch(line -> line.contains("half"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.csv", "notes.jsonl", "notes"})
    void a_file_that_is_no_report_is_left_alone(String name) throws IOException {
        photo("one.png");
        Path notes = Files.writeString(folder.resolve(name), "my notes\nand more");

        Outcome outcome = run(notes);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(name, "no report of this program's", "another name");
        assertThat(notes).hasContent("my notes\nand more");
        assertThat(output).doesNotExist();
    }

    @Test
    void a_name_that_asks_for_one_json_is_refused() {
        photo("one.png");

        Outcome outcome = run(folder.resolve("results.JSON"));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--report", "JSON lines (.jsonl)");
        assertThat(folder.resolve("results.JSON")).doesNotExist();
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"results.csv", "results.jsonl"})
    void any_name_is_a_line_of_its_own_and_known_again(String name) throws IOException {
        List<String> names =
                List.of(
                        "line\nend.png",
                        "quote\",'s.png",
                        "caf\udce9.png",
                        "caf\udce8.png",
                        "=1+1.png");
        names.forEach(this::photo);
        Path report = folder.resolve(name);

        run(report);
        List<String> first = Files.readAllLines(report);
        Outcome second = run(report);

        assertThat(first).hasSize(names.size() + (name.endsWith(".csv") ? 1 : 0));
        assertThat(second.err()).contains("0 done, 5 skipped, 0 failed");
        assertThat(Files.readAllLines(report)).isEqualTo(first);
        assertThat(String.join("", first)).contains("=1+1.png").contains("xe9.png", "xe8.png");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_report_without_room_is_told_once_and_the_pictures_are_made() {
        photo("one.png");
        photo("two.png");

        Outcome outcome = run(Path.of("/dev/full"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("2 done, 0 skipped, 0 failed", "/dev/full");
        assertThat(Pictures.filesBelow(output)).containsExactly("one.png", "two.png");
    }
}

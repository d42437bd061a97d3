package dev.alphalift.cli;

import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Program.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `p` of the built program: killed and called again, at a terminal and into a log.
@EnabledOnOs(OS.LINUX)
class FolderIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final int PICTURES = 60;
    private static final int KILLED_BY_SIGKILL = 128 + 9;

    @TempDir private Path folder;
    private Path input;
    private Program program;

    @BeforeEach
    void setUp() {
        input = folder.resolve("in");
        program = new Program(folder, Map.of());
        for (int number = 0; number < PICTURES; number++) {
            Pictures.put(input.resolve("%02d.png".formatted(number)), Pictures.stripes());
        }
    }

    @Test
    void a_killed_run_is_gone_on_with_and_nothing_is_half_or_lost() throws Exception {
        Path output = folder.resolve("out");
        Path report = folder.resolve("results.csv");
        Process process = program.start(Redirect.PIPE, "p", "--report", report, input, output);
        long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
        while (results(output).size() < 5) {
            assertThat(process.waitFor(1, TimeUnit.MILLISECONDS)).as(program.err()).isFalse();
            assertThat(System.nanoTime()).as("five results, in time").isLessThan(end);
        }

        process.destroyForcibly();

        assertThat(Program.end(process)).isEqualTo(KILLED_BY_SIGKILL);
        List<String> before = results(output);
        assertThat(before).hasSizeBetween(5, PICTURES - 1);
        // One that it may have been writing, for a kill seldom comes just then.
        Files.write(output.resolve(".alphalift-0badcafe.part"), new byte[] {1, 2, 3});
        Thread.sleep(20);
        Outcome again = program.run(Redirect.PIPE, "p", "--report", report, input, output);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err())
                .contains(
                        "%s done, %s skipped, 0 failed"
                                .formatted(PICTURES - before.size(), before.size()));
        assertThat(filesBelow(output)).as("and no parts").isEqualTo(filesBelow(input));
        byte[] whole = TestData.read(output.resolve("59.png"));
        assertThat(filesBelow(output))
                .allSatisfy(
                        name -> assertThat(TestData.read(output.resolve(name))).isEqualTo(whole));
        assertThat(inputs(report)).containsExactlyInAnyOrderElementsOf(filesBelow(input));
    }

    private static List<String> results(Path output) {
        return filesBelow(output).stream().filter(name -> name.matches("\\d\\d\\.png")).toList();
    }

    /// The names of the pictures that a report has a line about, which must each have one.
    private static List<String> inputs(Path report) throws IOException {
        List<String> rows = Files.readAllLines(report);
        List<String> names =
                rows.subList(1, rows.size()).stream()
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .toList();
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
        return names;
    }

    @Test
    void a_log_has_no_bar_and_stdout_stays_clean() throws Exception {
        Outcome outcome = program.run(Redirect.PIPE, "p", input, folder.resolve("out"));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith(PICTURES + " done, 0 skipped, 0 failed");
    }

    @Test
    void a_terminal_shows_one_bar_of_its_width_and_at_last_the_summary() throws Exception {
        String shown = atTerminal("stty cols 70; ");

        List<String> drawn = List.of(shown.split("\r\033\\[K"));
        assertThat(drawn)
                .filteredOn(line -> line.matches("pictures +\\d+% \\[.*\\] +\\d+/60 .*"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSize(69));
        assertThat(drawn.getLast()).startsWith(PICTURES + " done, 0 skipped, 0 failed");
    }

    @Test
    void a_dumb_terminal_gets_what_a_log_gets() throws Exception {
        assertThat(atTerminal("export TERM=dumb; "))
                .startsWith(PICTURES + " done, 0 skipped, 0 failed")
                .doesNotContain("\033");
    }

    /// What the program shows at a terminal.
    private String atTerminal(String before) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(SCRIPT), "needs script, of Debian's package bsdutils");
        List<Object> arguments = new ArrayList<>(List.of("p", input, folder.resolve("out")));
        String command =
                program.command(arguments.toArray()).stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), "-qec", before + command, "/dev/null");
        builder.environment().put("TERM", "xterm");
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_TOOL_OPTIONS"));
        Process script = builder.redirectErrorStream(true).start();
        script.getOutputStream().close();
        String shown = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Program.end(script)).as(shown).isZero();
        return shown;
    }
}

package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Program.Outcome;
import dev.alphalift.testdata.BenchmarkSchema;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.Surroundings;
import dev.alphalift.testdata.TestData;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The built program as a process: pipes, signals, and what it says on which stream.
@DisabledOnOs(OS.WINDOWS) // signals and pipes are others there
class CommandLineIT {
    private static final Path CHELSEA = TestData.project().resolve("samples/chelsea.png");
    private static final int BROKEN_BY_SIGTERM = 128 + 15;

    @TempDir private Path folder;
    private Program program;

    @BeforeEach
    void setUp() {
        program = new Program(folder, Map.of());
    }

    @Test
    void a_picture_on_stdin_becomes_a_png_on_stdout_and_nothing_else_is_said() throws Exception {
        Outcome outcome = program.run(Redirect.from(CHELSEA.toFile()), "i");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(outcome.out()).endsWith(0xae, 0x42, 0x60, 0x82); // the last checksum of a PNG
        Pixels pixels = Pixels.ofPng(outcome.out());
        assertThat(new int[] {pixels.width(), pixels.height(), pixels.channels()})
                .containsExactly(451, 300, 4);
    }

    @Test
    void a_reader_that_closes_the_pipe_early_is_reported_in_one_line() throws Exception {
        Process process = program.start(Redirect.from(CHELSEA.toFile()), "i");

        try (InputStream out = process.getInputStream()) {
            assertThat(out.readNBytes(10)).hasSize(10);
        }

        assertThat(Program.end(process)).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(program.err().lines())
                .singleElement()
                .asString()
                .startsWith("alphalift: Cannot write standard output: ");
    }

    @Test
    void a_termination_leaves_whole_pictures_and_no_parts() throws Exception {
        Path input = folder.resolve("in");
        for (int number = 0; number < 200; number++) {
            Pictures.put(input.resolve("%03d.png".formatted(number)), Pictures.stripes());
        }
        Path output = folder.resolve("out");
        Process process = program.start(Redirect.PIPE, "p", input, output);
        long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
        while (Pictures.filesBelow(output).stream().noneMatch(name -> name.endsWith(".png"))) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as(program.err()).isFalse();
            assertThat(System.nanoTime()).as("the first result, in time").isLessThan(end);
        }

        process.destroy();

        assertThat(Program.end(process)).isEqualTo(BROKEN_BY_SIGTERM);
        List<String> left = Pictures.filesBelow(output);
        assertThat(left).hasSizeBetween(1, 199).allMatch(name -> name.matches("\\d{3}\\.png"));
        for (String name : left) {
            assertThat(Pixels.ofPng(TestData.read(output.resolve(name))).channels()).isEqualTo(4);
        }
        assertThat(Pictures.filesBelow(input)).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i --nonsense", "nonsense", "i -m nonsense", "i -bgc 1 2 3", "p one"})
    void an_argument_error_prints_nothing_on_stdout(String arguments) throws Exception {
        Outcome outcome =
                program.run(Redirect.from(CHELSEA.toFile()), (Object[]) arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isNotBlank().doesNotContain("\tat ", "\033[");
    }

    @Test
    void a_long_command_line_is_no_trouble() throws Exception {
        String extras = "{\"putalpha\":" + " ".repeat(20_000) + "true}";

        Outcome outcome = program.run(Redirect.from(CHELSEA.toFile()), "i", "-x", extras);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_setting_that_is_no_number_is_wrong_use() throws Exception {
        Program set = new Program(folder, Map.of("ALPHALIFT_MAX_PIXELS", "many"));

        Outcome outcome = set.run(Redirect.from(CHELSEA.toFile()), "i");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip())
                .isEqualTo(
                        "alphalift: The option ALPHALIFT_MAX_PIXELS cannot be \"many\": it must be a whole number.");
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome =
                    program.run(
                            Redirect.from(CHELSEA.toFile()),
                            "s",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            taken.getLocalPort());

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(outcome.err())
                    .contains("The option --port cannot be", "Maybe take another")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void the_benchmark_measures_processes_of_the_program_itself() throws Exception {
        Path json = folder.resolve("report.json");

        Outcome outcome =
                program.run(
                        Redirect.PIPE,
                        "bench",
                        "--runs",
                        2,
                        "--warm-up",
                        1,
                        "--cold",
                        1,
                        "--soak",
                        3,
                        "--concurrency",
                        "1,2",
                        "--no-rembg",
                        "--json",
                        json,
                        CHELSEA);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(new String(outcome.out(), StandardCharsets.UTF_8))
                .contains("u2netp", "chelsea.png (451x300)");
        byte[] report = TestData.read(json);
        BenchmarkSchema.assertValid(report);
        JsonNode tree = TestData.parse(report);
        assertThat(tree.at("/machine/runtime").textValue())
                .isEqualTo(Program.isNative() ? "native" : "java");
        assertThat(tree.at("/results/0/cold_ms/samples").intValue()).isEqualTo(1);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(tree.at("/results/0/memory/peak_bytes").longValue()).isPositive();
            assertThat(tree.at("/results/0/cpu/user_ms_per_picture").isNull()).isFalse();
        }
        assertThat(tree.at("/results/0/cpu/ms_per_picture").doubleValue()).isPositive();
    }

    @Test
    void a_benchmark_that_is_ended_takes_its_processes_with_it() throws Exception {
        Process process =
                program.start(
                        Redirect.PIPE,
                        "bench",
                        "--runs",
                        100_000,
                        "--cold",
                        0,
                        "--no-rembg",
                        CHELSEA);
        long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
        while (process.children().findAny().isEmpty()) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as(program.err()).isFalse();
            assertThat(System.nanoTime()).as("a process of its own, in time").isLessThan(end);
        }
        ProcessHandle worker = process.children().findAny().orElseThrow();

        process.destroy();

        assertThat(Program.end(process)).isEqualTo(BROKEN_BY_SIGTERM);
        worker.onExit().get(120, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=de -Duser.country=DE",
                "-Duser.language=tr -Duser.country=TR",
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=hi -Duser.extensions=u-nu-deva",
                "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai",
            })
    void what_is_said_is_the_same_in_every_language(String flags) throws Exception {
        Path input = Files.createDirectory(folder.resolve("TITLES"));
        Pictures.put(input.resolve("PICTURE.GIF"), Pictures.stripes());
        Program foreign = new Program(folder, Map.of("ALPHALIFT_JAVA_OPTS", flags));

        Outcome done = foreign.run(Redirect.PIPE, "p", input, folder.resolve("out"));
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(new String(done.out(), StandardCharsets.UTF_8) + done.err())
                .containsPattern("1 done, 0 skipped, 0 failed in [0-9]+\\.[0-9] s");

        Program strict =
                new Program(
                        folder,
                        Map.of("ALPHALIFT_JAVA_OPTS", flags, "ALPHALIFT_MAX_PIXELS", "10000"));
        Outcome refused = strict.run(Redirect.from(CHELSEA.toFile()), "i");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("The picture has 135,300 pixels; the limit is 10,000.");
    }

    @Test
    void a_program_that_a_test_starts_has_the_language_and_the_time_zone_of_the_test()
            throws Exception {
        Assumptions.assumeFalse(Program.isNative(), "Java alone tells of its settings");
        Program telling =
                new Program(folder, Map.of("ALPHALIFT_JAVA_OPTS", "-XshowSettings:properties"));

        String told = telling.run(Redirect.PIPE, "--version").err();

        assertThat(told).contains("user.language = " + System.getProperty("user.language"));
        for (String flag : Surroundings.flags()) {
            assertThat(told).contains(flag.substring(2).replace("=", " = "));
        }
    }
}

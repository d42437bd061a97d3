package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.BenchmarkSchema;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The benchmark from end to end, with processes of this Java's own. Says nothing about speed.
class BenchTest {
    @TempDir private Path folder;
    private Path json;
    private Cli cli;

    @BeforeEach
    void setUp() {
        json = folder.resolve("report.json");
        cli = Cli.withTinyModel(folder.resolve("home"));
    }

    private Outcome bench(Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("bench", "-m", TINY, "--runs", 2, "--warm-up", 1, "--cold", 1));
        arguments.addAll(List.of("--size", "0.05", "--concurrency", "2", "--json", json));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray());
    }

    private JsonNode report() {
        byte[] bytes = TestData.read(json);
        BenchmarkSchema.assertValid(bytes);
        return TestData.parse(bytes);
    }

    @Test
    void a_tiny_plan_fills_the_whole_report() {
        Outcome outcome = bench("--threads", "1", "--soak", 3, "--no-rembg");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.text()).contains(TINY + ", 1 thread, made-0.05mp (258x194)");
        JsonNode report = report();
        assertThat(report.get("results")).hasSize(1);
        JsonNode result = report.at("/results/0");
        assertThat(result.at("/warm_ms/samples").intValue()).isEqualTo(2);
        assertThat(result.at("/cold_ms/samples").intValue()).isEqualTo(1);
        assertThat(result.at("/start_up_ms/samples").intValue()).isEqualTo(2);
        assertThat(result.at("/throughput/0/pictures").intValue()).isEqualTo(4);
        assertThat(result.get("rembg").isNull()).isTrue();
        assertThat(report.get("passed").booleanValue()).isTrue();
    }

    @Test
    void warm_runs_alone_are_told_run_by_run_with_steps_that_add_up() {
        Path picture = Pictures.put(folder.resolve("a.png"), Pictures.stripes());

        Outcome outcome =
                cli.run(
                        "bench",
                        "-m",
                        TINY,
                        "--runs",
                        3,
                        "--warm-up",
                        0,
                        "--warm-only",
                        "--each-run",
                        "--json",
                        json,
                        picture);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode result = report().at("/results/0");
        assertThat(result.get("cold_ms").isNull()).isTrue();
        assertThat(result.get("throughput")).isEmpty();
        assertThat(result.get("rembg").isNull()).isTrue();
        assertThat(result.get("runs_ms")).hasSize(3);
        for (JsonNode run : result.get("runs_ms")) {
            double steps = 0;
            for (String step :
                    new String[] {"decode", "preprocess", "inference", "postprocess", "encode"}) {
                assertThat(run.get(step).doubleValue()).as(step).isPositive();
                steps += run.get(step).doubleValue();
            }
            // A hundredth for the rounding of five numbers.
            assertThat(steps).isLessThanOrEqualTo(run.get("total").doubleValue() + 0.01);
        }
    }

    @Test
    void runs_without_a_report_to_be_in_are_refused() {
        Outcome outcome = cli.run("bench", "--each-run");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--each-run", "--json");
    }

    @Test
    void each_model_thread_and_picture_is_a_result_of_its_own() {
        Path one = Pictures.put(folder.resolve("one.png"), Pictures.stripes());
        Path two = Pictures.put(folder.resolve("two.jpg"), Pictures.jpeg());

        Outcome outcome =
                cli.run(
                        "bench",
                        "-m",
                        TINY,
                        "--runs",
                        1,
                        "--warm-up",
                        0,
                        "--cold",
                        0,
                        "--json",
                        json,
                        "--threads",
                        "1,2",
                        "--no-rembg",
                        one,
                        two);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(report().get("results"))
                .extracting(result -> result.get("threads") + result.at("/picture/name").asText())
                .containsExactly("1one.png", "1two.jpg", "2one.png", "2two.jpg");
    }

    @Test
    void what_has_become_much_worse_than_the_baseline_is_an_exit_code() throws IOException {
        assertThat(bench("--no-rembg").code()).isZero();
        Path baseline = folder.resolve("earlier.json");
        String faster =
                Files.readString(json).replaceAll("\"p50\" : [0-9.E-]+", "\"p50\" : 0.0001");
        Files.writeString(baseline, faster);

        Outcome outcome = bench("--no-rembg", "--baseline", baseline);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.WORSE);
        assertThat(report().get("passed").booleanValue()).isFalse();
        assertThat(report().at("/baseline/regressions"))
                .extracting(regression -> regression.get("figure").textValue())
                .contains("warm_ms", "cold_ms", "start_up_ms");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // its first line would mean nothing there
    void a_rembg_that_fails_is_told_and_ours_is_measured_all_the_same() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("rembg"), "#!/bin/sh\necho no >&2\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        Outcome outcome = bench("--rembg", broken);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode rembg = report().at("/results/0/rembg");
        assertThat(rembg.get("problem").textValue()).contains("exit code 3", "no");
        assertThat(rembg.get("warm_ms").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--runs,0",
        "--warm-up,-1",
        "--cold,-1",
        "--concurrency,0",
        "--threads,0",
        "--size,0",
        "--size,NaN",
        "--soak,long",
        "--tolerance,-0.1",
        "-m,nonsense",
        "--runs,many"
    })
    void what_cannot_be_is_refused_before_anything_is_measured(String option, String value) {
        Outcome outcome = cli.run("bench", option, value);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank().doesNotContain("1 of 1");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_file_that_is_no_picture_is_told() {
        Path text = Pictures.put(folder.resolve("a.jpg"), new byte[] {'h', 'e', 'l', 'l', 'o'});

        assertThat(cli.run("bench", text).code()).isEqualTo(ExitCode.BAD_PICTURE);
        Outcome missing = cli.run("bench", folder.resolve("nowhere.jpg"));
        assertThat(missing.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(missing.err()).contains("nowhere.jpg");
    }

    @Test
    void a_broken_baseline_is_told_before_anything_is_measured() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");

        Outcome outcome = bench("--baseline", broken);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("broken.json").doesNotContain("1 of 1");
    }

    @Test
    void a_report_that_could_not_be_written_is_told_before_anything_is_measured() {
        Outcome outcome = cli.run("bench", "--json", folder.resolve("nowhere/report.json"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("report.json").doesNotContain("1 of 1");
    }

    @Test
    void a_rembg_that_is_not_there_is_told() {
        Outcome outcome = bench("--rembg", folder.resolve("nowhere"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("nowhere");
    }
}

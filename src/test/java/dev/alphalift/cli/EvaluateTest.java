package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path set;

    @BeforeEach
    void make() {
        cli = Cli.at(folder.resolve("home"));
        set = folder.resolve("set");
        Outcome made = cli.run("testset", set, "--count", "4", "--size", "96x72");
        assertThat(made.code()).as(made.err()).isZero();
    }

    private JsonNode json(Path file) {
        return TestData.parse(TestData.read(file));
    }

    @Test
    void a_set_is_scored_and_written_in_three_ways_and_told() {
        Path json = folder.resolve("a.json");
        Path csv = folder.resolve("a.csv");
        Path html = folder.resolve("a.html");

        Outcome outcome =
                cli.run(
                        "evaluate",
                        set,
                        "--json",
                        json,
                        "--csv",
                        csv,
                        "--html",
                        html,
                        "--worst",
                        2);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.text())
                .contains("u2netp: 4 pairs, 0 failed", "iou", "max_f_of_mean_curve");
        assertThat(json(json).path("pairs")).hasSize(4);
        assertThat(json(json).at("/summary/iou/mean").isNumber()).isTrue();
        assertThat(json(json).at("/run/seconds").isNumber()).isTrue();
        assertThat(csv).content().contains("iou");
        assertThat(html).content().containsIgnoringCase("<!doctype html>").contains("image/jpeg");
        assertThat(folder).isDirectoryNotContaining("glob:**.progress.jsonl");
    }

    @Test
    void predictions_in_a_folder_are_scored_against_truths_in_another() {
        Path json = folder.resolve("a.json");

        Outcome outcome =
                cli.run(
                        "evaluate",
                        "--predictions",
                        set.resolve("alpha"),
                        "--truth",
                        set.resolve("alpha"),
                        "--trimaps",
                        set.resolve("trimap"),
                        "--json",
                        json);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(json(json).at("/variants/0/kind").asText()).isEqualTo("predictions");
        assertThat(json(json).at("/summary/iou/mean").asDouble()).isEqualTo(1);
        assertThat(json(json).at("/summary/sad_trimap/mean").asDouble()).isZero();
    }

    @Test
    void several_models_and_predictions_stand_side_by_side() {
        Path json = folder.resolve("a.json");

        Outcome outcome =
                cli.run(
                        "evaluate",
                        "--images",
                        set.resolve("image"),
                        "--truth",
                        set.resolve("alpha"),
                        "--predictions",
                        "perfect=" + set.resolve("alpha"),
                        "-m",
                        "u2netp",
                        "--variant",
                        "smooth:model=u2netp,ppm",
                        "--json",
                        json);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(json(json).path("variants"))
                .extracting(variant -> variant.path("name").asText())
                .containsExactly("perfect", "u2netp", "smooth");
    }

    @Test
    void the_report_alone_goes_to_standard_output() {
        Outcome outcome = cli.run("evaluate", set, "--json", "-");

        assertThat(TestData.parse(outcome.out()).path("pairs")).hasSize(4);
    }

    @Test
    void what_is_worse_than_the_baseline_ends_with_its_own_code() {
        Path before = folder.resolve("before.json");
        Path after = folder.resolve("after.json");
        List<String> truth = List.of("--truth", set.resolve("alpha").toString());
        cli.run(
                "evaluate",
                "--predictions",
                set.resolve("alpha"),
                truth.get(0),
                truth.get(1),
                "--json",
                before);

        Outcome outcome =
                cli.run(
                        "evaluate",
                        "--predictions",
                        set.resolve("trimap"),
                        truth.get(0),
                        truth.get(1),
                        "--baseline",
                        before,
                        "--json",
                        after);

        assertThat(outcome.code()).isEqualTo(ExitCode.WORSE);
        assertThat(outcome.err()).contains("Worse than the baseline");
        assertThat(json(after).path("passed").asBoolean(true)).isFalse();
    }

    @Test
    void a_pair_that_cannot_be_read_is_named_and_the_others_are_scored() throws IOException {
        Path broken;
        try (var files = Files.list(set.resolve("image"))) {
            broken = files.sorted().findFirst().orElseThrow();
        }
        Files.writeString(broken, "no picture", StandardCharsets.UTF_8);

        Outcome outcome = cli.run("evaluate", set, "--json", folder.resolve("a.json"));

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains(FileNames.stem(broken)).doesNotContain("\tat ");
        assertThat(outcome.text()).contains("3 pairs, 1 failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate",
                "evaluate SET --tolerance much",
                "evaluate SET --tolerance nonsense=1",
                "evaluate SET --variant smooth",
                "evaluate SET -m nonsense",
                "evaluate --truth SET/image --predictions SET/nothing",
                "evaluate SET/nothing",
                "evaluate SET --json SET/no/where.json",
                "evaluate SET --baseline SET/manifest.json",
                "evaluate SET --baseline SET/nothing.json",
                "evaluate SET --lpips-model SET/nothing.onnx"
            })
    void what_cannot_be_is_told_in_a_line_and_writes_nothing(String call) {
        Outcome outcome = cli.run((Object[]) call.replace("SET", set.toString()).split(" "));

        assertThat(outcome.code()).isNotIn(ExitCode.DONE, ExitCode.UNEXPECTED);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isNotBlank().doesNotContain("\tat ");
    }
}

package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the values of masks mean, by files that dev/eval/mask_fixtures.py made: what they are to be
/// read as was computed by NumPy.
class EvaluateValuesTest {
    private static final Path MASKS = TestData.project().resolve("src/test/resources/masks");

    @TempDir private Path folder;
    private Cli cli;
    private Path json;

    @BeforeEach
    void make() {
        cli = Cli.at(folder.resolve("home"));
        json = folder.resolve("report.json");
    }

    private Outcome evaluate(Path truth, Path predictions, Object... more) {
        List<Object> call =
                new ArrayList<>(
                        List.of(
                                "evaluate",
                                "--truth",
                                truth,
                                "--predictions",
                                predictions,
                                "--json",
                                json));
        call.addAll(List.of(more));
        return cli.run(call.toArray());
    }

    private JsonNode report() {
        return TestData.parse(TestData.read(json));
    }

    /// The same mask under each name of a folder.
    private Path plainFor(Path files) throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        try (var listed = Files.list(files)) {
            for (Path file : listed.toList()) {
                Files.write(
                        plain.resolve(FileNames.stem(file) + ".png"),
                        TestData.read(MASKS.resolve("odd/plain.png")));
            }
        }
        return plain;
    }

    @Test
    void a_mask_of_every_depth_and_kind_is_read_by_its_range() {
        Outcome outcome = evaluate(MASKS.resolve("read"), MASKS.resolve("expected"));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).isEmpty();
        assertThat(report().path("pairs")).hasSize(40);
        for (JsonNode pair : report().path("pairs")) {
            assertThat(pair.at("/scores/mae").asDouble(9)).as(pair.path("name").asText()).isZero();
        }
    }

    @Test
    void predictions_are_read_by_the_same_rule_as_truths() {
        Outcome outcome = evaluate(MASKS.resolve("expected"), MASKS.resolve("read"));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().at("/summary/mae/max").asDouble(9)).isZero();
        assertThat(report().at("/summary/mae/count").asInt()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unscaled", "labels", "wrong"})
    void a_truth_whose_values_cannot_be_of_its_range_is_refused_by_name(String kind)
            throws IOException {
        Path files = MASKS.resolve(kind);

        Outcome outcome = evaluate(files, plainFor(files));

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        for (JsonNode pair : report().path("pairs")) {
            String name = pair.path("name").asText();
            assertThat(pair.at("/error/code").asText()).as(name).isEqualTo("unreadable_image");
            assertThat(outcome.err()).contains(name);
        }
        assertThat(report().at("/data/scored").asInt(9)).isZero();
        assertThat(outcome.err()).contains("Nothing could be scored").contains("Maybe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unscaled", "labels"})
    void a_prediction_of_such_values_is_scored_flagged_and_told(String kind) throws IOException {
        Path files = MASKS.resolve(kind);
        Path csv = folder.resolve("report.csv");
        Path html = folder.resolve("report.html");
        String flag = kind.equals("labels") ? "label_prediction" : "unscaled_prediction";

        Outcome outcome = evaluate(plainFor(files), files, "--csv", csv, "--html", html);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        for (JsonNode pair : report().path("pairs")) {
            assertThat(pair.path("flags"))
                    .as(pair.path("name").asText())
                    .extracting(JsonNode::asText)
                    .contains(flag);
        }
        assertThat(outcome.err()).contains(flag);
        assertThat(report().at("/data/warnings/0").asText()).startsWith(flag);
        assertThat(csv).content().contains(flag);
        assertThat(html).content().contains(flag);
    }

    @Test
    void a_prediction_of_no_possible_value_fails_by_name() throws IOException {
        Path files = MASKS.resolve("wrong");

        Outcome outcome = evaluate(plainFor(files), files);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err())
                .contains("voc-palette", "red-mask", "tif-float-255", "tif-float-nan")
                .contains("tif-signed-negative");
    }

    @Test
    void a_trimap_of_classes_is_refused_and_one_of_odd_values_is_told() throws IOException {
        Path truth = Files.createDirectories(folder.resolve("truth"));
        Path trimaps = Files.createDirectories(folder.resolve("trimaps"));
        for (String name : List.of("voc", "plain")) {
            Files.copy(MASKS.resolve("odd/plain.png"), truth.resolve(name + ".png"));
        }
        Files.copy(MASKS.resolve("labels/classes.png"), trimaps.resolve("voc.png"));
        Files.copy(MASKS.resolve("odd/plain.png"), trimaps.resolve("plain.png"));

        Outcome outcome = evaluate(truth, truth, "--trimaps", trimaps);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("voc", "odd_trimap");
        assertThat(report().at("/pairs/0/flags").toString()).contains("odd_trimap");
    }

    @Test
    void what_is_possible_and_odd_is_flagged_and_told_on_both_sides() throws IOException {
        Path odd = MASKS.resolve("odd");

        Outcome outcome = evaluate(odd, plainFor(odd));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err())
                .contains("dim_truth: 1 pair (dim)", "grey_and_opacity: 1 pair (both)");
        assertThat(evaluate(folder.resolve("plain"), odd).err())
                .contains("dim_prediction: 1 pair (dim)");
    }
}

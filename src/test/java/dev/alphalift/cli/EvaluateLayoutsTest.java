package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files are understood as what, from names on disk to the report.
class EvaluateLayoutsTest {
    private static final Path MASKS = TestData.project().resolve("src/test/resources/masks");

    @TempDir private Path folder;
    private Cli cli;
    private Path set;
    private Path json;

    @BeforeEach
    void make() {
        cli = Cli.withTinyModel(folder.resolve("home"));
        set = folder.resolve("set");
        json = folder.resolve("report.json");
    }

    private void put(String file) throws IOException {
        put(file, "odd/plain.png");
    }

    private void put(String file, String fixture) throws IOException {
        Path path = set.resolve(file);
        Files.createDirectories(path.getParent());
        Files.copy(MASKS.resolve(fixture), path);
    }

    private Outcome evaluate(Object... more) {
        List<Object> call = new ArrayList<>(List.of("evaluate", "--json", json));
        call.addAll(List.of(more));
        return cli.run(call.toArray());
    }

    private JsonNode report() {
        return TestData.parse(TestData.read(json));
    }

    @ParameterizedTest
    @CsvSource({
        "fgr, pha",
        "images, Ground Truth",
        "JPEGImages, SegmentationClass",
        "JPEGImages, SegmentationObject",
        "image, matting",
        "Images, GTs",
        "IMG, ground-truth",
        "src, GroundTruth",
        "original images, mask images",
        "com, pha",
        "photos, Alpha Mattes",
        "im_s, label",
        "PNGImages, PedMasks",
        "train_images, train_labels",
        "imgs-val, masks-val",
        "rgb, GT_Object",
        "DUTS-TE-Image, DUTS-TE-Mask",
        "DUT-OMRON-image, pixelwiseGT-new-PNG",
        "Original, Annotations",
        "input, target",
        "HRSOD_test, HRSOD_test_mask",
    })
    void folders_as_the_field_calls_them_are_pictures_and_truths(String pictures, String truths)
            throws IOException {
        put(pictures + "/a.png");
        put(truths + "/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().path("pairs")).hasSize(1);
        assertThat(report().at("/summary/mae/count").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pred", "Predictions", "saliency-maps", "test_results", "pred mask", "out"})
    void folders_of_predictions_are_scored_and_not_the_model(String predictions)
            throws IOException {
        put("gt/a.png");
        put(predictions + "/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().at("/variants/0/kind").asText()).isEqualTo("predictions");
        assertThat(report().at("/summary/iou/mean").asDouble()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg.png, a.png",
        "a.png, a.jpg.png",
        "a.JPG.PNG, a.png",
        "A.png, a.PNG",
        "a_mask.png, a.png",
        "a-gt.png, a.png",
        "a.png, a_alpha.png",
        "a matte.png, a.png",
        "mask_7.png, img_7.png",
        "a_pha.png, a_com.png",
        "a-removebg.png, a.png",
    })
    void files_pair_by_what_their_names_share(String prediction, String truth) throws IOException {
        put("pred/" + prediction);
        put("gt/" + truth);

        Outcome outcome =
                evaluate("--predictions", set.resolve("pred"), "--truth", set.resolve("gt"));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().at("/variants/0/scored").asInt()).isOne();
    }

    @Test
    void two_files_that_could_be_one_prediction_are_refused_with_both_names() throws IOException {
        put("gt/a.png");
        put("pred/a_mask.png");
        put("pred/a.jpg.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("pred/a_mask.png", "pred/a.jpg.png");
    }

    @Test
    void two_truths_of_one_picture_are_refused_with_both_names() throws IOException {
        put("images/a.png");
        put("mask/a.png");
        put("alpha/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("mask/a.png", "alpha/a.png", "Maybe");
    }

    @Test
    void a_folder_that_is_not_understood_is_named_with_what_was_expected() throws IOException {
        put("images/a.png");
        put("schablonen/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("schablonen (1 picture)", "mask", "--truth");
        assertThat(json).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_understood_beside_a_whole_set_is_told_and_left_out()
            throws IOException {
        put("images/a.png");
        put("gt/a.png");
        put("heatmaps/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().path("pairs")).hasSize(1);
        assertThat(outcome.err()).contains("heatmaps (1 picture)");
        assertThat(report().at("/data/unmatched/not_understood/0").asText())
                .isEqualTo("heatmaps/a.png");
    }

    @Test
    void pictures_without_any_truth_are_no_success_unless_that_is_asked_for() throws IOException {
        put("a.png");
        put("b.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("no truth", "--without-truth");
        Outcome asked = evaluate(set, "--without-truth");
        assertThat(asked.code()).as(asked.err()).isEqualTo(ExitCode.DONE);
        assertThat(asked.err()).contains("says nothing about accuracy");
        assertThat(report().at("/data/warnings").toString()).contains("nothing about accuracy");
        Outcome named = evaluate("--images", set);
        assertThat(named.code()).as(named.err()).isEqualTo(ExitCode.DONE);
        assertThat(named.err()).contains("says nothing about accuracy");
    }

    @Test
    void a_truth_of_a_kind_that_is_not_read_is_named() throws IOException {
        put("images/a.png");
        Files.createDirectories(set.resolve("gt"));
        Files.write(set.resolve("gt/a.npy"), new byte[8]);

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("no truth in it that can be read (gt/a.npy)");
    }

    @Test
    void predictions_that_match_no_truth_are_refused_and_no_model_takes_their_place()
            throws IOException {
        put("images/a.png");
        put("gt/a.png");
        put("pred/b.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("pred/b.png");
    }

    @Test
    void folders_inside_predictions_are_variants_by_their_names() throws IOException {
        put("gt/a.png");
        put("pred/one/a.png");
        put("pred/two/a.png");

        Outcome outcome = evaluate(set);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(report().path("variants").findValuesAsText("name"))
                .containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x:ppn=true",
                "x:model=u2net,ppm=true,alpha=1",
                "x:ppm=true,ppm=false",
                "x:=true",
                "x:om=true"
            })
    void a_word_of_a_variant_that_is_not_known_is_refused(String variant) throws IOException {
        put("images/a.png");
        put("gt/a.png");

        Outcome outcome = evaluate(set, "--variant", variant);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--variant").contains("Maybe one of these: a, ab");
    }

    private Path list(String name, byte[]... parts) throws IOException {
        put("t.png");
        put("p.png");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return Files.write(set.resolve(name), bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pairs\": [{\"name\": \"ä\", \"truth\": \"t.png\", \"prediction\": \"p.png\"}]}",
                "{\"name\": \"ä\", \"truth\": \"t.png\", \"prediction\": \"p.png\"}\n",
                "name,truth,prediction\nä,t.png,p.png\n",
                "name;truth;prediction\r\nä;t.png;p.png\r\n",
                "Name\tGround Truth\tPred\nä\tt.png\tp.png\n"
            })
    void lists_with_and_without_a_byte_order_mark_say_the_same(String text) throws IOException {
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE)) {
            Path list = list("list.x", "\ufeff".getBytes(charset), text.getBytes(charset));

            Outcome outcome = evaluate(list);

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
            assertThat(report().at("/pairs/0/name").asText()).isEqualTo("ä");
            assertThat(report().at("/variants/0/scored").asInt()).isOne();
            clear();
        }
        assertThat(evaluate(list("list.y", text.getBytes(StandardCharsets.UTF_8))).code()).isZero();
    }

    private void clear() throws IOException {
        Files.delete(set.resolve("t.png"));
        Files.delete(set.resolve("p.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-32"})
    void a_list_that_is_no_utf_8_is_told(String charset) throws IOException {
        String text = "name,truth,prediction\nä,t.png,p.png\n";

        Outcome outcome = evaluate(list("list.csv", text.getBytes(Charset.forName(charset))));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("UTF-8");
    }

    /// Names of files are any bytes (docs/files.md), and so are those in a list.
    @Test
    void a_list_in_other_bytes_names_its_pairs_by_them() throws IOException {
        String text = "name,truth,prediction\nä,t.png,p.png\n";
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);

        Outcome outcome =
                evaluate(list("list.csv", latin), "--csv", set.resolve("r.csv").toString());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(set.resolve("r.csv")).content().contains("\\xe4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pairs\": [{\"truth\": \"t.png\", \"predicton\": \"p.png\", \"image\": \"p.png\"}]}",
                "[{\"truth\": \"t.png\", \"prediction\": \"p.png\", \"trimp\": \"p.png\"}]",
                "[{\"truth\": \"t.png\", \"prediction\": \"p.png\", \"edges\": \"p.png\"}]",
                "[{\"truth\": \"t.png\", \"prediction\": \"p.png\", \"model\": \"u2net\"}]",
                "[{\"truth\": \"t.png\", \"prediction\": 7}]",
                "[{\"truth\": \"t.png\", \"prediction\": \"p.png\", \"tags\": {\"a\": 1}}]",
                "[{\"truth\": \"t.png\", \"mask\": \"p.png\", \"prediction\": \"p.png\"}]",
                "{\"pairs\": [{\"truth\": \"t.png\", \"prediction\": \"p.png\"}], \"models\": [\"x\"]}",
                "{\"pairs\": [{\"prediction\": \"p.png\"}]}",
                "truth,prediction\nt.png,p.png,more\n",
                "truth,predictio\nt.png,p.png\n"
            })
    void what_a_list_says_and_nobody_reads_is_refused(String text) throws IOException {
        Outcome outcome = evaluate(list("list.x", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("list.x").doesNotContain("\tat ");
    }

    @Test
    void remarks_of_a_list_are_told_and_not_read() throws IOException {
        String text =
                "[{\"name\": \"a\", \"truth\": \"t.png\", \"prediction\": \"p.png\", \"licence\": \"none\", \"width\": 24}]";

        Outcome outcome = evaluate(list("list.x", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).contains("licence, width");
    }
}

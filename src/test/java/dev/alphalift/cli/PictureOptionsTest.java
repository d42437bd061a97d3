package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.Pixels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the options make of a picture, and which are refused.
class PictureOptionsTest {
    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = Cli.withTinyModel(folder).reading(Pictures.stripes());
    }

    private Pixels picture(Object... options) {
        Outcome outcome = run(options);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.picture();
    }

    private Outcome run(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("i", "-m", TINY));
        arguments.addAll(List.of(options));
        return cli.run(arguments.toArray());
    }

    private static int[] pixel(Pixels pixels, int x) {
        int[] values = new int[pixels.channels()];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = pixels.at(x, 12, channel);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-om", "--only-mask"})
    void the_mask_alone_is_grey(String option) {
        Pixels mask = picture(option);

        assertThat(mask.channels()).isEqualTo(1);
        assertThat(mask.at(Pictures.SUBJECT, 12, 0)).isEqualTo(255);
        assertThat(mask.at(Pictures.SOFT, 12, 0)).isBetween(30, 225);
        assertThat(mask.at(Pictures.BACKGROUND, 12, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ppm", "--post-process-mask"})
    void a_processed_mask_has_no_half_tones(String option) {
        Pixels soft = picture("-om");
        Pixels hard = picture("-om", option);

        assertThat(soft.at(Pictures.SOFT, 12, 0)).isBetween(30, 225);
        assertThat(hard.samples()).containsOnly(0, 255);
        assertThat(hard.at(Pictures.SUBJECT, 12, 0)).isEqualTo(255);
        assertThat(hard.at(Pictures.BACKGROUND, 12, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-bgc", "--bgcolor"})
    void a_colour_lies_behind_the_cutout(String option) {
        Pixels pixels = picture(option, 20, 200, 120, 255);

        assertThat(pixel(pixels, Pictures.SUBJECT)).containsExactly(220, 30, 30, 255);
        assertThat(pixel(pixels, Pictures.BACKGROUND)).containsExactly(20, 200, 120, 255);
        assertThat(pixel(pixels, Pictures.SOFT)[3]).isEqualTo(255);
    }

    @Test
    void a_colour_may_be_half_transparent() {
        Pixels pixels = picture("-bgc", 20, 200, 120, 128);

        assertThat(pixel(pixels, Pictures.BACKGROUND)).containsExactly(20, 200, 120, 128);
    }

    @Test
    void of_two_colours_the_last_one_counts() {
        Pixels pixels = picture("-bgc", 1, 2, 3, 255, "-bgc", 20, 200, 120, 255);

        assertThat(pixel(pixels, Pictures.BACKGROUND)).containsExactly(20, 200, 120, 255);
    }

    @Test
    void without_a_colour_the_background_is_transparent_black() {
        Pixels pixels = picture();

        assertThat(pixel(pixels, Pictures.SUBJECT)).containsExactly(220, 30, 30, 255);
        assertThat(pixel(pixels, Pictures.BACKGROUND)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void the_extra_putalpha_keeps_the_colours_of_soft_pixels() {
        int[] darkened = pixel(picture(), Pictures.SOFT);
        int[] kept = pixel(picture("-x", "{\"putalpha\": true}"), Pictures.SOFT);

        assertThat(kept).startsWith(130, 100, 50);
        assertThat(darkened[0]).isLessThan(115);
        assertThat(darkened[3]).isEqualTo(kept[3]).isBetween(30, 225);
    }

    @Test
    void extras_stand_for_the_options_of_the_same_name() {
        Pixels byOption = picture("-om", "-ppm");
        Pixels byExtra = picture("--extras", "{\"only_mask\":true,\"post_process_mask\":true}");

        assertThat(byExtra.channels()).isEqualTo(1);
        assertThat(byExtra.samples()).isEqualTo(byOption.samples());
    }

    @Test
    void extras_name_a_model_of_ones_own() {
        Path model = cli.modelFile(TINY);
        String extras = "{\"model_path\": \"%s\", \"only_mask\": true}".formatted(model);

        Outcome own = cli.run("i", "--model", "u2net_custom", "-x", extras);

        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.err()).isEmpty();
        assertThat(own.picture().samples()).isEqualTo(picture("-om").samples());
    }

    @Test
    void a_second_model_is_named_by_its_file() {
        Cli both =
                cli.withModel("tiny-vitmatte-1024.onnx", "vitmatte-small-distinctions-646")
                        .with("U2NET_HOME", folder.resolve(".rembg").toString());
        Path file = both.modelFile("vitmatte-small-distinctions-646");
        String extras = "{\"vitmatte\": true, \"vitmatte_model\": \"%s\"}".formatted(file);

        Outcome missing = both.run("i", "-vm");
        Outcome own = both.run("i", "-x", extras);

        assertThat(missing.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.picture().samples()).isNotEqualTo(both.run("i").picture().samples());
    }

    @Test
    void a_model_of_ones_own_must_lie_in_the_models_folder(@TempDir Path elsewhere) {
        Path model = Pictures.put(elsewhere.resolve("own.onnx"), new byte[] {1});
        String extras = "{\"model_path\": \"%s\"}".formatted(model);

        Outcome outcome = cli.run("i", "-m", "u2net_custom", "-x", extras);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains(folder.resolve(".rembg").toString());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_path_beside_a_model_that_has_its_own_file_is_refused() {
        for (String model : List.of("u2netp", "u2netp-int8", "u2net")) {
            Outcome outcome = cli.run("i", "-m", model, "-x", "{\"model_path\": \"own.onnx\"}");

            assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(outcome.err()).contains("model_path", model, "u2net_custom");
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void a_model_that_is_none_is_refused() {
        Outcome outcome = cli.withModel("not-a-model.onnx", "silueta").run("i", "-m", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(outcome.err()).contains(cli.modelFile("silueta").toString());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_missing_model_says_where_it_was_looked_for_and_where_it_can_be_had() {
        Outcome outcome = cli.run("i", "-m", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(outcome.err())
                .contains(
                        cli.modelFile("silueta").toString(),
                        folder.resolve(".u2net/silueta.onnx").toString(),
                        "alphalift d silueta",
                        "https://github.com/danielgatis/rembg/releases/download/v0.0.0/silueta.onnx");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_licence_that_forbids_commercial_use_is_told_once() {
        Cli bria = cli.withModel("tiny-1024.onnx", "bria-rmbg");

        Outcome outcome = bria.run("i", "-m", "bria-rmbg");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("bria-rmbg", "CC BY-NC 4.0", "does not allow commercial use");
        assertThat(outcome.picture().channels()).isEqualTo(4);
    }

    @Test
    void an_empty_result_is_written_and_told() {
        Cli flat = cli.withModel("tiny-flat-320.onnx", "silueta");

        Outcome outcome = flat.run("i", "-m", "silueta");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("found no subject");
        assertThat(outcome.picture().samples()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-vm", "--vitmatte", "-x {\"vitmatte\":true}"})
    void a_second_model_that_is_missing_is_told_with_how_to_get_it(String option) {
        Outcome outcome = run((Object[]) option.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(outcome.err())
                .contains(
                        "The model vitmatte-small-distinctions-646 is not on this machine",
                        "\"alphalift d vitmatte-small-distinctions-646\"");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sam_prompt\": [{\"type\": \"point\", \"data\": [1, 1], \"label\": 1}]}",
                "{\"sam_model\": \"sam_vit_b_01ec64\"}",
                "{\"sam_quant\": true}",
                "{\"cc\": \"upper\"}"
            })
    void extras_of_another_model_are_refused(String extras) {
        Outcome outcome = run("-x", extras);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("the model u2net cannot be told that.");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlascloud", "withoutbg"})
    void models_that_are_not_built_in_are_refused_with_the_reason(String model) {
        Outcome outcome = cli.run("i", "-m", model);

        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(outcome.err()).contains("The model " + model + " is not available: ");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-bgc 256 0 0 0",
                "-bgc -1 0 0 0",
                "-bgc 1 2 3",
                "-bgc red 0 0 0",
                "-bgc 1.5 0 0 0",
                "-af 256",
                "-ab -1",
                "-ae -1",
                "-af much",
                "-m nonsense",
                "-m",
                "-x {",
                "-x []",
                "-x {\"putalpha\":1}",
                "-x {\"bgcolor\":[1,2,3]}",
                "-x {\"bgcolor\":[1,2,3,256]}",
                "-x {\"nonsense\":true}",
                "--nonsense",
                "one two three"
            })
    void wrong_use_is_told_and_nothing_is_written(String options) {
        Outcome outcome = run((Object[]) options.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank().doesNotContain("unexpected error");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void an_unknown_model_is_answered_with_those_that_there_are() {
        Outcome outcome = cli.run("i", "-m", "nonsense");

        assertThat(outcome.err()).contains("\"nonsense\"", "u2netp", "isnet-general-use");
    }

    @ParameterizedTest
    @CsvSource({
        "ALPHALIFT_MAX_PIXELS,100,'102,400 pixels'",
        "ALPHALIFT_MAX_SIDE,319,320 pixels on a side",
        "ALPHALIFT_MAX_BYTES,50,51 bytes"
    })
    void a_picture_beyond_a_limit_is_refused_with_both_numbers(
            String variable, String limit, String measured) {
        Outcome outcome = cli.with(variable, limit).run("i", "-m", TINY);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(outcome.err().replace('.', ','))
                .contains("The picture has " + measured, "the limit is " + limit + ",");
        assertThat(outcome.out()).isEmpty();
    }
}

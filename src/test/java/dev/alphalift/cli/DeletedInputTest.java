package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `p -d`: an input goes only when its result is there.
class DeletedInputTest extends FolderCase {
    @ParameterizedTest
    @ValueSource(strings = {"-d", "--delete_input"})
    void an_input_goes_when_its_result_is_there(String option) {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Pictures.put(input.resolve("sub/b.jpg"), Pictures.jpeg());
        Pictures.put(input.resolve("notes.txt"), new byte[] {1});

        Outcome outcome = cli.run("p", option, "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(input)).containsExactly("notes.txt");
        assertThat(filesBelow(output)).containsExactly("a.png", "sub/b.png");
    }

    @Test
    void an_input_whose_result_an_interrupted_run_has_left_goes_too() {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Pictures.put(output.resolve("a.png"), Pictures.stripes());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(input)).isEmpty();
        assertThat(filesBelow(output)).containsExactly("a.png");
    }

    @Test
    void a_picture_that_failed_stays() {
        Pictures.put(input.resolve("bad.png"), new byte[] {1, 2, 3});
        Pictures.put(input.resolve("good.png"), Pictures.stripes());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(filesBelow(input)).containsExactly("bad.png");
    }

    @Test
    void a_result_that_cannot_be_written_keeps_its_input() {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Pictures.put(output, new byte[] {1}); // no folder

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(filesBelow(input)).containsExactly("a.png");
    }

    @Test
    void a_picture_that_is_its_own_result_stays() {
        Path picture = Pictures.put(input.resolve("a.png"), Pictures.stripes());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, input);

        assertThat(outcome.code()).isZero();
        assertThat(TestData.read(picture)).isEqualTo(Pictures.stripes());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links need rights there
    void a_picture_that_is_its_own_result_by_a_link_stays() throws IOException {
        Path picture = Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, link);

        assertThat(outcome.code()).isZero();
        assertThat(TestData.read(picture)).isEqualTo(Pictures.stripes());
    }

    @Test
    void in_one_folder_another_picture_is_not_taken_for_the_result() {
        Path photo = Pictures.put(input.resolve("a.jpg"), Pictures.jpeg());
        Path other = Pictures.put(input.resolve("a.png"), Pictures.stripes());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, input);

        assertThat(outcome.code()).isZero();
        assertThat(TestData.read(photo)).isEqualTo(Pictures.jpeg());
        assertThat(TestData.read(other)).isEqualTo(Pictures.stripes());
    }

    @Test
    void in_one_folder_a_picture_gives_way_to_the_result_just_made() {
        Pictures.put(input.resolve("a.jpg"), Pictures.jpeg());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, input);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(input)).containsExactly("a.png");
    }

    @Test
    void in_one_folder_two_pictures_never_share_a_result() {
        Pictures.put(input.resolve("a.jpg"), Pictures.jpeg());
        Pictures.put(input.resolve("a.jpeg"), Pictures.jpeg());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, input);

        assertThat(outcome.err()).contains("2 done, 0 skipped, 0 failed");
        assertThat(filesBelow(input)).containsExactly("a.jpeg.png", "a.jpg.png");
    }

    static Stream<Arguments> leftovers() {
        byte[] whole = Pictures.stripes();
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("no PNG file", "a note".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("no PNG file", Pictures.jpeg()),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length - 1)),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length / 2)),
                Arguments.of(
                        "measures 451x300 instead of 320x320",
                        TestData.read(TestData.project().resolve("samples/chelsea.png"))));
    }

    @ParameterizedTest
    @MethodSource("leftovers")
    void a_leftover_is_no_result_and_is_made_again(String reason, byte[] leftover) {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Path result = Pictures.put(output.resolve("a.png"), leftover);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("a.png is made again: it ", reason, "1 done, 0 skipped");
        assertThat(Pixels.ofPng(TestData.read(result)).channels()).isEqualTo(4);
        assertThat(filesBelow(input)).isEmpty();
    }

    @Test
    void a_result_of_other_options_is_no_result() {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        cli.run("p", "-om", "-m", TINY, input, output);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.err()).contains("a.png is made again: it is a mask.", "1 done");
        assertThat(Pixels.ofPng(TestData.read(output.resolve("a.png"))).channels()).isEqualTo(4);
    }

    @Test
    void the_result_of_a_turned_picture_is_known_by_its_upright_size() {
        byte[] turned = TestData.resource("pillow/bmp-gif-tiff/tiff-orientation-8.tif");
        Pictures.put(input.resolve("a.tif"), turned);
        cli.run("p", "-m", TINY, input, output);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.err()).contains("0 done, 1 skipped, 0 failed");
        assertThat(filesBelow(input)).isEmpty();
    }

    @Test
    void a_folder_in_the_place_of_a_result_fails_that_picture_only() {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Pictures.put(input.resolve("b.png"), Pictures.stripes());
        Pictures.put(output.resolve("a.png/c.txt"), new byte[] {1});

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("a.png: it is a folder.", "1 done, 0 skipped, 1 failed");
        assertThat(filesBelow(input)).containsExactly("a.png");
        assertThat(filesBelow(output)).containsExactly("a.png/c.txt", "b.png");
    }

    @Test
    void in_one_folder_a_picture_of_another_size_is_neither_taken_for_the_result_nor_lost() {
        byte[] other = TestData.read(TestData.project().resolve("samples/chelsea.png"));
        Path photo = Pictures.put(input.resolve("a.jpg"), Pictures.jpeg());
        Path picture = Pictures.put(input.resolve("a.png"), other);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, input);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("a.png: it is a picture of the same folder");
        assertThat(TestData.read(photo)).isEqualTo(Pictures.jpeg());
        assertThat(TestData.read(picture)).isEqualTo(other);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links need rights there
    void a_link_to_another_result_is_no_result() throws IOException {
        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        Pictures.put(input.resolve("b.png"), Pictures.stripes());
        Pictures.put(input.resolve("c.png"), Pictures.stripes());
        Path result = Pictures.put(output.resolve("b.png"), Pictures.stripes());
        Files.createSymbolicLink(output.resolve("a.png"), result);
        Files.createLink(output.resolve("c.png"), result);

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(filesBelow(input)).isEmpty();
        assertThat(Files.isSymbolicLink(output.resolve("a.png"))).isFalse();
        for (String name : List.of("a.png", "b.png", "c.png")) {
            assertThat(Pixels.ofPng(TestData.read(output.resolve(name))).channels()).isEqualTo(4);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links need rights there
    void two_folders_that_a_link_makes_one_do_not_share_results() throws IOException {
        Pictures.put(input.resolve("one/a.png"), Pictures.stripes());
        Pictures.put(input.resolve("two/a.png"), Pictures.stripes());
        Files.createDirectories(output.resolve("one"));
        Files.createSymbolicLink(output.resolve("two"), Path.of("one"));

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("has that place.", "1 done, 0 skipped, 1 failed");
        assertThat(filesBelow(input)).hasSize(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // names are bytes there
    void two_names_that_no_locale_can_tell_apart_have_a_result_each() throws IOException {
        for (String name : List.of("caf\udce9.png", "caf\udce8.png", "\udcff/\ud83d\ude00.png")) {
            Pictures.put(input.resolve(FileNames.relative(name)), Pictures.stripes());
        }

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.err()).contains("3 done, 0 skipped, 0 failed");
        assertThat(filesBelow(output))
                .containsExactlyInAnyOrder(
                        "caf\udce8.png", "caf\udce9.png", "\udcff/\ud83d\ude00.png");
        assertThat(filesBelow(input)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_result_whose_name_would_be_too_long_keeps_its_source() {
        Path photo = Pictures.put(input.resolve("a".repeat(254)), Pictures.stripes());
        Pictures.put(input.resolve("b".repeat(251)), Pictures.stripes());

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.err())
                .contains(
                        "its name is too long for the file system", "1 done, 0 skipped, 1 failed");
        assertThat(photo).exists();
        assertThat(filesBelow(output)).containsExactly("b".repeat(251) + ".png");
    }
}

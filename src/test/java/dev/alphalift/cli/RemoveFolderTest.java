package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RemoveFolderTest extends FolderCase {
    private Path picture(String name) {
        return Pictures.put(
                input.resolve(FileNames.relative(name)),
                name.endsWith("jpg") ? Pictures.jpeg() : Pictures.stripes());
    }

    private Outcome run() {
        return cli.run("p", "-m", TINY, input, output);
    }

    private static void assertCutout(Path file) {
        Pixels pixels = Pixels.ofPng(TestData.read(file));
        assertThat(pixels.channels()).isEqualTo(4);
        assertThat(pixels.at(Pictures.SUBJECT, 12, 3)).isGreaterThan(245);
        assertThat(pixels.at(Pictures.BACKGROUND, 12, 3)).isLessThan(10);
    }

    @Test
    void the_results_stand_in_the_same_tree() {
        picture("one.png");
        picture("sub folder/zwei ü.jpg");
        picture("sub folder/deeper/one.png");

        Outcome outcome = run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(filesBelow(output))
                .containsExactly("one.png", "sub folder/deeper/one.png", "sub folder/zwei ü.png");
        filesBelow(output).forEach(name -> assertCutout(output.resolve(FileNames.relative(name))));
        assertThat(filesBelow(input))
                .containsExactly("one.png", "sub folder/deeper/one.png", "sub folder/zwei ü.jpg");
    }

    @Test
    void the_summary_counts_and_goes_to_the_error_stream() {
        picture("one.png");
        picture("two.png");
        Pictures.put(output.resolve("two.png"), Pictures.stripes());
        Pictures.put(input.resolve("bad.png"), new byte[] {1, 2, 3});

        Outcome outcome = run();

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().toList().getLast())
                .matches("1 done, 1 skipped, 1 failed in \\d+\\.\\d s \\(.+ pictures a second\\)");
    }

    @Test
    void results_of_another_format_have_its_suffix() {
        picture("one.png");
        picture("two.jpg");

        Outcome outcome = cli.run("p", "--format", "webp", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(output)).containsExactly("one.webp", "two.webp");
        filesBelow(output)
                .forEach(name ->
                        assertThat(ImageFormat.of(TestData.read(output.resolve(name))))
                                .isEqualTo(ImageFormat.WEBP));
    }

    @Test
    void the_options_of_a_picture_hold_for_all_of_them() {
        picture("one.png");
        picture("two.png");

        Outcome outcome = cli.run("p", "-om", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(output))
                .hasSize(2)
                .allSatisfy(name ->
                        assertThat(Pixels.ofPng(TestData.read(output.resolve(name))).channels())
                                .isEqualTo(1));
    }

    @Test
    void what_is_there_already_is_left_alone() throws IOException {
        picture("one.png");
        picture("two.png");
        Path done = Pictures.put(output.resolve("one.png"), Pictures.stripes());
        Files.setLastModifiedTime(done, FileTime.fromMillis(1_000_000));

        Outcome outcome = run();

        assertThat(outcome.code()).isZero();
        assertThat(TestData.read(done)).isEqualTo(Pictures.stripes());
        assertThat(Files.getLastModifiedTime(done)).isEqualTo(FileTime.fromMillis(1_000_000));
        assertCutout(output.resolve("two.png"));
        assertThat(outcome.err()).contains("1 done, 1 skipped, 0 failed");
    }

    @Test
    void one_bad_picture_does_not_stop_the_others() {
        picture("a.png");
        Pictures.put(input.resolve("b.png"), new byte[] {1, 2, 3});
        Pictures.put(input.resolve("c.gif"), "GIF89a and no more".getBytes());
        picture("d.png");

        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(filesBelow(output)).containsExactly("a.png", "d.png");
        assertThat(outcome.err())
                .contains(
                        "b.png: The input is no picture", "c.gif: ", "2 done, 0 skipped, 2 failed")
                .doesNotContain("unexpected");
    }

    @Test
    void what_is_no_picture_is_passed_over() {
        picture("a.png");
        Pictures.put(input.resolve("notes.txt"), "no picture".getBytes());
        Pictures.put(input.resolve("drawing.svg"), "<svg xmlns=''/>".getBytes());
        Pictures.put(input.resolve(".a.png.00000000.part"), Pictures.stripes());

        Outcome outcome = run();

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(output)).containsExactly("a.png");
        assertThat(outcome.err()).contains("1 done, 0 skipped, 0 failed");
    }

    @Test
    void a_picture_without_a_suffix_is_known_by_its_bytes() {
        picture("photo");

        assertThat(run().code()).isZero();
        assertCutout(output.resolve("photo.png"));
    }

    @Test
    void pictures_that_differ_only_in_their_suffix_keep_it() {
        picture("a.jpg");
        picture("a.png");
        picture("b.jpg");

        Outcome outcome = run();

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(output)).containsExactly("a.jpg.png", "a.png.png", "b.png");
    }

    @Test
    void a_kept_suffix_takes_no_other_pictures_place() {
        picture("a.jpg");
        picture("a.png");
        picture("a.jpg.png");
        picture("a.jpg.png.jpg");

        Outcome outcome = cli.run("p", "-d", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("4 done, 0 skipped, 0 failed");
        assertThat(filesBelow(output)).hasSize(4).contains("a.jpg.png", "a.png.png");
    }

    @Test
    void an_empty_folder_is_soon_done() {
        Outcome outcome = run();

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("0 done, 0 skipped, 0 failed");
        assertThat(filesBelow(output)).isEmpty();
    }

    @Test
    void a_missing_folder_is_named() {
        Path missing = folder.resolve("nowhere");

        Outcome outcome = cli.run("p", "-m", TINY, missing, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(missing.toString());
        assertThat(output).doesNotExist();
    }

    @Test
    void a_picture_is_no_folder() {
        Outcome outcome = cli.run("p", "-m", TINY, picture("a.png"), output);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("it is no folder");
    }

    @Test
    void a_file_in_the_place_of_the_output_folder_fails_each_picture() {
        picture("a.png");
        Pictures.put(output, new byte[] {1, 2, 3});

        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("a.png: ", "0 done, 0 skipped, 1 failed");
        assertThat(TestData.read(output)).containsExactly(1, 2, 3);
    }

    @Test
    void a_model_that_is_missing_stops_all_before_anything_is_done() {
        picture("a.png");

        Outcome outcome = cli.run("p", "-d", "-m", "silueta", input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(output).doesNotExist();
        assertThat(filesBelow(input)).containsExactly("a.png");
    }

    @Test
    void a_second_model_that_is_missing_stops_all() {
        picture("a.png");

        Outcome outcome = cli.run("p", "-vm", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(output).doesNotExist();
    }

    @Test
    void an_output_folder_inside_the_input_folder_is_not_taken_for_input() {
        picture("a.png");
        picture("sub/b.png");
        Path inside = input.resolve("out");

        Outcome first = cli.run("p", "-m", TINY, input, inside);
        Outcome second = cli.run("p", "-m", TINY, input, inside);

        assertThat(first.err()).contains("2 done, 0 skipped, 0 failed");
        assertThat(second.err()).contains("0 done, 2 skipped, 0 failed");
        assertThat(filesBelow(inside)).containsExactly("a.png", "sub/b.png");
    }

    @Test
    void results_may_stand_beside_their_sources() {
        picture("a.jpg");

        Outcome outcome = cli.run("p", "-m", TINY, input, input);

        assertThat(outcome.code()).isZero();
        assertThat(filesBelow(input)).containsExactly("a.jpg", "a.png");
        assertCutout(input.resolve("a.png"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links need rights there
    void a_link_to_a_folder_stands_for_the_folder() throws IOException {
        picture("a.png");
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);

        Outcome outcome = cli.run("p", "-m", TINY, link, link.resolve("out"));
        Outcome again = cli.run("p", "-m", TINY, link, link.resolve("out"));

        assertThat(outcome.err()).contains("1 done, 0 skipped, 0 failed");
        assertThat(again.err()).contains("0 done, 1 skipped, 0 failed");
        assertCutout(input.resolve("out/a.png"));
    }
}

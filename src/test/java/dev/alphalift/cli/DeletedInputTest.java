package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `p -d`: an input goes only when its result is there.
class DeletedInputTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path input;
    private Path output;

    @BeforeEach
    void setUp() throws IOException {
        cli = Cli.withTinyModel(folder.resolve("home"));
        input = Files.createDirectory(folder.resolve("in"));
        output = folder.resolve("out");
    }

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
}

package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where `i` reads from and writes to.
class RemoveFileTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path input;

    @BeforeEach
    void setUp() {
        cli = Cli.withTinyModel(folder);
        input = Pictures.put(folder.resolve("photo.png"), Pictures.stripes());
    }

    private static void assertCutout(Pixels pixels) {
        assertThat(new int[] {pixels.width(), pixels.height(), pixels.channels()})
                .containsExactly(Pictures.WIDTH, Pictures.HEIGHT, 4);
        assertThat(pixels.at(Pictures.SUBJECT, 12, 3)).isEqualTo(255);
        assertThat(pixels.at(Pictures.SUBJECT, 12, 0)).isEqualTo(Pictures.RED.getRed());
        assertThat(pixels.at(Pictures.BACKGROUND, 12, 3)).isZero();
    }

    @Test
    void the_embedded_model_cuts_a_photo_out_of_a_file_into_a_file() {
        Path output = folder.resolve("cutout.png");

        Outcome outcome =
                Cli.at(folder).run("i", TestData.project().resolve("samples/chelsea.png"), output);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEmpty();
        Pixels pixels = Pixels.ofPng(TestData.read(output));
        assertThat(new int[] {pixels.width(), pixels.height(), pixels.channels()})
                .containsExactly(451, 300, 4);
        assertThat(pixels.at(2, 2, 3)).isLessThan(10); // the wall
        assertThat(pixels.at(225, 200, 3)).isGreaterThan(245); // the cat
    }

    @Test
    void a_file_becomes_a_file_and_nothing_is_said() {
        Path output = folder.resolve("cutout.png");

        Outcome outcome = cli.run("i", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEmpty();
        assertCutout(Pixels.ofPng(TestData.read(output)));
        assertThat(Pictures.filesBelow(folder)).doesNotContain("photo.out.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "- -"})
    void standard_input_becomes_standard_output(String names) {
        Object[] arguments = ("i -m " + TINY + " " + names).strip().split(" ");

        Outcome outcome = cli.reading(Pictures.stripes()).run(arguments);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertCutout(outcome.picture());
    }

    @Test
    void a_jpeg_is_read_as_well() {
        Outcome outcome = cli.reading(Pictures.jpeg()).run("i", "-m", TINY);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.picture().at(Pictures.SUBJECT, 12, 3)).isGreaterThan(250);
    }

    @ParameterizedTest
    @CsvSource({"png,PNG,photo.out.png", "webp,WEBP,photo.out.webp", "jpeg,JPEG,photo.out.jpg"})
    void the_format_is_the_one_that_was_asked_for(String name, ImageFormat format, String file) {
        Outcome outcome = cli.onTerminal().run("i", "-m", TINY, "--format", name, input);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(ImageFormat.of(TestData.read(folder.resolve(file)))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({"--format,gif,gif", "--quality,0,quality", "--quality,101,quality"})
    void what_cannot_be_written_is_told(String option, String value, String said) {
        Outcome outcome = cli.run("i", "-m", TINY, option, value, input);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains(said);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_jpeg_has_white_behind_the_cutout_unless_another_colour_is_asked_for() {
        Outcome white = cli.run("i", "-m", TINY, "--format", "jpeg", input);
        Outcome blue = cli.run("i", "-m", TINY, "--format", "jpeg", input, "-bgc", 0, 0, 255, 255);

        // In the middle of the green stripe, which is background.
        assertThat(white.picture().at(Pictures.BACKGROUND, 12, 0)).isGreaterThan(250);
        assertThat(blue.picture().at(Pictures.BACKGROUND, 12, 0)).isLessThan(5);
        assertThat(blue.picture().at(Pictures.BACKGROUND, 12, 2)).isGreaterThan(250);
    }

    @Test
    void standard_input_goes_into_a_file() {
        Path output = folder.resolve("cutout.png");

        Outcome outcome = cli.reading(Pictures.stripes()).run("i", "-m", TINY, "-", output);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertCutout(Pixels.ofPng(TestData.read(output)));
    }

    @Test
    void a_file_goes_to_standard_output_when_that_is_no_terminal() {
        Outcome outcome = cli.run("i", "-m", TINY, input);

        assertThat(outcome.code()).isZero();
        assertCutout(outcome.picture());
        assertThat(folder.resolve("photo.out.png")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.out.png",
        "a.b.png, a.b.out.png",
        "photo, photo.out.png",
        ".hidden, .hidden.out.png"
    })
    void at_a_terminal_the_result_goes_beside_the_input(String name, String result) {
        Path named = Pictures.put(folder.resolve("sub").resolve(name), Pictures.stripes());

        Outcome outcome = cli.onTerminal().run("i", "-m", TINY, named);

        Path target = folder.resolve("sub").resolve(result);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip()).isEqualTo(target.toString());
        assertCutout(Pixels.ofPng(TestData.read(target)));
        assertThat(Pictures.filesBelow(folder.resolve("sub")))
                .containsExactlyInAnyOrder(name, result);
    }

    @Test
    void a_dash_means_standard_output_even_at_a_terminal() {
        Outcome outcome = cli.onTerminal().run("i", "-m", TINY, input, "-");

        assertThat(outcome.code()).isZero();
        assertCutout(outcome.picture());
        assertThat(folder.resolve("photo.out.png")).doesNotExist();
    }

    @Test
    void at_a_terminal_without_a_name_nobody_is_kept_waiting_for_a_picture() {
        Outcome outcome = cli.onTerminal().run("i", "-m", TINY);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("alphalift i photo.jpg cutout.png");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with some spaces", "Übergrößen-Äpfel", "日本", "it's \"quoted\" $HOME"})
    void names_may_hold_spaces_and_letters_of_any_language(String name) {
        Path place = folder.resolve(FileNames.relative(name));
        Path odd =
                Pictures.put(place.resolve(FileNames.relative(name + ".png")), Pictures.stripes());
        Path output = place.resolve(FileNames.relative(name + " out.png"));

        Outcome outcome = cli.run("i", "-m", TINY, odd, output);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertCutout(Pixels.ofPng(TestData.read(output)));
    }

    @Test
    void a_file_may_be_replaced_by_its_own_cutout() {
        Outcome outcome = cli.run("i", "-m", TINY, input, input);

        assertThat(outcome.code()).isZero();
        assertCutout(Pixels.ofPng(TestData.read(input)));
    }

    @Test
    void an_older_result_is_replaced() {
        Path output = Pictures.put(folder.resolve("cutout.png"), new byte[] {1, 2, 3});

        Outcome outcome = cli.run("i", "-m", TINY, input, output);

        assertThat(outcome.code()).isZero();
        assertCutout(Pixels.ofPng(TestData.read(output)));
    }

    @Test
    void an_unreadable_picture_is_reported_and_nothing_is_written() {
        Path bad = Pictures.put(folder.resolve("bad.png"), new byte[] {1, 2, 3});
        Path output = folder.resolve("cutout.png");

        Outcome outcome = cli.run("i", "-m", TINY, bad, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(outcome.err()).startsWith("alphalift: ").contains("no picture");
        assertThat(outcome.out()).isEmpty();
        assertThat(output).doesNotExist();
    }

    @Test
    void an_unreadable_picture_leaves_an_older_result_as_it_was() throws IOException {
        byte[] cut = Arrays.copyOf(Pictures.stripes(), 60);
        Path bad = Pictures.put(folder.resolve("bad.png"), cut);
        Path output = Pictures.put(folder.resolve("cutout.png"), new byte[] {1, 2, 3});
        var time = Files.getLastModifiedTime(output);

        Outcome outcome = cli.run("i", "-m", TINY, bad, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(TestData.read(output)).containsExactly(1, 2, 3);
        assertThat(Files.getLastModifiedTime(output)).isEqualTo(time);
        assertThat(Pictures.filesBelow(folder)).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void an_empty_input_is_no_picture() {
        Outcome outcome = cli.run("i", "-m", TINY);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(outcome.err()).contains("empty");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_missing_input_is_named() {
        Path missing = folder.resolve("nowhere.png");

        Outcome outcome = cli.run("i", "-m", TINY, missing, folder.resolve("cutout.png"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(missing.toString(), "no such file");
        assertThat(folder.resolve("cutout.png")).doesNotExist();
    }

    @Test
    void a_folder_is_the_other_commands_business() {
        Outcome outcome = cli.run("i", "-m", TINY, folder);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("alphalift p");
    }

    @Test
    void a_result_into_a_missing_folder_is_refused() {
        Path output = folder.resolve("no such folder/cutout.png");

        Outcome outcome = cli.run("i", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(output.toString(), "no such file or folder");
        assertThat(outcome.out()).isEmpty();
        assertThat(output.getParent()).doesNotExist();
    }

    @Test
    void a_result_never_takes_the_place_of_a_folder() throws IOException {
        Path output = Files.createDirectory(folder.resolve("cutout.png"));

        Outcome outcome = cli.run("i", "-m", TINY, input, output);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains(output.toString());
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void a_reader_that_has_gone_is_reported_without_a_stack_trace() {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };

        Outcome outcome = cli.reading(Pictures.stripes()).run(closed, "i", "-m", TINY);

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err().strip())
                .isEqualTo("alphalift: Cannot write standard output: Broken pipe");
    }

    @Test
    void a_hint_goes_before_the_model() throws IOException {
        Path hint = Files.write(folder.resolve("hint.png"), GreyPictures.pixel(255));
        Path output = folder.resolve("cutout.png");

        Outcome outcome = cli.run("i", "-m", TINY, "--hint", hint, input, output);

        assertThat(outcome.code()).isZero();
        Pixels pixels = Pixels.ofPng(TestData.read(output));
        assertThat(pixels.at(Pictures.SUBJECT, 12, 3)).isEqualTo(255);
        assertThat(pixels.at(Pictures.BACKGROUND, 12, 3)).isEqualTo(255);
    }

    @Test
    void what_is_wrong_with_a_hint_is_told() throws IOException {
        Path text = Files.writeString(folder.resolve("hint.txt"), "white");

        Outcome none = cli.run("i", "-m", TINY, "--hint", folder.resolve("none.png"), input, "-");
        Outcome unreadable = cli.run("i", "-m", TINY, "--hint", text, input, "-");

        assertThat(none.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(none.err()).contains("none.png");
        assertThat(unreadable.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(unreadable.err()).contains("--hint");
    }
}

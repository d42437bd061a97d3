package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveFramesTest {
    /// The last chunk of a PNG: no length, name, checksum.
    private static final String PNG_END = "0000000049454e44ae426082";

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = Cli.withTinyModel(folder.resolve("home"));
    }

    private Outcome run(byte[] frames, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("b", "-m", TINY, Pictures.WIDTH, Pictures.HEIGHT));
        arguments.addAll(List.of(more));
        return cli.reading(frames).run(arguments.toArray());
    }

    private static byte[] frames(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int frame = 0; frame < count; frame++) {
            bytes.writeBytes(Pictures.frame());
        }
        return bytes.toByteArray();
    }

    /// What `i` makes of the same picture.
    private byte[] cutout() {
        return cli.reading(Pictures.stripes()).run("i", "-m", TINY).out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o", "--output_specifier"})
    void each_frame_goes_to_a_numbered_file(String option) {
        String pattern = folder.resolve("new folder/%03d.png").toString();

        Outcome outcome = run(frames(3), option, pattern);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEmpty();
        assertThat(filesBelow(folder.resolve("new folder")))
                .containsExactly("000.png", "001.png", "002.png");
        Pixels cutout = Pixels.ofPng(TestData.read(folder.resolve("new folder/002.png")));
        cutout.assertClose(Pixels.ofPng(cutout()), 0, 1, "frame 2");
    }

    @Test
    void without_a_pattern_the_cutouts_follow_each_other_on_standard_output() throws IOException {
        Outcome outcome = run(frames(2));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        String hex = HexFormat.of().formatHex(outcome.out());
        int end = hex.indexOf(PNG_END) + PNG_END.length();
        byte[] first = Arrays.copyOf(outcome.out(), end / 2);
        byte[] second = Arrays.copyOfRange(outcome.out(), end / 2, outcome.out().length);
        assertThat(second).isEqualTo(first);
        Pixels.ofPng(new ByteArrayInputStream(first).readAllBytes())
                .assertClose(Pixels.ofPng(cutout()), 0, 1, "frame 0");
    }

    @Test
    void no_frames_are_no_fault() {
        Outcome outcome = run(new byte[0]);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_frame_that_is_cut_off_is_told_and_those_before_it_are_kept() {
        byte[] cut = Arrays.copyOf(frames(2), Pictures.frame().length + 100);
        String pattern = folder.resolve("f/%d.png").toString();

        Outcome outcome = run(cut, "-o", pattern);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(outcome.err()).contains("Frame 1 is cut off: it has 100 of 307200 bytes.");
        assertThat(filesBelow(folder.resolve("f"))).containsExactly("0.png");
    }

    @ParameterizedTest
    @CsvSource({
        "0,10",
        "10,0",
        "-1,10",
        "10,-1",
        "ten,10",
        "1.5,10",
        "99999999999,1",
        "10,",
    })
    void sizes_that_cannot_be_are_refused(String width, String height) {
        Object[] arguments =
                height == null
                        ? new Object[] {"b", "-m", TINY, width}
                        : new Object[] {"b", "-m", TINY, width, height};

        Outcome outcome = cli.reading(frames(1)).run(arguments);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).isNotBlank().doesNotContain("unexpected error");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void frames_beyond_a_limit_are_refused_before_any_is_read() {
        Outcome outcome =
                cli.with("ALPHALIFT_MAX_PIXELS", "100")
                        .reading(frames(1))
                        .run("b", "-m", TINY, 20, 6);

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(outcome.err()).contains("120", "100");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame.png", "%d-%d.png", "%q.png", "%", "%%d.png", ""})
    void a_pattern_that_names_all_frames_alike_is_refused(String pattern) {
        Outcome outcome = run(frames(1), "-o", pattern);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("The option -o cannot be");
    }

    @Test
    void frames_that_cannot_be_written_are_told() {
        Path file = Pictures.put(folder.resolve("file"), new byte[] {1});

        Outcome outcome = run(frames(1), "-o", file.resolve("%d.png"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).startsWith("alphalift: Cannot write ");
        assertThat(TestData.read(file)).containsExactly(1);
    }
}

package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `p`: which pictures, how many at once, and when it stops.
class FolderOptionsTest extends FolderCase {
    private static final FileTime EARLIER = FileTime.fromMillis(1_000_000);

    private void photos(String... names) {
        for (String name : names) {
            Pictures.put(
                    input.resolve(name),
                    name.endsWith(".jpg") ? Pictures.jpeg() : Pictures.stripes());
        }
    }

    private Outcome run(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("p", "-m", TINY));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(input, output));
        return cli.run(arguments.toArray());
    }

    @Test
    void patterns_choose_pictures_and_an_exclusion_wins() {
        photos("a.jpg", "b.png", "sub/c.jpg", "drafts/d.jpg", "sub/drafts/e.jpg");

        Outcome outcome =
                run(
                        "--include",
                        "*.jpg",
                        "--include",
                        "b.*",
                        "--exclude",
                        "drafts",
                        "--exclude",
                        "a*");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("2 done, 0 skipped, 0 failed");
        assertThat(filesBelow(output)).containsExactly("b.png", "sub/c.png");
    }

    @Test
    void what_is_left_out_changes_no_names() {
        photos("a.jpg", "a.png");

        run("--include", "*.jpg");
        assertThat(filesBelow(output)).containsExactly("a.jpg.png");
        Outcome outcome = run();

        assertThat(outcome.err()).contains("1 done, 1 skipped, 0 failed");
        assertThat(filesBelow(output)).containsExactly("a.jpg.png", "a.png.png");
    }

    @Test
    void a_picture_that_is_left_out_is_not_written_over() {
        photos("a.jpg", "a.png");
        Pictures.put(input.resolve("a.jpg.png"), Pictures.stripes());
        byte[] before = TestData.read(input.resolve("a.jpg.png"));

        cli.run("p", "-m", TINY, "-om", "--include", "a.jpg", input, input);

        assertThat(TestData.read(input.resolve("a.jpg.png"))).isEqualTo(before);
    }

    @Test
    void a_pattern_that_is_none_is_named_before_any_work() {
        photos("a.png");

        Outcome outcome = run("--exclude", "[ab");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--exclude", "[ab", "a bracket [ has no end.");
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65", "2147483647"})
    void a_senseless_number_of_jobs_is_refused(String jobs) {
        photos("a.png");

        Outcome outcome = run("--jobs", jobs);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--jobs", jobs, "it must be 1 to 64.");
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "64"})
    void any_number_of_jobs_makes_the_same(String jobs) {
        for (int number = 0; number < 70; number++) {
            photos("%02d.png".formatted(number));
        }

        Outcome outcome = run("--jobs", jobs);

        assertThat(outcome.err()).contains("70 done, 0 skipped, 0 failed");
        assertThat(filesBelow(output)).hasSize(70);
        byte[] one = TestData.read(output.resolve("00.png"));
        assertThat(filesBelow(output))
                .allSatisfy(name -> assertThat(TestData.read(output.resolve(name))).isEqualTo(one));
    }

    @Test
    void nothing_is_begun_after_a_failure_when_that_is_asked_for() {
        photos("a.png", "c.png", "d.png");
        Pictures.put(input.resolve("b.png"), new byte[] {1, 2, 3});

        Outcome outcome = run("--fail-fast", "--jobs", "1");

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("b.png: ", "1 done, 0 skipped, 1 failed");
        assertThat(filesBelow(output)).containsExactly("a.png");
    }

    @Test
    void a_failure_ends_the_watch_when_that_is_asked_for() {
        Pictures.put(input.resolve("b.png"), new byte[] {1, 2, 3});

        Outcome outcome = run("--fail-fast", "-w");

        assertThat(outcome.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(outcome.err()).contains("0 done, 0 skipped, 1 failed");
    }

    @Test
    void who_wants_quiet_is_told_of_failures_only() {
        photos("a.png");
        assertThat(run("-q").err()).isEmpty();

        Pictures.put(input.resolve("b.png"), new byte[] {1, 2, 3});
        cli = cli.showingProgress();

        assertThat(run("--quiet").err().lines()).singleElement().asString().contains("b.png: ");
    }

    @Test
    void what_a_killed_run_has_left_goes_and_nothing_else() throws IOException {
        photos("a.png", "sub/b.png");
        Path left = part(output.resolve("sub/.alphalift-0123abcd.part"));
        Path ofReview = part(folder.resolve("review/.alphalift-0123abcd.part"));
        Path another = part(output.resolve(".alphalift-0123abcd.part.txt"));
        Path elsewhere = part(output.resolve("other/.alphalift-0123abcd.part"));

        Outcome outcome = run("--review", folder.resolve("review"));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(left).doesNotExist();
        assertThat(ofReview).doesNotExist();
        assertThat(another).exists();
        assertThat(elsewhere).exists();
    }

    @Test
    void what_another_writes_now_stays() throws IOException {
        photos("a.png");
        Path locked = part(output.resolve(".alphalift-0123abcd.part"));
        Path newer = part(output.resolve(".alphalift-00000000.part"));
        Files.setLastModifiedTime(
                newer, FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));

        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            run();

            assertThat(locked).exists();
            assertThat(newer).exists();
        }
    }

    private static Path part(Path path) throws IOException {
        Pictures.put(path, Pictures.stripes());
        return Files.setLastModifiedTime(path, EARLIER);
    }
}

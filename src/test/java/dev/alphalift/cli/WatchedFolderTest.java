package dev.alphalift.cli;

import static dev.alphalift.cli.Cli.TINY;
import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `p -w`: the command runs beside the test until a file `stop.txt` ends it.
class WatchedFolderTest {
    private static final Duration DEADLINE = Duration.ofSeconds(300);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Pattern PROGRESS = Pattern.compile("(\\d+)/(\\d+) \\(");

    @TempDir private Path folder;
    private Cli cli;
    private Path input;
    private Path output;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();
    private Thread command;

    @BeforeEach
    void setUp() throws IOException {
        cli = Cli.withTinyModel(folder.resolve("home"));
        input = Files.createDirectory(folder.resolve("in"));
        output = folder.resolve("out");
    }

    @AfterEach
    void end() throws InterruptedException {
        command.interrupt();
        command.join(DEADLINE);
    }

    private void start(String... options) {
        Object[] arguments = new Object[options.length + 5];
        System.arraycopy(options, 0, arguments, 5, options.length);
        System.arraycopy(new Object[] {"p", "-m", TINY, input, output}, 0, arguments, 0, 5);
        command = Thread.ofPlatform().start(() -> outcome.set(cli.run(arguments)));
    }

    /// Looks again and again, for as long as the command runs.
    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(command.join(LOOK)).as(what + "; the command has ended").isFalse();
            assertThat(System.nanoTime()).as(what + ": in time").isLessThan(end);
        }
    }

    private Outcome stop() throws IOException, InterruptedException {
        Files.createFile(input.resolve("stop.txt"));
        assertThat(command.join(DEADLINE)).as("stop.txt ends it").isTrue();
        return outcome.get();
    }

    @Test
    void a_picture_that_comes_later_is_done_until_the_stop_file_comes() throws Exception {
        Pictures.put(input.resolve("first.png"), Pictures.stripes());
        start("-w");
        await("the first", () -> Files.exists(output.resolve("first.png")));

        Pictures.put(input.resolve("sub/later.png"), Pictures.stripes());
        await("the later", () -> Files.exists(output.resolve("sub/later.png")));
        Outcome result = stop();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Pixels.ofPng(TestData.read(output.resolve("sub/later.png"))).channels())
                .isEqualTo(4);
        assertThat(result.err())
                .contains("processed: ", "later.png -> ", "2 done, 0 skipped, 0 failed");
        assertThat(filesBelow(input)).containsExactly("first.png", "sub/later.png");
    }

    @Test
    void inputs_are_deleted_while_it_watches() throws Exception {
        start("--watch", "-d");

        Pictures.put(input.resolve("later.png"), Pictures.stripes());
        await("the deletion", () -> !Files.exists(input.resolve("later.png")));
        Outcome result = stop();

        assertThat(result.code()).isZero();
        assertThat(filesBelow(output)).containsExactly("later.png");
        assertThat(filesBelow(input)).isEmpty();
    }

    @Test
    void a_bad_picture_is_told_once_and_tried_again_when_it_has_changed() throws Exception {
        Path mended = Pictures.put(input.resolve("mended.png"), new byte[] {1, 2, 3});
        Pictures.put(input.resolve("bad.png"), new byte[] {1, 2, 3});
        start("-w");

        Pictures.put(input.resolve("one.png"), Pictures.stripes());
        await("one", () -> Files.exists(output.resolve("one.png")));
        Pictures.put(mended, Pictures.stripes());
        await("mended", () -> Files.exists(output.resolve("mended.png")));
        Outcome result = stop();

        assertThat(result.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(result.err().lines().filter(line -> line.contains("bad.png: "))).hasSize(1);
        assertThat(filesBelow(output)).containsExactly("mended.png", "one.png");
    }

    @Test
    void an_interrupt_ends_it_and_leaves_nothing_unfinished() throws Exception {
        Pictures.put(input.resolve("first.png"), Pictures.stripes());
        start("-w");
        await("the first", () -> Files.exists(output.resolve("first.png")));

        command.interrupt();

        assertThat(command.join(DEADLINE)).isTrue();
        assertThat(filesBelow(output)).containsExactly("first.png");
    }

    @Test
    void the_progress_never_counts_more_pictures_than_there_are() throws Exception {
        cli = cli.showingProgress();
        for (int number = 0; number < 5; number++) {
            Pictures.put(input.resolve(number + ".png"), Pictures.stripes());
        }
        start("-w");
        await("the first five", () -> filesBelow(output).size() == 5);

        Pictures.put(input.resolve("later.png"), Pictures.stripes());
        await("the later", () -> Files.exists(output.resolve("later.png")));
        Outcome result = stop();

        assertThat(PROGRESS.matcher(result.err()).results())
                .isNotEmpty()
                .allMatch(shown ->
                        Integer.parseInt(shown.group(1)) <= Integer.parseInt(shown.group(2)));
    }

    @Test
    void a_leftover_that_comes_while_it_watches_is_made_again() throws Exception {
        start("-w");
        Pictures.put(output.resolve("a.png"), new byte[0]);

        Pictures.put(input.resolve("a.png"), Pictures.stripes());
        await("the result", () -> TestData.read(output.resolve("a.png")).length > 0);
        Outcome result = stop();

        assertThat(result.err()).contains("a.png is made again: it is empty.", "1 done, 0 skipped");
        assertThat(Pixels.ofPng(TestData.read(output.resolve("a.png"))).channels()).isEqualTo(4);
    }
}

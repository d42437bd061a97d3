package dev.alphalift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final int SOON = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(300);
    private static final String ERASE = "\r\033[K";
    private static final Unit PICTURES = Unit.of("pictures");

    private final StringWriter said = new StringWriter();
    private final AtomicLong seconds = new AtomicLong();

    private Progress progress(Display display, String task, Unit unit) {
        return new Progress(messages(display), display, task, unit, this::nanos);
    }

    private Messages messages(Display display) {
        return new Messages(new PrintWriter(said, true), display);
    }

    private long nanos() {
        return seconds.get() * 1_000_000_000;
    }

    private static Display terminal(int columns) {
        return new Display(() -> columns, SOON);
    }

    private static Display log() {
        return new Display(null, SOON);
    }

    /// Fifty of a hundred after 25 seconds, one of them failed.
    private static void half(Progress progress, AtomicLong seconds) {
        progress.expect(100);
        seconds.set(25);
        progress.fail();
        progress.to(50);
    }

    private void await(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!wanted.matcher(said.toString()).find()) {
            assertThat(System.nanoTime()).as("%s in %s", pattern, said).isLessThan(end);
            Thread.sleep(SOON);
        }
    }

    @Test
    void a_bar_shows_the_part_failures_the_time_left_and_the_rate() throws Exception {
        try (Progress progress = progress(terminal(80), "pictures", PICTURES)) {
            half(progress, seconds);

            await(
                    "\r\033\\[Kpictures  50% \\[=+>? +\\]  50/100, 1 failed \\(\\d:\\d\\d:\\d\\d / 0:00:25 left\\) 2\\.0/s");
        }

        assertThat(said.toString()).as("nothing of it stays").endsWith(ERASE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 30, 79, 80, 200})
    void a_bar_is_narrower_than_the_terminal(int columns) throws Exception {
        try (Progress progress = progress(terminal(columns), "pictures", PICTURES)) {
            progress.expect(7);
            for (int done = 0; done < 7; done++) {
                progress.step();
                Thread.sleep(SOON);
            }
        }

        assertThat(said.toString().split(Pattern.quote(ERASE)))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(columns));
    }

    @Test
    void a_bar_has_neither_colours_nor_letters_beside_ascii() throws Exception {
        try (Progress progress = progress(terminal(80), "pictures", PICTURES)) {
            half(progress, seconds);
            await("50/100");
        }

        assertThat(said.toString().replace(ERASE, "")).matches("[ -~]+");
    }

    @Test
    void megabytes_are_shown_of_bytes() throws Exception {
        try (Progress progress = progress(terminal(80), "u2net", Unit.MEGABYTES)) {
            progress.to(3_000_000);
            await("u2net  \\? % \\[.*\\] 3/\\? MB \\(.* / \\? left\\)");

            progress.expect(175_000_000);
            seconds.set(10);
            progress.to(44_000_000);

            await("u2net  25% \\[.*\\]  44/175 MB \\(.* / 0:00:30 left\\) 4\\.4 MB/s");
        }
    }

    @Test
    void a_line_that_is_said_meanwhile_stays_above_the_bar() throws Exception {
        Display display = terminal(80);
        Messages messages = messages(display);
        try (Progress progress =
                new Progress(messages, display, "pictures", PICTURES, this::nanos)) {
            half(progress, seconds);
            await("50/100");

            messages.say("bad.png: no picture");

            await("(?s)\r\033\\[Kbad\\.png: no picture\\R.*50/100");
        }
    }

    @Test
    void a_log_has_whole_lines_and_nothing_that_steers() throws Exception {
        try (Progress progress = progress(log(), "pictures", PICTURES)) {
            half(progress, seconds);
            await("left");
        }

        assertThat(said.toString().lines())
                .contains("50 of 100 pictures (50 %), 1 failed, 2.0 a second, 0:00:25 left")
                .allMatch(line -> line.matches("[ -~]+"));
    }

    @Test
    void a_log_names_a_task_that_is_more_than_its_unit() throws Exception {
        try (Progress progress = progress(log(), "u2net", Unit.MEGABYTES)) {
            seconds.set(2);
            progress.to(9_000_000);

            await("u2net: 9 MB, 4\\.5 a second, \\? left");
        }
    }

    @Test
    void a_log_says_nothing_before_anything_is_done_nor_after_the_end() throws Exception {
        try (Progress progress = progress(log(), "pictures", PICTURES)) {
            progress.expect(100);
            Thread.sleep(5 * SOON);
            assertThat(said.toString()).isEmpty();
        }
        try (Progress progress = progress(Display.LOG, "pictures", PICTURES)) {
            half(progress, seconds);
        }

        assertThat(said.toString()).isEmpty();
    }

    @Test
    void nothing_is_shown_to_who_wants_quiet() throws Exception {
        try (Progress progress = progress(Display.NONE, "pictures", PICTURES)) {
            half(progress, seconds);
            Thread.sleep(5 * SOON);
        }

        assertThat(said.toString()).isEmpty();
    }

    @Test
    void what_was_there_already_says_nothing_about_how_long_the_rest_takes() throws Exception {
        try (Progress progress = progress(terminal(90), "pictures", PICTURES)) {
            progress.expect(60);
            for (int number = 0; number < 30; number++) {
                progress.skip();
            }
            seconds.set(10);
            for (int number = 0; number < 10; number++) {
                progress.step();
            }

            await(" 40/60 \\(.* / 0:00:20 left\\) 1\\.0/s");
        }
    }

    @Test
    void what_arrives_late_takes_nothing_back() throws Exception {
        try (Progress progress = progress(terminal(80), "pictures", PICTURES)) {
            progress.expect(10);
            progress.to(5);
            progress.to(4);

            await(" 5/10 ");
        }

        assertThat(said.toString()).doesNotContain("4/10");
    }

    @Test
    void an_interrupt_outlives_the_end() {
        Progress progress = progress(log(), "pictures", PICTURES);

        Thread.currentThread().interrupt();
        progress.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_dumb_terminal_and_a_file_get_the_lines_of_a_log() {
        assertThat(Display.of(true, "dumb")).isEqualTo(Display.LOG);
        assertThat(Display.of(false, "xterm")).isEqualTo(Display.LOG);
        assertThat(Display.of(true, "xterm").columns()).isNotNull();
        assertThat(Display.of(true, null).columns()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"24 100,100", "50 0,80", "null,80", "'',80", "24 100 3,80", "0 12345,80"})
    void where_stty_tells_no_width_it_is_80(String answer, int columns) {
        assertThat(TerminalWidth.columns(answer)).isEqualTo(columns);
    }
}

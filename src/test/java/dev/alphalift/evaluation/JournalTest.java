package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.eval.Undefined;
import dev.alphalift.image.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir private Path folder;

    static PairResult result(String name, double iou) {
        int[] counts = new int[ThresholdCounts.LEVELS];
        counts[3] = 7;
        Scores scores =
                new Scores(
                        Map.of(Score.IOU, iou, Score.SSIM_WHITE, 0.1 + 0.2),
                        Map.of(Score.LPIPS, Undefined.NO_MODEL),
                        Set.of(Flag.FULL_TRUTH),
                        new ThresholdCounts(counts, counts));
        return new PairResult(
                name,
                "v",
                List.of("hair"),
                "stamp",
                new Size(3, 2),
                scores,
                null,
                Map.of("scoring", 1.5),
                null);
    }

    private static Journal.Key key(String name) {
        return new Journal.Key("v", name);
    }

    @Test
    void a_result_is_read_with_all_its_digits() {
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(result("a \u00e9\n\"", 1 / 3.0));

            PairResult read = journal.get(key("a \u00e9\n\""));

            assertThat(PairJson.whole(read))
                    .isEqualTo(PairJson.whole(result("a \u00e9\n\"", 1 / 3.0)));
            assertThat(read.scores().get(Score.SSIM_WHITE)).isEqualTo(0.1 + 0.2);
            assertThat(read.scores().undefined(Score.LPIPS)).isEqualTo(Undefined.NO_MODEL);
        }
    }

    @Test
    void a_result_is_read_for_a_report_without_its_counts() {
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(result("a,\"counts\":{", 0.5));

            PairResult read = journal.getReported(key("a,\"counts\":{"));

            assertThat(PairJson.reported(read))
                    .isEqualTo(PairJson.reported(result("a,\"counts\":{", 0.5)));
            assertThat(read.scores().counts().foreground()).containsOnly(0);
        }
    }

    @Test
    void what_is_there_is_found_again_and_a_line_that_was_cut_off_is_dropped() throws IOException {
        Path file = folder.resolve("j");
        try (Journal journal = Journal.open(file, "work")) {
            journal.add(result("a", 0.5));
            journal.add(result("b", 0.25));
        }
        Files.writeString(file, "{\"name\": \"c\", \"var", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file, "work")) {
            assertThat(journal.holds(key("a"), "stamp")).isTrue();
            assertThat(journal.holds(key("b"), "stamp")).isTrue();
            assertThat(journal.holds(key("c"), "stamp")).isFalse();
            journal.add(result("c", 1));
        }
        try (Journal journal = Journal.open(file, "work")) {
            assertThat(journal.get(key("b")).scores().get(Score.IOU)).isEqualTo(0.25);
            assertThat(journal.get(key("c")).scores().get(Score.IOU)).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_has_changed_is_not_held() {
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(result("a", 0.5));

            assertThat(journal.holds(key("a"), "other")).isFalse();
        }
    }

    @Test
    void the_results_of_other_work_are_dropped() {
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(result("a", 0.5));
        }
        try (Journal journal = Journal.open(folder.resolve("j"), "other work")) {
            assertThat(journal.get(key("a"))).isNull();
        }
    }

    @Test
    void a_pair_that_failed_is_tried_again() {
        PairResult failed =
                new PairResult(
                        "a",
                        "v",
                        List.of(),
                        "stamp",
                        null,
                        null,
                        null,
                        Map.of(),
                        new Failure("unreadable_image", "cut off"));
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(failed);
        }
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            assertThat(journal.holds(key("a"), "stamp")).isFalse();
        }
    }

    /// The keys, their stamps and their places in maps would be 40 MB.
    @Test
    void the_keys_of_many_results_are_not_in_memory() {
        int pairs = 100_000;
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            long before = ColumnsTest.liveBytes();
            for (int pair = 0; pair < pairs; pair++) {
                journal.add(
                        new PairResult(
                                "pair-%06d".formatted(pair),
                                "v",
                                List.of(),
                                "123456@1700000000000;-;123456@1700000000000;",
                                null,
                                null,
                                null,
                                Map.of("scoring", (double) pair),
                                null));
            }

            assertThat(ColumnsTest.liveBytes() - before).isLessThan(8L << 20);
            assertThat(journal.get(key("pair-099999")).milliseconds())
                    .containsEntry("scoring", 99_999.0);
            assertThat(journal.get(key("pair-000000")).name()).isEqualTo("pair-000000");
            assertThat(journal.get(key("pair-100000"))).isNull();
        }
    }

    @Test
    void results_whose_keys_have_one_hash_are_told_apart() {
        // "Aa" and "BB" have one in Java.
        try (Journal journal = Journal.open(folder.resolve("j"), "work")) {
            journal.add(result("Aa", 0.25));
            journal.add(result("BB", 0.5));
            journal.add(result("Aa", 0.75));

            assertThat(journal.get(key("Aa")).scores().get(Score.IOU)).isEqualTo(0.75);
            assertThat(journal.get(key("BB")).scores().get(Score.IOU)).isEqualTo(0.5);
        }
    }
}

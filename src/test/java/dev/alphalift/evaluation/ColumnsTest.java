package dev.alphalift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.ThresholdCounts;
import dev.alphalift.image.Size;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void what_was_put_is_there_and_the_rest_is_no_number() {
        try (Columns columns = new Columns(3)) {
            columns.put(1, "a", 0.1 + 0.2);

            assertThat(columns.column("a")).containsExactly(Double.NaN, 0.1 + 0.2, Double.NaN);
            assertThat(columns.column("b")).isNull();
            assertThat(columns.keys()).containsExactly("a");
        }
    }

    @Test
    void many_rows_in_order_and_others_out_of_order_are_all_read() {
        int rows = 5000;
        double[] expected = new Random(1).doubles(rows).toArray();
        try (Columns columns = new Columns(rows)) {
            for (int row = 0; row < rows; row++) {
                columns.put(row, "in order", expected[row]);
                if (row % 7 == 0) {
                    columns.put(row, "some", expected[row]);
                }
            }
            for (int row = rows - 1; row >= 0; row -= 100) {
                columns.put(row, "in order", -1);
                expected[row] = -1;
                columns.put(row, "late", row);
            }

            assertThat(columns.column("in order")).containsExactly(expected);
            double[] some = columns.column("some");
            double[] late = columns.column("late");
            for (int row = 0; row < rows; row++) {
                assertThat(Double.isNaN(some[row])).isEqualTo(row % 7 != 0);
                assertThat(Double.isNaN(late[row])).isEqualTo((rows - 1 - row) % 100 != 0);
            }
        }
    }

    @Test
    void columns_of_unknown_length_get_longer() {
        try (Columns columns = new Columns()) {
            for (int row = 0; row < 3000; row++) {
                columns.put(row, "a", row);
            }

            assertThat(columns.column("a")).hasSize(3000);
            assertThat(columns.column("a")[2999]).isEqualTo(2999);
        }
    }

    /// 58 scores of 8 bytes would be 18 MB.
    @Test
    void the_numbers_of_many_pairs_are_not_in_memory() {
        int rows = 40_000;
        Map<Score, Double> values = new EnumMap<>(Score.class);
        Score.all().forEach(score -> values.put(score, 0.5));
        int[] counts = new int[ThresholdCounts.LEVELS];
        counts[3] = 7;
        Scores scores = new Scores(values, Map.of(), Set.of(), new ThresholdCounts(counts, counts));
        PairResult result =
                new PairResult(
                        "a", "v", List.of(), "", new Size(1, 1), scores, null, Map.of(), null);
        long before = liveBytes();
        try (Table table = new Table(rows)) {
            for (int row = 0; row < rows; row++) {
                table.add(row, result);
            }

            assertThat(liveBytes() - before).isLessThan(5L << 20);
            assertThat(table.score(Score.IOU)).hasSize(rows).containsOnly(0.5);
        }
    }

    static long liveBytes() {
        long least = Long.MAX_VALUE;
        for (int again = 0; again < 4; again++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}

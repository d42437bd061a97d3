package dev.alphalift.bench;

import dev.alphalift.eval.Score;
import dev.alphalift.eval.TruthlessScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The numbers of one variant, by key a column with a row a pair, in the order of names: all of a
/// run that is held in memory.
final class Table {
    private final int rows;
    private final Map<String, double[]> scores = new TreeMap<>();
    private final Map<String, double[]> withoutTruth = new TreeMap<>();
    private final Map<String, double[]> milliseconds = new TreeMap<>();
    private final Map<String, BitSet> tags = new TreeMap<>();
    private final Curves curves = new Curves();
    private final BitSet done = new BitSet();
    private final BitSet failed = new BitSet();

    Table(int rows) {
        this.rows = rows;
    }

    void add(int row, PairResult result) {
        for (String tag : result.tags()) {
            tags.computeIfAbsent(tag, _ -> new BitSet()).set(row);
        }
        put(milliseconds, row, result.milliseconds());
        if (result.failure() != null) {
            failed.set(row);
            return;
        }
        done.set(row);
        if (result.withoutTruth() != null) {
            for (TruthlessScore score : TruthlessScore.all()) {
                Double value = result.withoutTruth().get(score);
                if (value != null) {
                    column(withoutTruth, score.member())[row] = value;
                }
            }
        }
        if (result.scores() != null) {
            for (Score score : Score.all()) {
                Double value = result.scores().get(score);
                if (result.scores().covers(score)) {
                    column(scores, score.key())[row] = value == null ? Double.NaN : value;
                }
            }
            curves.add(result.scores().counts());
        }
    }

    private void put(Map<String, double[]> columns, int row, Map<String, Double> values) {
        values.forEach((key, value) -> column(columns, key)[row] = value);
    }

    private double[] column(Map<String, double[]> columns, String key) {
        return columns.computeIfAbsent(
                key,
                _ -> {
                    double[] column = new double[rows];
                    Arrays.fill(column, Double.NaN);
                    return column;
                });
    }

    /// The scores that were taken of any pair, in the order of reports.
    List<Score> covered() {
        return Score.all().stream().filter(score -> scores.containsKey(score.key())).toList();
    }

    /// A score of all pairs; NaN where it has no value. Null when it was not taken.
    double @Nullable [] score(Score score) {
        return scores.get(score.key());
    }

    Map<String, double[]> withoutTruth() {
        return withoutTruth;
    }

    Map<String, double[]> milliseconds() {
        return milliseconds;
    }

    /// Which pairs have a tag, by tag.
    Map<String, BitSet> tags() {
        return tags;
    }

    Curves curves() {
        return curves;
    }

    int done() {
        return done.cardinality();
    }

    int failed() {
        return failed.cardinality();
    }

    boolean isDone(int row) {
        return done.get(row);
    }

    /// The rows of a column that are done and in a subset.
    double[] part(double[] column, @Nullable BitSet subset) {
        double[] part = new double[column.length];
        int length = 0;
        for (int row = 0; row < column.length; row++) {
            if (done.get(row) && (subset == null || subset.get(row))) {
                part[length] = column[row];
                length++;
            }
        }
        return Arrays.copyOf(part, length);
    }

    /// The names of the pairs in a part, for its seed.
    List<String> part(List<String> names, @Nullable BitSet subset) {
        List<String> part = new ArrayList<>();
        for (int row = 0; row < names.size(); row++) {
            if (done.get(row) && (subset == null || subset.get(row))) {
                part.add(names.get(row));
            }
        }
        return part;
    }
}

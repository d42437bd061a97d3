package dev.alphalift.evaluation;

import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.truthless.TruthlessScore;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The numbers of one variant, by key a column with a row a pair, in the order of names. What it
/// holds in memory does not grow with the rows, but for some bits of each. Closed with its report.
final class Table implements AutoCloseable {
    private static final String SCORE = "score:";
    private static final String WITHOUT_TRUTH = "without truth:";
    private static final String MILLISECONDS = "milliseconds:";

    private final Columns columns;
    private final Map<String, BitSet> tags = new TreeMap<>();
    private final Curves curves = new Curves();
    private final Map<Flag, BitSet> flags = new EnumMap<>(Flag.class);
    private final BitSet done = new BitSet();
    private final BitSet failed = new BitSet();

    Table(int rows) {
        this.columns = new Columns(rows);
    }

    void add(int row, PairResult result) {
        for (String tag : result.tags()) {
            tags.computeIfAbsent(tag, _ -> new BitSet()).set(row);
        }
        result.milliseconds().forEach((key, value) -> columns.put(row, MILLISECONDS + key, value));
        if (result.failure() != null) {
            failed.set(row);
            return;
        }
        done.set(row);
        result.flags().forEach(flag -> flags.computeIfAbsent(flag, _ -> new BitSet()).set(row));
        if (result.withoutTruth() != null) {
            for (TruthlessScore score : TruthlessScore.all()) {
                Double value = result.withoutTruth().get(score);
                if (value != null) {
                    columns.put(row, WITHOUT_TRUTH + score.member(), value);
                }
            }
        }
        if (result.scores() != null) {
            for (Score score : Score.all()) {
                Double value = result.scores().get(score);
                if (result.scores().covers(score)) {
                    columns.put(row, SCORE + score.key(), value == null ? Double.NaN : value);
                }
            }
            curves.add(result.scores().counts());
        }
    }

    /// The scores that were taken of any pair, in the order of reports.
    List<Score> covered() {
        return Score.all().stream().filter(this::covers).toList();
    }

    /// Whether a score was taken of any pair.
    boolean covers(Score score) {
        return columns.has(SCORE + score.key());
    }

    /// A score of all pairs, read anew each time; NaN where it has no value.
    double[] score(Score score) {
        return column(SCORE + score.key());
    }

    /// The keys of what was told without a truth, in order.
    List<String> withoutTruth() {
        return keys(WITHOUT_TRUTH);
    }

    double[] withoutTruth(String key) {
        return column(WITHOUT_TRUTH + key);
    }

    /// The steps whose times were taken, in order.
    List<String> milliseconds() {
        return keys(MILLISECONDS);
    }

    double[] milliseconds(String step) {
        return column(MILLISECONDS + step);
    }

    private List<String> keys(String kind) {
        return columns.keys().stream()
                .filter(key -> key.startsWith(kind))
                .map(key -> key.substring(kind.length()))
                .toList();
    }

    private double[] column(String key) {
        double[] column = columns.column(key);
        if (column == null) {
            throw new IllegalArgumentException("There is no %s.".formatted(key));
        }
        return column;
    }

    /// Which pairs have a tag, by tag.
    Map<String, BitSet> tags() {
        return tags;
    }

    /// Which pairs have a flag, by flag.
    Map<Flag, BitSet> flags() {
        return flags;
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
        return length == part.length ? part : Arrays.copyOf(part, length);
    }

    /// The names of the pairs in a part, for its seed.
    Iterable<String> part(List<String> names, @Nullable BitSet subset) {
        return () ->
                IntStream.range(0, names.size())
                        .filter(row -> done.get(row) && (subset == null || subset.get(row)))
                        .mapToObj(names::get)
                        .iterator();
    }

    @Override
    public void close() {
        columns.close();
    }
}

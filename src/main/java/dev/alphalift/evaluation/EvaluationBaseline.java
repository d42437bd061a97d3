package dev.alphalift.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import dev.alphalift.evaluation.data.Texts;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// An earlier report, to hold a new one against: picture by picture, so that only pictures count
/// that both have.
public final class EvaluationBaseline implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final String place;
    private final Map<String, Earlier> variants;

    private EvaluationBaseline(String place, Map<String, Earlier> variants) {
        this.place = place;
        this.variants = variants;
    }

    /// The scores of a variant: the pairs by rows, and the columns.
    private record Earlier(Texts names, Columns columns) {
        Earlier() {
            this(new Texts(), new Columns());
        }

        void add(JsonNode pair) {
            int row = names.size();
            names.add(pair.path("name").asText());
            PairJson.flattened(pair.path("scores"))
                    .forEach((key, value) -> columns.put(row, key, value));
        }

        Aligned aligned(List<String> wanted) {
            return new Aligned(columns, names.places(wanted));
        }
    }

    /// The same by the pairs of a new report: which row each has, -1 where it has none.
    private static final class Aligned {
        private final Columns columns;
        private final int[] rows;

        Aligned(Columns columns, int[] rows) {
            this.columns = columns;
            this.rows = rows;
        }

        boolean has(int pair) {
            return rows[pair] >= 0;
        }

        /// A score; NaN where there is none.
        double[] column(Score score) {
            double[] earlier = columns.column(score.key());
            return Arrays.stream(rows)
                    .mapToDouble(row ->
                            earlier == null || row < 0 || row >= earlier.length
                                    ? Double.NaN
                                    : earlier[row])
                    .toArray();
        }
    }

    /// Reads a report.
    ///
    /// @param place where it lies, for messages
    /// @throws InvalidOption if it is none
    /// @throws IOException if the stream fails
    public static EvaluationBaseline read(InputStream in, String place) throws IOException {
        Map<String, Earlier> variants = new LinkedHashMap<>();
        boolean isReport = false;
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                if (member.equals("schema")) {
                    isReport = Report.SCHEMA.equals(parser.getText());
                } else if (member.equals("pairs") && parser.isExpectedStartArrayToken()) {
                    readPairs(parser, variants);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new InvalidOption("baseline", place, "it is no JSON.");
        }
        if (!isReport) {
            throw new InvalidOption("baseline", place, "it is no report of an evaluation.");
        }
        return new EvaluationBaseline(place, variants);
    }

    private static void readPairs(JsonParser parser, Map<String, Earlier> variants)
            throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode pair = JSON.readTree(parser);
            if (pair.has("scores")) {
                variants.computeIfAbsent(pair.path("variant").asText(), _ -> new Earlier())
                        .add(pair);
            }
        }
    }

    /// Compares a report with this one and writes what comes of it into its head: `baseline`, and
    /// `passed`.
    ///
    /// @return whether nothing is worse than the tolerances allow
    public boolean compare(Report report, Tolerances tolerances) {
        ObjectNode json = report.head().putObject("baseline");
        json.put("file", place);
        tolerances.write(json.putObject("tolerances"));
        ArrayNode regressions = json.putArray("regressions");
        ArrayNode lost = json.putArray("lost_pairs");
        ObjectNode comparisons = json.putObject("comparisons");
        List<String> names = report.data().names();
        int compared = 0;
        for (Variant variant : report.variants()) {
            Earlier earlier = earlier(variant, report);
            Table table = report.tables().get(variant.name());
            if (earlier != null && table != null) {
                compared++;
                Aligned aligned = earlier.aligned(names);
                lost(variant, aligned, table, names, lost);
                compare(variant, aligned, table, names, tolerances, comparisons, regressions);
            }
        }
        if (compared == 0) {
            throw new InvalidOption(
                    "baseline",
                    place,
                    "it has none of these variants, but %s.".formatted(variants.keySet()));
        }
        boolean passed = regressions.isEmpty() && lost.isEmpty();
        json.put("passed", passed);
        report.head().put("passed", passed);
        return passed;
    }

    /// The earlier scores of a variant: those of its name, or the only ones where there is one on
    /// either side.
    private @Nullable Earlier earlier(Variant variant, Report report) {
        Earlier same = variants.get(variant.name());
        boolean onlyOnes = variants.size() == 1 && report.variants().size() == 1;
        return same == null && onlyOnes ? variants.values().iterator().next() : same;
    }

    /// Pairs that had scores before and could not be scored now.
    private static void lost(
            Variant variant, Aligned earlier, Table table, List<String> names, ArrayNode lost) {
        for (int row = 0; row < names.size(); row++) {
            if (earlier.has(row) && !table.isDone(row)) {
                lost.addObject().put("variant", variant.name()).put("name", names.get(row));
            }
        }
    }

    private static void compare(
            Variant variant,
            Aligned earlier,
            Table table,
            List<String> names,
            Tolerances tolerances,
            ObjectNode comparisons,
            ArrayNode regressions) {
        List<Score> scores = table.covered();
        IntFunction<double[]> differences =
                index ->
                        Paired.differences(
                                earlier.column(scores.get(index)), table.score(scores.get(index)));
        Bootstrap.@Nullable Interval[] intervals =
                Bootstrap.means(scores.size(), differences, Bootstrap.seed(names));
        ObjectNode told = comparisons.putObject(variant.name());
        for (int index = 0; index < intervals.length; index++) {
            double[] column = differences.apply(index);
            double[] defined = defined(column);
            if (defined.length > 0) {
                Score score = scores.get(index);
                ObjectNode json = Paired.json(score, column, intervals[index]);
                double previous = Statistics.mean(pairedOnly(earlier.column(score), column));
                double tolerance = tolerances.of(score, previous);
                double difference = Statistics.mean(defined);
                json.put("previous", previous);
                json.put("current", previous + difference);
                json.put("tolerance", tolerance);
                told.set(score.key(), json);
                double worse = score.better() == Score.Better.HIGHER ? -difference : difference;
                if (worse > tolerance) {
                    regressions
                            .addObject()
                            .put("variant", variant.name())
                            .put("score", score.key())
                            .setAll(json.deepCopy());
                }
            }
        }
    }

    @Override
    public void close() {
        variants.values().forEach(earlier -> earlier.columns().close());
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static double[] pairedOnly(double[] values, double[] differences) {
        double[] paired = values.clone();
        for (int row = 0; row < paired.length; row++) {
            if (Double.isNaN(differences[row])) {
                paired[row] = Double.NaN;
            }
        }
        return defined(paired);
    }
}

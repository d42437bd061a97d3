package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import dev.alphalift.evaluation.data.DataSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// From the results of pairs to what is told of all of them. Looks at pairs in the order of their
/// names and at nothing but their results, so that it does not matter who computed which, and when.
final class Reduction {
    private static final double[] LATENCIES = {0.5, 0.9, 0.95, 0.99};

    private final List<String> names;

    /// @param names of all pairs, sorted
    Reduction(List<String> names) {
        this.names = names;
    }

    /// The table of a variant.
    Table table(Journal journal, Variant variant) {
        Table table = new Table(names.size());
        for (int row = 0; row < names.size(); row++) {
            PairResult result = journal.get(new Journal.Key(variant.name(), names.get(row)));
            if (result != null) {
                table.add(row, result);
            }
        }
        return table;
    }

    /// What is told of a variant.
    ///
    /// @param first the table of the first variant, null when this is the first
    ObjectNode variant(Variant variant, Table table, @Nullable Table first) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", variant.name());
        json.put("kind", variant.isModel() ? "model" : "predictions");
        if (variant.options() != null) {
            json.put("model", variant.options().model());
            ObjectNode options = json.putObject("options");
            variant.described().forEach(options::put);
        }
        json.put("scored", table.done());
        json.put("failed", table.failed());
        json.set("summary", summary(table, null));
        ObjectNode byTag = json.putObject("summary_by_tag");
        table.tags().forEach((tag, subset) -> byTag.set(tag, summary(table, subset)));
        if (!table.withoutTruth().isEmpty()) {
            json.set("summary_without_truth", withoutTruth(table));
        }
        if (!table.curves().isEmpty()) {
            table.curves().writeDataSet(json.putObject("data_set"));
            table.curves().write(json.putObject("curves"));
        }
        if (first != null) {
            json.set("against_first", difference(table, first));
        }
        json.set("performance", performance(table));
        return json;
    }

    private ObjectNode summary(Table table, @Nullable BitSet subset) {
        List<Score> scores = table.covered();
        IntFunction<double[]> columns = index -> table.part(table.score(scores.get(index)), subset);
        Bootstrap.@Nullable Interval[] intervals =
                Bootstrap.means(scores.size(), columns, Bootstrap.seed(table.part(names, subset)));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < intervals.length; index++) {
            Score score = scores.get(index);
            ObjectNode told = Statistics.of(columns.apply(index)).json(intervals[index]);
            told.put("better", score.better().name().toLowerCase(Locale.ROOT));
            set(json, score.key(), told);
        }
        return json;
    }

    private static void set(ObjectNode json, String key, ObjectNode value) {
        PairJson.place(json, key).set(key.substring(key.indexOf('.') + 1), value);
    }

    private ObjectNode withoutTruth(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<String> keys = table.withoutTruth();
        IntFunction<double[]> columns =
                index -> table.part(table.withoutTruth(keys.get(index)), null);
        Bootstrap.@Nullable Interval[] intervals =
                Bootstrap.means(keys.size(), columns, Bootstrap.seed(table.part(names, null)));
        for (int index = 0; index < intervals.length; index++) {
            ObjectNode told = Statistics.of(columns.apply(index)).json(intervals[index]);
            set(json, keys.get(index), told);
        }
        return json;
    }

    /// This variant minus the first, picture by picture.
    private ObjectNode difference(Table table, Table first) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<Score> scores = table.covered().stream().filter(first::covers).toList();
        IntFunction<double[]> columns =
                index ->
                        Paired.differences(
                                first.score(scores.get(index)), table.score(scores.get(index)));
        Bootstrap.@Nullable Interval[] intervals =
                Bootstrap.means(scores.size(), columns, Bootstrap.seed(names));
        for (int index = 0; index < intervals.length; index++) {
            Score score = scores.get(index);
            set(json, score.key(), Paired.json(score, columns.apply(index), intervals[index]));
        }
        return json;
    }

    private static ObjectNode performance(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pictures", table.done());
        ObjectNode steps = json.putObject("milliseconds");
        for (String step : table.milliseconds()) {
            double[] values =
                    Arrays.stream(table.milliseconds(step)).filter(v -> !Double.isNaN(v)).toArray();
            if (values.length > 0) {
                steps.set(step, latency(values));
            }
        }
        return json;
    }

    private static ObjectNode latency(double[] values) {
        double mean = Statistics.mean(values);
        Arrays.sort(values);
        double[] quantiles = Statistics.quantiles(values, LATENCIES);
        return JsonNodeFactory.instance
                .objectNode()
                .put("mean", mean)
                .put("median", quantiles[0])
                .put("p90", quantiles[1])
                .put("p95", quantiles[2])
                .put("p99", quantiles[3]);
    }

    /// The tags of all pairs and how many pairs have each.
    static ObjectNode tags(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        table.tags().forEach((tag, subset) -> json.put(tag, subset.cardinality()));
        return json;
    }

    static void writeUnmatched(DataSet data, ObjectNode json) {
        ObjectNode unmatched = json.putObject("unmatched");
        data.unmatched()
                .forEach((role, files) -> {
                    ArrayNode array = unmatched.putArray(role);
                    files.forEach(array::add);
                });
    }
}

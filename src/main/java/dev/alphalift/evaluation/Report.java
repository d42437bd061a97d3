package dev.alphalift.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.truthless.TruthlessScore;
import dev.alphalift.evaluation.data.DataSet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// What came of an evaluation. Closing it closes the results on disk, which it reads as it is
/// written.
///
/// The JSON is described in docs/evaluation.md and by the schema `evaluation-1.1.json`.
public final class Report implements AutoCloseable {
    public static final String SCHEMA = "alphalift-evaluation";
    public static final String SCHEMA_VERSION = "1.1";

    private static final JsonMapper JSON = new JsonMapper();

    private final DataSet data;
    private final List<Variant> variants;
    private final Map<String, Table> tables;
    private final ObjectNode head;
    private final Journal journal;

    Report(
            DataSet data,
            List<Variant> variants,
            Map<String, Table> tables,
            ObjectNode head,
            Journal journal) {
        this.data = data;
        this.variants = variants;
        this.tables = tables;
        this.head = head;
        this.journal = journal;
    }

    /// Reduces the results of a run.
    static Report of(DataSet data, List<Variant> variants, Journal journal, String version) {
        List<String> names = data.names();
        Reduction reduction = new Reduction(names);
        Map<String, Table> tables = new LinkedHashMap<>();
        variants.forEach(variant -> tables.put(variant.name(), reduction.table(journal, variant)));
        Table first = tables.get(variants.getFirst().name());
        if (first == null) {
            throw new IllegalArgumentException("There is no variant.");
        }
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("schema", SCHEMA).put("schema_version", SCHEMA_VERSION);
        head.putObject("tool").put("name", "alphalift").put("version", version);
        ObjectNode about = head.putObject("data");
        about.put("name", data.name());
        about.put("pairs", names.size());
        about.put("scored", first.done());
        about.put("failed", first.failed());
        about.set("tags", Reduction.tags(first));
        Reduction.writeUnmatched(data, about);
        var warnings = about.putArray("warnings");
        new Warnings(data, tables).all().forEach(warnings::add);
        ObjectNode conventions = head.putObject("conventions");
        Score.all().forEach(score -> conventions.put(score.key(), score.convention()));
        TruthlessScore.all().forEach(score -> conventions.put(score.key(), score.convention()));
        var told = head.putArray("variants");
        for (Variant variant : variants) {
            Table table = Objects.requireNonNull(tables.get(variant.name()));
            told.add(reduction.variant(variant, table, told.isEmpty() ? null : first));
        }
        head.set("summary", told.get(0).get("summary"));
        head.put("passed", true);
        return new Report(data, variants, tables, head, journal);
    }

    /// All but the pairs: what a reader looks at first. Not a copy.
    public ObjectNode head() {
        return head;
    }

    /// Adds when and where it was made; the run ends with this.
    public void ran(RunFacts facts) {
        head.set("run", facts.end());
    }

    public List<Variant> variants() {
        return variants;
    }

    public DataSet data() {
        return data;
    }

    /// Pairs that could not be scored for some variant.
    public int failed() {
        return tables.values().stream().mapToInt(Table::failed).sum();
    }

    /// Pairs that were scored, for any variant.
    public int scored() {
        return tables.values().stream().mapToInt(Table::done).sum();
    }

    /// What should be known before it is read, a sentence each.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        head.at("/data/warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    Map<String, Table> tables() {
        return tables;
    }

    /// The results, variant by variant in the order of names; without their counts.
    public void forEach(Consumer<PairResult> action) {
        forEach(data, variants, journal, action);
    }

    /// Those results that a journal has, in that order.
    static void forEach(
            DataSet data, List<Variant> variants, Journal journal, Consumer<PairResult> action) {
        for (Variant variant : variants) {
            for (String pair : data.names()) {
                PairResult result = journal.getReported(new Journal.Key(variant.name(), pair));
                if (result != null) {
                    action.accept(result);
                }
            }
        }
    }

    /// A result as it stands in the report.
    public static ObjectNode json(PairResult result) {
        return PairJson.reported(result);
    }

    /// Writes it as JSON, pair by pair.
    ///
    /// @throws IOException if the stream fails
    public void writeJson(OutputStream out) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.useDefaultPrettyPrinter();
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> member : head.properties()) {
                generator.writeFieldName(member.getKey());
                JSON.writeTree(generator, member.getValue());
            }
            generator.writeArrayFieldStart("pairs");
            List<IOException> failures = new ArrayList<>();
            forEach(result -> {
                try {
                    if (failures.isEmpty()) {
                        JSON.writeTree(generator, PairJson.reported(result));
                    }
                } catch (IOException e) {
                    failures.add(e);
                }
            });
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        out.flush();
    }

    /// Writes a line a pair and variant as CSV, with every score that was taken of any.
    ///
    /// @throws IOException if the stream fails
    public void writeCsv(OutputStream out) throws IOException {
        List<Score> scores =
                Score.all().stream()
                        .filter(score ->
                                tables.values().stream().anyMatch(table -> table.covers(score)))
                        .toList();
        List<String> header =
                new ArrayList<>(List.of("name", "variant", "tags", "width", "height"));
        scores.forEach(score -> header.add(score.key()));
        header.addAll(List.of("flags", "error"));
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVFormat format =
                CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get();
        CSVPrinter printer = new CSVPrinter(writer, format);
        List<IOException> failures = new ArrayList<>();
        forEach(result -> {
            try {
                if (failures.isEmpty()) {
                    printer.printRecord(row(result, scores));
                }
            } catch (IOException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        printer.flush();
    }

    private static List<Object> row(PairResult result, List<Score> scores) {
        List<Object> row = new ArrayList<>();
        row.add(result.name());
        row.add(result.variant());
        row.add(String.join(" ", result.tags()));
        row.add(result.size() == null ? "" : result.size().width());
        row.add(result.size() == null ? "" : result.size().height());
        for (Score score : scores) {
            Double value = result.scores() == null ? null : result.scores().get(score);
            row.add(value == null ? "" : value);
        }
        row.add(String.join(" ", result.flags().stream().map(flag -> flag.code()).toList()));
        row.add(result.failure() == null ? "" : result.failure().code());
        return row;
    }

    /// Deletes what was kept to go on with: the report is written.
    public void deleteProgress() {
        journal.delete();
    }

    @Override
    public void close() {
        tables.values().forEach(Table::close);
        journal.close();
    }
}

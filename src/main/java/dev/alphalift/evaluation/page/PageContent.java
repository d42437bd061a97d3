package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Undefined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the page needs of a report, as JSON: the report itself, but its pairs as rows without names
/// of fields and with fewer digits. One pair is in memory at a time.
///
/// A row is `[name, variant, tags, width, height, flags, error, milliseconds, [score ...],
/// without_truth]`, its scores in the order of `scores`; a score is a number, why there is none, or
/// null where it was not taken.
final class PageContent {
    // More than the page shows.
    private static final MathContext DIGITS = new MathContext(5);

    // Said once for the whole report, not of each pair.
    private static final Set<String> NOT_TAKEN =
            Set.of(Undefined.NO_MODEL.code(), Undefined.NO_SOURCE.code());

    private static final String PAIRS = "pairs";

    private final JsonGenerator out;

    PageContent(JsonGenerator out) {
        this.out = out;
    }

    void write(JsonParser report, List<WorstCase> cases) throws IOException {
        begin();
        copyReport(report);
        end(cases);
    }

    void write(JsonNode head, ReportPage.Pairs pairs, List<WorstCase> cases) throws IOException {
        begin();
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : head.properties()) {
            if (!member.getKey().equals(PAIRS)) {
                out.writeFieldName(member.getKey());
                out.writeTree(member.getValue());
            }
        }
        out.writeArrayFieldStart(PAIRS);
        try {
            pairs.forEach(this::writeRowUnchecked);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.writeEndArray();
        out.writeEndObject();
        end(cases);
    }

    private void begin() throws IOException {
        out.writeStartObject();
        writeScores();
        out.writeFieldName("report");
    }

    private void end(List<WorstCase> cases) throws IOException {
        out.writeArrayFieldStart("cases");
        for (WorstCase each : cases) {
            writeCase(each);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeScores() throws IOException {
        out.writeArrayFieldStart("scores");
        for (Score score : Score.all()) {
            out.writeStartObject();
            out.writeStringField("key", score.key());
            out.writeBooleanField("higher", score.better() == Score.Better.HIGHER);
            out.writeStringField("convention", score.convention());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void copyReport(JsonParser report) throws IOException {
        if (report.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("A report must be a JSON object.");
        }
        out.writeStartObject();
        while (report.nextToken() == JsonToken.FIELD_NAME) {
            String name = report.currentName();
            out.writeFieldName(name);
            if (report.nextToken() == JsonToken.START_ARRAY && name.equals(PAIRS)) {
                copyPairs(report);
            } else {
                out.copyCurrentStructure(report);
            }
        }
        out.writeEndObject();
    }

    private void copyPairs(JsonParser report) throws IOException {
        out.writeStartArray();
        while (report.nextToken() != JsonToken.END_ARRAY) {
            JsonNode pair = report.readValueAsTree();
            writeRow(pair);
        }
        out.writeEndArray();
    }

    private void writeRowUnchecked(JsonNode pair) {
        try {
            writeRow(pair);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeRow(JsonNode pair) throws IOException {
        out.writeStartArray();
        out.writeString(pair.path("name").asText());
        out.writeString(pair.path("variant").asText());
        out.writeTree(pair.path("tags"));
        out.writeTree(pair.path("width"));
        out.writeTree(pair.path("height"));
        out.writeTree(pair.path("flags"));
        out.writeTree(pair.path("error"));
        writeNumber(pair.path("milliseconds").path("total"));
        out.writeStartArray();
        for (Score score : Score.all()) {
            writeScore(pair, score.key());
        }
        out.writeEndArray();
        out.writeTree(pair.path("without_truth"));
        out.writeEndArray();
    }

    private void writeScore(JsonNode pair, String key) throws IOException {
        JsonNode value = at(pair.path("scores"), key);
        String reason = at(pair.path("undefined"), key).asText("");
        if (value.isNumber() || reason.isEmpty() || NOT_TAKEN.contains(reason)) {
            writeNumber(value);
        } else {
            out.writeString(reason);
        }
    }

    /// The value of a key; one with a dot is a member of a group, or a field of that whole name.
    static JsonNode at(JsonNode object, String key) {
        int dot = key.indexOf('.');
        JsonNode value = object.path(key);
        return dot < 0 || !value.isMissingNode()
                ? value
                : object.path(key.substring(0, dot)).path(key.substring(dot + 1));
    }

    private void writeNumber(JsonNode value) throws IOException {
        writeNumber(value.isNumber() ? Double.valueOf(value.doubleValue()) : null);
    }

    private void writeNumber(@Nullable Double value) throws IOException {
        // JSON has no word for what is not finite.
        if (value == null || !Double.isFinite(value)) {
            out.writeNull();
        } else {
            out.writeNumber(BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros());
        }
    }

    private void writeCase(WorstCase each) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", each.name());
        out.writeStringField("variant", each.variant());
        out.writeObjectFieldStart("scores");
        for (Map.Entry<String, @Nullable Double> score : each.scores().entrySet()) {
            out.writeFieldName(score.getKey());
            writeNumber(score.getValue());
        }
        out.writeEndObject();
        writePicture("image", each.image());
        writePicture("truth", each.truth());
        writePicture("predicted", each.predicted());
        writePicture("error", each.error());
        out.writeEndObject();
    }

    private void writePicture(String name, @Nullable EmbeddedPicture picture) throws IOException {
        if (picture == null) {
            out.writeNullField(name);
            return;
        }
        out.writeArrayFieldStart(name);
        out.writeString(picture.mediaType());
        out.writeBinary(picture.file());
        out.writeEndArray();
    }
}

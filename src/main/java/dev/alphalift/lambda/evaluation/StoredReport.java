package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.Report;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// A report as files in a store, and what is answered of it then.
final class StoredReport {
    private static final List<String> TOLD =
            List.of("schema", "schema_version", "tool", "data", "passed", "baseline");
    private static final List<String> TOLD_OF_SCORES =
            List.of("mean", "median", "interval", "count");

    private StoredReport() {}

    /// Writes the files.
    ///
    /// @param page writes the page
    /// @return where they are, and the means
    static ObjectNode write(Report report, Writing page, ReportFolder folder, ObjectStore store) {
        put(folder.json(), "application/json", report::writeJson, store);
        put(folder.csv(), "text/csv", report::writeCsv, store);
        put(folder.html(), "text/html", page, store);
        ObjectNode answer = summary(report);
        answer.put("report", folder.json().toString());
        answer.put("csv", folder.csv().toString());
        answer.put("html", folder.html().toString());
        return answer;
    }

    /// Writes one of the files.
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void put(
            ObjectAddress place, String mediaType, Writing writing, ObjectStore store) {
        store.put(place, bytes(place.toString(), writing), mediaType, Map.of());
    }

    private static byte[] bytes(String place, Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new TargetUnavailable(place, String.valueOf(e.getMessage()), e);
        }
        return out.toByteArray();
    }

    /// The whole report as JSON.
    static byte[] json(Report report) {
        return bytes("answer", report::writeJson);
    }

    /// What fits into any answer: the means, but neither pairs nor curves.
    private static ObjectNode summary(Report report) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (String member : TOLD) {
            JsonNode value = report.head().get(member);
            if (value != null) {
                answer.set(member, value);
            }
        }
        var variants = answer.putArray("variants");
        for (JsonNode variant : report.head().path("variants")) {
            ObjectNode told = variants.addObject();
            for (String member : List.of("name", "kind", "model", "scored", "failed")) {
                if (variant.has(member)) {
                    told.set(member, variant.get(member));
                }
            }
            told.set("summary", means(variant.path("summary")));
        }
        return answer;
    }

    private static ObjectNode means(JsonNode summary) {
        ObjectNode means = JsonNodeFactory.instance.objectNode();
        for (var member : summary.properties()) {
            JsonNode value = member.getValue();
            if (value.has("count")) {
                ObjectNode told = means.putObject(member.getKey());
                TOLD_OF_SCORES.forEach(each -> told.set(each, value.path(each)));
            } else if (value.isObject()) {
                means.set(member.getKey(), means(value));
            }
        }
        return means;
    }
}

package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Writes an evaluation's report as one HTML file that needs nothing besides: no server, no
/// network, no other file. It holds the report's numbers, a script that shows them, and small
/// pictures.
public final class ReportPage {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private ReportPage() {}

    /// Writes the page of a report that lies somewhere as JSON. Memory does not grow with its
    /// pairs.
    ///
    /// @param report the report, schema 1.x; not closed
    /// @param cases what the page shows pictures of, in any order
    /// @param out takes the page; not closed
    /// @throws IOException if one of the streams fails, or the report is no JSON
    public static void write(InputStream report, List<WorstCase> cases, OutputStream out)
            throws IOException {
        try (JsonParser parser = JSON.createParser(report)) {
            write(data -> data.write(parser, cases), out);
        }
    }

    /// The pairs of a report, one after another.
    @FunctionalInterface
    public interface Pairs {
        /// Calls `action` with each of `pairs` as it stands in the JSON report.
        void forEach(Consumer<JsonNode> action);
    }

    /// Writes the page of a report whose pairs are made one by one.
    ///
    /// @param head the report, schema 1.x, without `pairs`, which are left out here
    /// @param pairs its pairs
    /// @param cases what the page shows pictures of, in any order
    /// @param out takes the page; not closed
    /// @throws IOException if it cannot be written
    public static void write(JsonNode head, Pairs pairs, List<WorstCase> cases, OutputStream out)
            throws IOException {
        write(data -> data.write(head, pairs, cases), out);
    }

    private static void write(Writing writing, OutputStream out) throws IOException {
        PageTemplate template = PageTemplate.load();
        var buffered = new BufferedOutputStream(out, 1 << 16);
        buffered.write(template.before().getBytes(StandardCharsets.UTF_8));
        try (JsonGenerator data = JSON.createGenerator(buffered)) {
            data.setCharacterEscapes(new ScriptEscapes());
            writing.write(new PageContent(data));
        }
        buffered.write(template.after().getBytes(StandardCharsets.UTF_8));
        buffered.flush();
    }

    @FunctionalInterface
    private interface Writing {
        void write(PageContent content) throws IOException;
    }
}

package dev.alphalift.lambda.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.store.NewObject;
import dev.alphalift.store.ObjectAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells in JSON why there is no cutout of an object.
final class FailureRecord {
    private FailureRecord() {}

    /// @param parameters what was asked for, as it was asked for
    /// @param sample where the object is kept, null when it is not
    static NewObject of(
            AlphaliftException fault,
            ObjectRemoval work,
            Map<String, String> parameters,
            @Nullable ObjectAddress sample) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", fault.code())
                        .put("message", fault.getMessage());
        json.set("source", source(work.event()));
        ObjectNode options = json.putObject("options");
        new TreeMap<>(parameters).forEach(options::put);
        json.put("time", Instant.now().toString());
        String request = CallLog.requestId();
        if (request != null) {
            json.put("requestId", request);
        }
        if (sample != null) {
            json.put("sample", sample.toString());
        }
        return new NewObject(
                json.toPrettyString().getBytes(StandardCharsets.UTF_8),
                "application/json",
                work.metadata());
    }

    private static ObjectNode source(SourceEvent event) {
        EventStamp stamp = event.stamp();
        ObjectNode source =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("bucket", event.source().bucket())
                        .put("key", event.source().key());
        put(source, "version", stamp.version());
        put(source, "etag", stamp.etag());
        put(source, "sequencer", stamp.sequencer());
        return source;
    }

    private static void put(ObjectNode source, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            source.put(name, value);
        }
    }
}

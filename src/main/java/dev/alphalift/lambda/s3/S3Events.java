package dev.alphalift.lambda.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.WarmUp;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads what S3 tells of new objects, whatever carried it: S3 itself, SNS or EventBridge, and each
/// of them as text in a message of SQS.
final class S3Events {
    private static final Logger LOG = Logger.getLogger(S3Events.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECORDS = "Records";
    private static final String CREATED = "ObjectCreated:";
    private static final String CREATED_ON_BRIDGE = "Object Created";

    /// S3 in SNS in SQS, and one to spare.
    private static final int DEEPEST = 4;

    private S3Events() {}

    /// The objects that an event is about; none for what is of no interest here.
    ///
    /// @throws InvalidOption if it cannot be understood
    static List<SourceEvent> of(@Nullable JsonNode event) {
        List<SourceEvent> events = new ArrayList<>();
        collect(event == null ? JSON.nullNode() : event, events, 0);
        return events;
    }

    /// The same of an event that is a text.
    static List<SourceEvent> of(String event) {
        List<SourceEvent> events = new ArrayList<>();
        collect(parsed(event), events, 0);
        return events;
    }

    private static void collect(JsonNode event, List<SourceEvent> events, int depth) {
        if (depth > DEEPEST) {
            throw unintelligible(event, "it is wrapped too often.");
        }
        if (WarmUp.isTestOfS3(event)) {
            LOG.info("Ignored: s3:TestEvent");
        } else if (event.path("detail-type").isTextual()) {
            collectOfBridge(event, events);
        } else if (event.path("Message").isTextual()) {
            collect(parsed(event.path("Message").textValue()), events, depth + 1);
        } else if (event.path(RECORDS).isArray()) {
            for (JsonNode entry : event.path(RECORDS)) {
                collectOfRecord(entry, events, depth);
            }
        } else {
            throw unintelligible(event, "it is no event of S3.");
        }
    }

    private static void collectOfRecord(JsonNode entry, List<SourceEvent> events, int depth) {
        if (entry.path("Sns").isObject()) {
            collect(entry.path("Sns"), events, depth + 1);
            return;
        }
        JsonNode s3 = entry.path("s3");
        String name = entry.path("eventName").asText();
        if (!s3.isObject() || name.isEmpty()) {
            throw unintelligible(entry, "it is no event of S3.");
        }
        if (!name.startsWith(CREATED) && !name.startsWith("s3:" + CREATED)) {
            LOG.infof("Ignored: %s", CallLog.shortened(name));
            return;
        }
        JsonNode object = s3.path("object");
        add(
                entry,
                new ObjectAddress(
                        s3.path("bucket").path("name").asText(),
                        decoded(entry, object.path("key"))),
                object,
                "versionId",
                object.path("eTag").asText(),
                entry.path("eventTime").asText(),
                events);
    }

    /// Keys on the bridge are as they are, not encoded as in an address.
    private static void collectOfBridge(JsonNode event, List<SourceEvent> events) {
        String type = event.path("detail-type").textValue();
        if (!type.equals(CREATED_ON_BRIDGE)) {
            LOG.infof("Ignored: %s", CallLog.shortened(type));
            return;
        }
        JsonNode detail = event.path("detail");
        JsonNode object = detail.path("object");
        add(
                event,
                new ObjectAddress(
                        detail.path("bucket").path("name").asText(), object.path("key").asText()),
                object,
                "version-id",
                object.path("etag").asText(),
                event.path("time").asText(),
                events);
    }

    private static void add(
            JsonNode event,
            ObjectAddress source,
            JsonNode object,
            String versionName,
            String etag,
            String time,
            List<SourceEvent> events) {
        if (source.bucket().isEmpty() || source.key().isEmpty()) {
            throw unintelligible(event, "the bucket or the key is missing.");
        }
        if (source.key().endsWith("/") && object.path("size").asLong(1) == 0) {
            LOG.infof("Ignored: %s is a folder.", CallLog.shortened(source.toString()));
            return;
        }
        // A bucket that no longer keeps versions calls the only one "null": it can change.
        String version = object.path(versionName).asText("");
        version = version.equals("null") ? "" : version;
        String tag = etag.replace("\"", "");
        if (!(source.bucket() + version + tag).chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw unintelligible(event, "its bucket, version or etag is none.");
        }
        events.add(
                new SourceEvent(
                        source,
                        new ObjectState(
                                version.isEmpty() ? null : version, tag.isEmpty() ? null : tag),
                        new EventStamp(
                                source.bucket(),
                                object.path("sequencer").asText(),
                                instant(event, time),
                                version,
                                tag)));
    }

    private static Instant instant(JsonNode event, String time) {
        try {
            return time.isEmpty() ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeException e) {
            throw unintelligible(event, "its time is none.");
        }
    }

    private static String decoded(JsonNode event, JsonNode key) {
        try {
            return URLDecoder.decode(key.asText(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unintelligible(event, "its key is not encoded as in an address.");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidOption("event", text, "it is no JSON.");
        }
    }

    private static InvalidOption unintelligible(JsonNode event, String reason) {
        return new InvalidOption("event", event.toString(), reason);
    }
}

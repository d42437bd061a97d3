package dev.alphalift.testdata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.testdata.S3Server.Uploaded;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Events about uploads in the forms that AWS documents: by S3 itself, and wrapped by those who
/// carry them.
public final class S3EventJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private S3EventJson() {}

    /// One upload.
    ///
    /// @param sequencer empty for none
    public record Upload(
            String bucket, String key, Uploaded uploaded, String sequencer, Instant time) {
        public static Upload of(String bucket, String key, Uploaded uploaded, long number) {
            return new Upload(
                    bucket,
                    key,
                    uploaded,
                    "%016X".formatted(0x0055AED6DCD90281L + number),
                    Instant.parse("2026-11-25T10:00:00.123Z").plusMillis(number));
        }
    }

    /// As one of the records of an event of S3.
    public static ObjectNode record(Upload upload) {
        ObjectNode entry =
                JSON.objectNode()
                        .put("eventVersion", "2.1")
                        .put("eventSource", "aws:s3")
                        .put("awsRegion", "eu-central-1")
                        .put("eventTime", upload.time().toString())
                        .put("eventName", "ObjectCreated:Put");
        entry.putObject("userIdentity").put("principalId", "AIDAJDPLRKLG7UEXAMPLE");
        entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        entry.putObject("responseElements").put("x-amz-request-id", "C3D13FE58DE4C810");
        ObjectNode s3 = entry.putObject("s3").put("s3SchemaVersion", "1.0");
        s3.put("configurationId", "testConfigRule");
        s3.putObject("bucket")
                .put("name", upload.bucket())
                .put("arn", "arn:aws:s3:::" + upload.bucket());
        ObjectNode object =
                s3.putObject("object")
                        .put("key", URLEncoder.encode(upload.key(), StandardCharsets.UTF_8))
                        .put("size", 1024)
                        .put("eTag", upload.uploaded().etag());
        if (!upload.uploaded().version().isEmpty()) {
            object.put("versionId", upload.uploaded().version());
        }
        if (!upload.sequencer().isEmpty()) {
            object.put("sequencer", upload.sequencer());
        }
        return entry;
    }

    /// As S3 sends it.
    public static ObjectNode direct(Upload... uploads) {
        ObjectNode event = JSON.objectNode();
        ArrayNode records = event.putArray("Records");
        for (Upload upload : uploads) {
            records.add(record(upload));
        }
        return event;
    }

    /// As EventBridge sends it; the key is not encoded there.
    public static ObjectNode bridge(Upload upload) {
        ObjectNode event =
                JSON.objectNode()
                        .put("version", "0")
                        .put("id", UUID.nameUUIDFromBytes(new byte[1]).toString())
                        .put("detail-type", "Object Created")
                        .put("source", "aws.s3")
                        .put("account", "123456789012")
                        .put("time", upload.time().toString())
                        .put("region", "eu-central-1");
        ObjectNode detail = event.putObject("detail").put("version", "0");
        detail.putObject("bucket").put("name", upload.bucket());
        ObjectNode object =
                detail.putObject("object")
                        .put("key", upload.key())
                        .put("size", 1024)
                        .put("etag", upload.uploaded().etag())
                        .put("sequencer", upload.sequencer());
        if (!upload.uploaded().version().isEmpty()) {
            object.put("version-id", upload.uploaded().version());
        }
        detail.put("reason", "PutObject");
        return event;
    }

    /// As SNS calls a function.
    public static ObjectNode sns(ObjectNode message) {
        ObjectNode event = JSON.objectNode();
        ObjectNode entry = event.putArray("Records").addObject();
        entry.put("EventSource", "aws:sns").put("EventVersion", "1.0");
        entry.set("Sns", notification(message));
        return event;
    }

    /// As SNS writes into a queue, unless it is told to deliver raw.
    public static ObjectNode notification(ObjectNode message) {
        return JSON.objectNode()
                .put("Type", "Notification")
                .put("MessageId", "95df01b4-ee98-5cb9-9903-4c221d41eb5e")
                .put("TopicArn", "arn:aws:sns:eu-central-1:123456789012:uploads")
                .put("Subject", "Amazon S3 Notification")
                .put("Message", message.toString())
                .put("Timestamp", "2026-11-25T10:00:00.000Z");
    }

    /// As SQS calls a function: messages with the identifiers `message-0`, `message-1` ...
    public static ObjectNode sqs(List<String> bodies) {
        ObjectNode event = JSON.objectNode();
        ArrayNode records = event.putArray("Records");
        for (String body : bodies) {
            ObjectNode entry =
                    records.addObject()
                            .put("messageId", "message-" + records.size())
                            .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
                            .put("body", body)
                            .put("eventSource", "aws:sqs")
                            .put("eventSourceARN", "arn:aws:sqs:eu-central-1:123456789012:uploads")
                            .put("awsRegion", "eu-central-1");
            entry.put("messageId", "message-" + (records.size() - 1));
            entry.putObject("attributes").put("ApproximateReceiveCount", "1");
            entry.putObject("messageAttributes");
        }
        return event;
    }
}

package dev.alphalift.lambda.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Keeps pictures that came with a call and could not be worked on, each with a note that says why,
/// so that a person can look at them.
///
/// @param folder `s3://bucket/prefix/`
public record FailedSamples(ObjectStore store, ObjectAddress folder) {
    private static final Logger LOG = Logger.getLogger(FailedSamples.class);

    /// Keeps a picture if it is one of interest: a caller's wrong option is none. That it cannot be
    /// kept is logged and changes nothing.
    void keep(byte[] picture, AlphaliftException fault) {
        boolean ofInterest =
                fault instanceof UnreadableImage
                        || fault instanceof UnsupportedFormat
                        || fault instanceof InferenceFailed;
        if (!ofInterest || picture.length == 0) {
            return;
        }
        String name = UUID.randomUUID().toString();
        byte[] note =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", fault.code())
                        .put("message", fault.getMessage())
                        .put("time", Instant.now().toString())
                        .put("requestId", CallLog.requestId())
                        .put("sample", folder.resolve(name).toString())
                        .toPrettyString()
                        .getBytes(StandardCharsets.UTF_8);
        try {
            store.put(folder.resolve(name), picture, "application/octet-stream", Map.of());
            store.put(folder.resolve(name + ".error.json"), note, "application/json", Map.of());
        } catch (AlphaliftException trouble) {
            LOG.warnf("A sample cannot be kept: %s", trouble.getMessage());
        }
    }
}

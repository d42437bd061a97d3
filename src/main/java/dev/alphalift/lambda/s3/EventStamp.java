package dev.alphalift.lambda.s3;

import dev.alphalift.store.ObjectHead;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an event of S3 says of its place in time; written to what came of it, so that a later call
/// can tell which of the two is newer.
///
/// S3's `sequencer` is a hexadecimal number that grows with each event of one key. Two of different
/// lengths are compared from the left: zeros are added to the right of the shorter.
///
/// @param bucket the source's; sequencers of two buckets say nothing about each other
/// @param sequencer null where the event has none
/// @param time when S3 was done with the upload
/// @param version empty where the bucket keeps none
/// @param etag empty where the event names none
record EventStamp(
        String bucket, @Nullable String sequencer, Instant time, String version, String etag) {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]+");
    private static final String BUCKET = "alphalift-source-bucket";
    private static final String SEQUENCER = "alphalift-sequencer";
    private static final String TIME = "alphalift-event-time";
    private static final String VERSION = "alphalift-source-version";
    private static final String ETAG = "alphalift-source-etag";

    /// @param sequencer what is no hexadecimal number counts as none
    EventStamp {
        sequencer =
                sequencer != null && HEXADECIMAL.matcher(sequencer).matches()
                        ? sequencer.toLowerCase(Locale.ROOT)
                        : null;
    }

    /// The stamp of what was written, null when it is not ours.
    static @Nullable EventStamp of(ObjectHead head) {
        Map<String, String> metadata = head.metadata();
        String bucket = metadata.get(BUCKET);
        if (bucket == null) {
            return null;
        }
        return new EventStamp(
                bucket,
                metadata.get(SEQUENCER),
                time(metadata.getOrDefault(TIME, "")),
                metadata.getOrDefault(VERSION, ""),
                metadata.getOrDefault(ETAG, ""));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /// As metadata of what is written.
    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(BUCKET, bucket);
        metadata.put(TIME, time.toString());
        if (sequencer != null) {
            metadata.put(SEQUENCER, sequencer);
        }
        if (!version.isEmpty()) {
            metadata.put(VERSION, version);
        }
        if (!etag.isEmpty()) {
            metadata.put(ETAG, etag);
        }
        return metadata;
    }

    /// Less than zero if this event is older than another of the same key, more if it is newer,
    /// zero if they are of the same upload. Total among events that have sequencers, as S3 sends
    /// them, so that whoever comes last decides as everybody else.
    int compareAge(EventStamp other) {
        if (sequencer != null && other.sequencer != null && bucket.equals(other.bucket)) {
            int order =
                    padded(sequencer, other.sequencer)
                            .compareTo(padded(other.sequencer, sequencer));
            if (order != 0) {
                return order;
            }
        }
        if (isOfSameUpload(other)) {
            return 0;
        }
        int order = time.compareTo(other.time);
        if (order == 0) {
            order = etag.compareTo(other.etag);
        }
        return order == 0 ? version.compareTo(other.version) : order;
    }

    private static String padded(String sequencer, String other) {
        return sequencer + "0".repeat(Math.max(0, other.length() - sequencer.length()));
    }

    private boolean isOfSameUpload(EventStamp other) {
        if (!bucket.equals(other.bucket)) {
            return false;
        }
        if (!version.isEmpty() || !other.version.isEmpty()) {
            return version.equals(other.version);
        }
        // The same bytes uploaded twice have one tag; only sequencers can tell the uploads apart.
        // Sequencers that tell them apart have done so already.
        boolean sameSequencer = sequencer != null && other.sequencer != null && !etag.isEmpty();
        return etag.equals(other.etag) && (sameSequencer || time.equals(other.time));
    }
}

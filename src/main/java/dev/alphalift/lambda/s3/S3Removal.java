package dev.alphalift.lambda.s3;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.NewObject;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectHead;
import dev.alphalift.store.ObjectStore;
import dev.alphalift.store.PutOutcome;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does what one event of S3 asks for: a cutout, or a record that tells why there is none. However
/// often, in whatever order and however many at once the events of a key arrive, what lies there in
/// the end came of the newest (docs/adr/0016). Safe for use by several threads.
final class S3Removal {
    private static final Logger LOG = Logger.getLogger(S3Removal.class);

    /// Who loses more races than these for one key is left to Lambda's own retries.
    private static final int RACES = 8;

    private final ObjectStore store;
    private final BackgroundRemover remover;
    private final S3Settings settings;
    private final long mostBytes;
    private final ReviewCopies review;

    S3Removal(ObjectStore store, BackgroundRemover remover, S3Settings settings, long mostBytes) {
        this.store = store;
        this.remover = remover;
        this.settings = settings;
        this.mostBytes = mostBytes;
        this.review = new ReviewCopies(store, settings);
    }

    /// @throws AlphaliftException if it may succeed later, or the source is one of the function's
    ///   own results; nothing was written then
    RemovalOutcome run(SourceEvent event, Deadline deadline, CallLog.Entry entry) {
        settings.requireForeign(event.source());
        deadline.check();
        Map<String, String> parameters = settings.parameters(event.source());
        String fingerprint = settings.fingerprint(parameters, Map.of());
        ObjectRemoval work =
                ObjectRemoval.of(event, settings.options(parameters), fingerprint, settings);
        try {
            if (settings.looksAtTags()) {
                Map<String, String> tags = store.tags(event.source(), event.state());
                fingerprint = settings.fingerprint(parameters, tags);
                work = work.with(fingerprint);
                parameters = S3Settings.withTags(parameters, tags);
                work = ObjectRemoval.of(event, settings.options(parameters), fingerprint, settings);
            }
            return cutOut(work, deadline, entry);
        } catch (AlphaliftException fault) {
            if (fault.retryable()) {
                throw fault;
            }
            entry.failed(fault);
            return recordFailure(fault, work, parameters);
        }
    }

    private RemovalOutcome cutOut(ObjectRemoval work, Deadline deadline, CallLog.Entry entry) {
        EarlierResults found = EarlierResults.by(work, store);
        RemovalOutcome.Kind standing = found.standing(work);
        if (standing != null) {
            return new RemovalOutcome(standing, null);
        }
        SourceEvent event = work.event();
        long start = System.nanoTime();
        byte[] bytes = store.get(event.source(), event.state(), mostBytes);
        if (bytes == null) {
            // Without versions only the newest state can be had; its own event is on its way.
            return new RemovalOutcome(RemovalOutcome.Kind.SUPERSEDED, null);
        }
        entry.with("bytesIn", bytes.length);
        Removal removal = remover.remove(bytes, work.options(), deadline);
        entry.done(removal);
        Map<String, String> metadata = work.metadata();
        metadata.put("alphalift-model", removal.model());
        metadata.put("alphalift-confidence", removal.confidence().text());
        metadata.put("alphalift-needs-review", String.valueOf(removal.confidence().needsReview()));
        metadata.put("alphalift-review-reason", removal.confidence().reason().code());
        metadata.put(
                "alphalift-milliseconds", String.valueOf((System.nanoTime() - start) / 1_000_000));
        NewObject cutout = new NewObject(removal.bytes(), removal.format().mediaType(), metadata);
        // Before the cutout: once that lies there, its event is done.
        review.add(work, removal, cutout);
        return write(RemovalOutcome.Kind.WRITTEN, cutout, work, found);
    }

    private RemovalOutcome recordFailure(
            AlphaliftException fault, ObjectRemoval work, Map<String, String> parameters) {
        EarlierResults found = EarlierResults.by(work, store);
        RemovalOutcome.Kind standing = found.standing(work);
        if (standing != null) {
            return new RemovalOutcome(standing, null);
        }
        NewObject failure = FailureRecord.of(fault, work, parameters, keepSample(work.event()));
        return write(RemovalOutcome.Kind.FAILED, failure, work, found);
    }

    private @Nullable ObjectAddress keepSample(SourceEvent event) {
        ObjectAddress sample = settings.failedSample(event);
        try {
            return sample != null && store.copy(event.source(), event.state(), sample)
                    ? sample
                    : null;
        } catch (AlphaliftException trouble) {
            // The record is what counts.
            LOG.warnf("A sample cannot be kept: %s", trouble.getMessage());
            return null;
        }
    }

    /// Writes if nobody else has since it was looked; else looks again.
    private RemovalOutcome write(
            RemovalOutcome.Kind kind, NewObject object, ObjectRemoval work, EarlierResults seen) {
        boolean isCutout = kind == RemovalOutcome.Kind.WRITTEN;
        ObjectAddress target = isCutout ? work.cutout() : work.failure();
        EarlierResults found = seen;
        for (int race = 0; race < RACES; race++) {
            ObjectHead head = isCutout ? found.cutout() : found.failure();
            if (store.putOver(head, target, object) == PutOutcome.WRITTEN) {
                return new RemovalOutcome(kind, target);
            }
            found = EarlierResults.by(work, store);
            RemovalOutcome.Kind standing = found.standing(work);
            if (standing != null) {
                return new RemovalOutcome(standing, null);
            }
        }
        throw new TargetUnavailable(target.toString(), "others keep writing there.", null);
    }
}

package dev.alphalift.lambda.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.NewObject;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;

/// Copies of what a person should look at, as `p --review` makes them: the cutout, whose opacity is
/// the mask, the source beside it (`.source`) and a text that says why (`.txt`).
final class ReviewCopies {
    private final ObjectStore store;
    private final S3Settings settings;

    ReviewCopies(ObjectStore store, S3Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /// Copies a result if a person should look at it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be written
    void add(ObjectRemoval work, Removal removal, NewObject cutout) {
        ObjectAddress copy = settings.review(work.cutout());
        if (copy == null || !removal.confidence().needsReview()) {
            return;
        }
        SourceEvent event = work.event();
        // The note comes last: where it lies, the others do.
        store.put(copy, cutout);
        store.copy(
                event.source(),
                event.state(),
                beside(copy, ".source" + suffix(event.source().key())));
        store.put(
                beside(copy, ".txt"),
                removal.confidence().note(event.source().toString()).getBytes(UTF_8),
                "text/plain; charset=utf-8",
                work.metadata());
    }

    private static ObjectAddress beside(ObjectAddress address, String ending) {
        return new ObjectAddress(address.bucket(), address.key() + ending);
    }

    private static String suffix(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }
}

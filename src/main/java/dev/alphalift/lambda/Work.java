package dev.alphalift.lambda;

import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import java.util.HashMap;
import java.util.Map;

/// What is to be done with the object of an event.
///
/// @param event the event
/// @param options what is asked for
/// @param fingerprint tells these options from others
/// @param cutout where the cutout belongs
/// @param failure where it belongs why there is none
record Work(
        SourceEvent event,
        RemovalOptions options,
        String fingerprint,
        ObjectAddress cutout,
        ObjectAddress failure) {
    static final String FINGERPRINT = "alphalift-options";

    static Work of(SourceEvent event, RemovalOptions options, S3Settings settings) {
        return new Work(
                event,
                options,
                Digest.of(options.toString()),
                settings.cutout(event.source(), options),
                settings.failure(event.source()));
    }

    /// What is written beside each result, so that the next event can be compared with it.
    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(event.stamp().metadata());
        metadata.put(FINGERPRINT, fingerprint);
        return metadata;
    }
}

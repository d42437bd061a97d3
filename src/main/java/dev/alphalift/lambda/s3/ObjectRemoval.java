package dev.alphalift.lambda.s3;

import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is to be done with the object of an event.
///
/// @param event the event
/// @param options what is asked for
/// @param fingerprint tells these options from others
/// @param cutout where the cutout belongs
/// @param failure where it belongs why there is none
/// @param others where cutouts of the same source in other formats belong
record ObjectRemoval(
        SourceEvent event,
        RemovalOptions options,
        String fingerprint,
        ObjectAddress cutout,
        ObjectAddress failure,
        List<ObjectAddress> others) {
    static final String FINGERPRINT = "alphalift-options";

    /// @param fingerprint of what is asked for, which options need not be readable from
    static ObjectRemoval of(
            SourceEvent event, RemovalOptions options, String fingerprint, S3Settings settings) {
        ObjectAddress cutout = settings.cutout(event.source(), options);
        return new ObjectRemoval(
                event,
                options,
                fingerprint,
                cutout,
                settings.failure(event.source()),
                settings.cutouts(event.source()).stream()
                        .filter(place -> !place.equals(cutout))
                        .toList());
    }

    /// The same asked for in other words.
    ObjectRemoval with(String otherFingerprint) {
        return new ObjectRemoval(event, options, otherFingerprint, cutout, failure, others);
    }

    /// What is written beside each result, so that the next event can be compared with it.
    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(event.stamp().metadata());
        metadata.put(FINGERPRINT, fingerprint);
        return metadata;
    }
}

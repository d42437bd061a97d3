package dev.alphalift.lambda.web;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// Where results lie for a while that are too long to be sent back.
///
/// @param folder `s3://bucket/prefix/`
/// @param validity how long they can be fetched
public record ResultShelf(ObjectStore store, ObjectAddress folder, Duration validity) {
    /// Where results are fetched from: scheme and host, as a page's policy names them.
    public String origin() {
        URI any = store.readableAddress(folder.resolve("any"), validity);
        return any.getScheme() + "://" + any.getAuthority();
    }

    /// Puts a result there.
    ///
    /// @return the address where anybody who knows it can fetch it
    /// @throws dev.alphalift.fault.AlphaliftException.TargetUnavailable if it cannot be written
    URI put(Removal removal) {
        OutputFormat format = removal.format();
        ObjectAddress address = folder.resolve(UUID.randomUUID() + format.suffix());
        store.put(
                address,
                removal.bytes(),
                format.mediaType(),
                Map.of("alphalift-model", removal.model()));
        return store.readableAddress(address, validity);
    }
}

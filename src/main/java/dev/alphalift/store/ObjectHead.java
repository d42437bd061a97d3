package dev.alphalift.store;

import java.util.Map;

/// What is known of an object without reading it.
///
/// @param etag changes with the object's bytes; without quotes
/// @param length bytes
/// @param metadata the object's own, names in lower case
public record ObjectHead(String etag, long length, Map<String, String> metadata) {
    public ObjectHead {
        metadata = Map.copyOf(metadata);
    }
}

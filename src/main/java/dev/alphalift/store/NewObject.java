package dev.alphalift.store;

import java.util.Map;

/// What is to be written. Owns its bytes, which are never written to again.
public final class NewObject {
    private final byte[] bytes;
    private final String mediaType;
    private final Map<String, String> metadata;

    /// @param metadata the object's own, ASCII
    public NewObject(byte[] bytes, String mediaType, Map<String, String> metadata) {
        metadata.forEach((name, value) -> {
            if (!(name + value).chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "The metadata %s (%s) must be ASCII.".formatted(name, value));
            }
        });
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.metadata = Map.copyOf(metadata);
    }

    /// The bytes, not a copy.
    public byte[] bytes() {
        return bytes;
    }

    public String mediaType() {
        return mediaType;
    }

    public Map<String, String> metadata() {
        return metadata;
    }
}

package dev.alphalift.evaluation.page;

import java.util.Set;

/// A small picture that a page carries in itself. Takes the array over: the caller must not write
/// to it again.
public final class EmbeddedPicture {
    private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/jpeg", "image/webp");

    private final String mediaType;
    private final byte[] file;

    /// @param mediaType `image/png`, `image/jpeg` or `image/webp`
    /// @param file the whole file
    public EmbeddedPicture(String mediaType, byte[] file) {
        if (!MEDIA_TYPES.contains(mediaType)) {
            throw new IllegalArgumentException(
                    "The media type (%s) must be one of %s.".formatted(mediaType, MEDIA_TYPES));
        }
        this.mediaType = mediaType;
        this.file = file;
    }

    public String mediaType() {
        return mediaType;
    }

    /// The file itself, not a copy; never written to.
    public byte[] file() {
        return file;
    }
}

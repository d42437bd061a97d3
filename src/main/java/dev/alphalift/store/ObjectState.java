package dev.alphalift.store;

import org.jspecify.annotations.Nullable;

/// Which state of an object is meant, as it changes over time.
///
/// @param version its version, where the store keeps versions
/// @param etag its entity tag without quotes; looked at where there is no version
public record ObjectState(@Nullable String version, @Nullable String etag) {
    /// Whatever it is now.
    public static final ObjectState LATEST = new ObjectState(null, null);
}

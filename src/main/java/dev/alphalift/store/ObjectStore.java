package dev.alphalift.store;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Reads and writes named objects. Safe for use by several threads.
public interface ObjectStore {
    /// Writes an object, or nothing of it.
    ///
    /// @param metadata the object's own, ASCII
    /// @throws dev.alphalift.fault.AlphaliftException.TargetUnavailable if it cannot be written
    void put(ObjectAddress address, byte[] bytes, String mediaType, Map<String, String> metadata);

    /// An address from which anybody can read an object for a while, without asking the store.
    URI readableAddress(ObjectAddress address, Duration validity);
}

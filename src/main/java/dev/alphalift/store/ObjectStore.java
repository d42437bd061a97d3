package dev.alphalift.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads and writes named objects. Safe for use by several threads.
///
/// What is not there is a [dev.alphalift.fault.AlphaliftException.SourceMissing]; whatever else
/// keeps an object from being read is a [dev.alphalift.fault.AlphaliftException.SourceUnavailable],
/// from being written a [dev.alphalift.fault.AlphaliftException.TargetUnavailable]. Both of these
/// may pass.
public interface ObjectStore {
    /// Writes an object, or nothing of it.
    ///
    /// @param metadata the object's own, ASCII
    default void put(
            ObjectAddress address, byte[] bytes, String mediaType, Map<String, String> metadata) {
        put(address, new NewObject(bytes, mediaType, metadata));
    }

    /// Writes an object, or nothing of it.
    void put(ObjectAddress address, NewObject object);

    /// Writes an object, or nothing of it, if nobody else has written there in the meantime.
    ///
    /// @param seen what [#head] said: null when there was nothing
    PutOutcome putOver(@Nullable ObjectHead seen, ObjectAddress address, NewObject object);

    /// Copies one state of an object without reading it here.
    ///
    /// @return false when that state is no longer there
    boolean copy(ObjectAddress source, ObjectState state, ObjectAddress target);

    /// What an object is, without its bytes; null when it is not there.
    @Nullable ObjectHead head(ObjectAddress address);

    /// The bytes of one state of an object.
    ///
    /// @param mostBytes more than these are not read
    /// @return null when the object has changed to another state
    /// @throws dev.alphalift.fault.AlphaliftException.ImageTooLarge if it is longer
    byte @Nullable [] get(ObjectAddress address, ObjectState state, long mostBytes);

    /// Hands out every object whose key begins with this one, in the order of the keys' bytes in
    /// UTF-8, while they are read page by page: memory does not grow with their number. What
    /// changes meanwhile may be in it or not.
    ///
    /// @param prefix where the keys begin; a folder only if it ends with `/`
    /// @param each may throw, which ends the listing
    void list(ObjectAddress prefix, Consumer<ListedObject> each);

    /// The labels of one state of an object.
    Map<String, String> tags(ObjectAddress address, ObjectState state);

    /// Reads an object into a file, piece by piece, and replaces what is there. The file is of no
    /// use when this fails.
    void download(ObjectAddress address, Path target);

    /// An address from which anybody can read an object for a while, without asking the store.
    URI readableAddress(ObjectAddress address, Duration validity);
}

package dev.alphalift.lambda.evaluation;

import dev.alphalift.evaluation.data.Content;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectHead;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/// A file of a pair that lies in a store.
///
/// @param etag of the state that is meant; null: whatever it is when it is read
/// @param mostBytes more of it is not read
record StoredContent(
        ObjectStore store, ObjectAddress address, @Nullable String etag, long mostBytes)
        implements Content {
    @Override
    public String place() {
        return address.toString();
    }

    @Override
    public String stamp() {
        if (etag != null) {
            return etag;
        }
        ObjectHead head = store.head(address);
        if (head == null) {
            throw new SourceMissing(place(), null);
        }
        return head.etag();
    }

    @Override
    public byte[] read() {
        byte[] bytes = store.get(address, new ObjectState(null, etag), mostBytes);
        if (bytes == null) {
            throw new SourceUnavailable(
                    place(), "it is another one than when it was listed.\nMaybe start anew.", null);
        }
        return bytes;
    }
}

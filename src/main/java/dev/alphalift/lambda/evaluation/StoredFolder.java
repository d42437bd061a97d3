package dev.alphalift.lambda.evaluation;

import dev.alphalift.evaluation.data.Content;
import dev.alphalift.store.ListedObject;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// The files below a prefix of a bucket, as a listing told of them.
final class StoredFolder {
    private final ObjectStore store;
    private final ObjectAddress folder;
    private final long mostBytes;
    private final Map<String, ListedObject> files = new TreeMap<>();

    private StoredFolder(ObjectStore store, ObjectAddress folder, long mostBytes) {
        this.store = store;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// Lists a folder.
    ///
    /// @param folder with or without `/` at its end
    /// @param mostBytes more of a file is not read
    static StoredFolder list(ObjectStore store, ObjectAddress folder, long mostBytes) {
        StoredFolder listed = new StoredFolder(store, folder.resolve(""), mostBytes);
        int prefix = listed.folder.key().length();
        store.list(
                listed.folder,
                object -> listed.files.put(object.address().key().substring(prefix), object));
        return listed;
    }

    /// Relative names with `/` between, in order.
    Collection<String> names() {
        return files.keySet();
    }

    /// A file by its relative name, or by its whole address; it need not be there.
    Content open(String name) {
        ObjectAddress address =
                ObjectAddress.looksLikeOne(name)
                        ? ObjectAddress.of("file", name)
                        : folder.resolve(name);
        ListedObject listed = files.get(name);
        return new StoredContent(store, address, listed == null ? null : listed.etag(), mostBytes);
    }
}

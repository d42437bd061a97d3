package dev.alphalift.assembly;

import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Fetches a model's file from a store, whole or not at all.
final class StoredModel {
    private final ObjectStore store;
    private final ModelFolders folders;

    StoredModel(ObjectStore store, ModelFolders folders) {
        this.store = store;
        this.folders = folders;
    }

    /// @throws SourceUnavailable if it cannot be read, or is another file
    /// @throws TargetUnavailable if the folder cannot be written to
    void fetch(ObjectAddress address, ModelSpec model) {
        Path target = folders.target(model);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try {
                store.download(address, part);
                if (!folders.accepts(model, part)) {
                    throw new SourceUnavailable(
                            address.toString(),
                            "it is not the expected file (its hash differs).",
                            null);
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), e.toString(), e);
        }
    }
}

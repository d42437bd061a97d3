package dev.alphalift.pipeline;

import dev.alphalift.segment.Checksum;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Segmenter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The models in memory: each is loaded when first asked for and kept, until there are too many and
/// it is the one that was asked for longest ago. Used under the pipeline's lock.
final class LoadedModels implements AutoCloseable {
    private record Key(String name, @Nullable String path) {}

    private final ModelFolders folders;
    private final Segmenter.Loader loader;
    private final Consumer<ModelNotice> onLoad;
    private final int most;
    // In the order of their last use.
    private final Map<Key, Segmenter> loaded = new LinkedHashMap<>(16, 0.75f, true);

    LoadedModels(
            int most, ModelFolders folders, Segmenter.Loader loader, Consumer<ModelNotice> onLoad) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "The number of models to keep (%s) must be positive.".formatted(most));
        }
        this.most = most;
        this.folders = folders;
        this.loader = loader;
        this.onLoad = onLoad;
    }

    int most() {
        return most;
    }

    Segmenter get(ModelSpec model, @Nullable String path) {
        Key key = new Key(model.name(), model.isCustom() ? path : null);
        Segmenter segmenter = loaded.get(key);
        if (segmenter == null) {
            ModelSource source = source(model, path);
            makeRoom();
            segmenter = loader.load(model, source);
            loaded.put(key, segmenter);
            onLoad.accept(
                    new ModelNotice(
                            model.name(),
                            model.licence().name(),
                            model.licence().allowsCommercialUse()));
        }
        return segmenter;
    }

    /// Sees to it that a model can be had, without loading it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it is not on this machine
    void require(ModelSpec model, @Nullable String path) {
        if (model.isCustom()) {
            folders.locateCustom(model, path);
        } else if (Models.embedded(model) == null) {
            folders.require(model);
        }
    }

    private void makeRoom() {
        Iterator<Segmenter> oldestFirst = loaded.values().iterator();
        while (loaded.size() >= most) {
            oldestFirst.next().close();
            oldestFirst.remove();
        }
    }

    List<ModelEntry> entries(List<ModelSpec> rows) {
        return rows.stream()
                .map(model -> {
                    Checksum checksum = model.checksum();
                    return new ModelEntry(
                            model.name(),
                            model.licence().name(),
                            model.licence().allowsCommercialUse(),
                            checksum == null ? null : checksum.algorithm() + ":" + checksum.hex(),
                            Models.embedded(model) != null || folders.holds(model),
                            model.name().equals(Models.DEFAULT));
                })
                .toList();
    }

    private ModelSource source(ModelSpec model, @Nullable String path) {
        if (model.isCustom()) {
            return folders.locateCustom(model, path);
        }
        ModelSource embedded = Models.embedded(model);
        return embedded == null ? folders.locate(model) : embedded;
    }

    @Override
    public void close() {
        loaded.values().forEach(Segmenter::close);
        loaded.clear();
    }
}

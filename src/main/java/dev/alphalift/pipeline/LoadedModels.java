package dev.alphalift.pipeline;

import dev.alphalift.segment.Checksum;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Segmenter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The models in memory: each is loaded when first asked for and kept. Used under the pipeline's
/// lock.
final class LoadedModels implements AutoCloseable {
    private record Key(String name, @Nullable String path) {}

    private final ModelFolders folders;
    private final Segmenter.Loader loader;
    private final Consumer<ModelNotice> onLoad;
    private final Map<Key, Segmenter> loaded = new HashMap<>();

    LoadedModels(ModelFolders folders, Segmenter.Loader loader, Consumer<ModelNotice> onLoad) {
        this.folders = folders;
        this.loader = loader;
        this.onLoad = onLoad;
    }

    Segmenter get(ModelSpec model, @Nullable String path) {
        Key key = new Key(model.name(), model.isCustom() ? path : null);
        Segmenter segmenter = loaded.get(key);
        if (segmenter == null) {
            segmenter = loader.load(model, source(model, path));
            loaded.put(key, segmenter);
            onLoad.accept(
                    new ModelNotice(
                            model.name(),
                            model.licence().name(),
                            model.licence().allowsCommercialUse()));
        }
        return segmenter;
    }

    List<ModelEntry> entries() {
        return Models.all().stream()
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

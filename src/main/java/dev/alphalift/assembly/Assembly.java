package dev.alphalift.assembly;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fetch.Download;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelNotice;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import java.time.Duration;
import java.util.function.Consumer;

/// Puts the parts together for a set of settings.
public final class Assembly {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final Settings settings;

    public Assembly(Settings settings) {
        this.settings = settings;
    }

    /// A working pipeline; the caller closes it.
    ///
    /// @param onLoad told of each model when it has been loaded
    public BackgroundRemover backgroundRemover(Consumer<ModelNotice> onLoad) {
        return backgroundRemover(settings.load().admission(), onLoad);
    }

    /// A working pipeline behind a given admission; the caller closes it.
    ///
    /// @param onLoad told of each model when it has been loaded
    public BackgroundRemover backgroundRemover(Admission admission, Consumer<ModelNotice> onLoad) {
        return new BackgroundRemover(
                settings.limits(),
                admission,
                modelFolders(),
                OnnxSegmenter.loader(settings.threads()),
                new Workers(settings.threads()),
                onLoad);
    }

    /// The model files of this machine; `ALPHALIFT_MODELS_URL` names a mirror of the published
    /// ones.
    public ModelShelf modelShelf() {
        return new ModelShelf(
                modelFolders(),
                new Download(SILENCE),
                settings.environment().get(ModelShelf.MIRROR));
    }

    private ModelFolders modelFolders() {
        return new ModelFolders(settings.environment(), settings.userHome());
    }

    /// What a picture may measure.
    public ImageLimits limits() {
        return settings.limits();
    }

    /// Processors to use.
    public int threads() {
        return settings.threads();
    }
}

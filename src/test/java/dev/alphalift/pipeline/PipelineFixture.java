package dev.alphalift.pipeline;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// A real pipeline with the real model.
final class PipelineFixture {
    static final Path TINY_MODELS = TestData.project().resolve("src/test/resources/models");

    private PipelineFixture() {}

    static BackgroundRemover remover() {
        return remover(Map.of(), _ -> {});
    }

    static BackgroundRemover remover(
            Map<String, String> environment, Consumer<ModelNotice> onLoad) {
        return new BackgroundRemover(
                ImageLimits.DEFAULT,
                new Admission(2L << 30, 4, 100),
                2,
                new ModelFolders(environment, Path.of("no-such-home")),
                OnnxSegmenter.loader(2),
                new Workers(2),
                onLoad);
    }

    /// The tiny models' folder as model folder.
    static Map<String, String> tinyModels() {
        return Map.of("U2NET_HOME", TINY_MODELS.toAbsolutePath().normalize().toString());
    }
}

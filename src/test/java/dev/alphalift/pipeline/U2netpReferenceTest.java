package dev.alphalift.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The masks of 320x320 that the published model gives for 27 photographs.
class U2netpReferenceTest {
    @Test
    void no_mask_is_off_by_more_than_one_step() {
        Path manifest = TestData.shared("data/pairs/manifest.json");
        Path references = TestData.shared("data/u2netp-reference");
        ModelSpec model = Models.named(Models.DEFAULT);
        try (Workers workers = new Workers(2);
                Segmenter segmenter = OnnxSegmenter.loader(2).load(model, Models.embedded(model))) {
            ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, workers);
            Preprocessor preprocessor = new Preprocessor(workers);

            for (JsonNode pair : TestData.parse(TestData.read(manifest)).get("pairs")) {
                String id = pair.get("id").asText();
                Photo photo =
                        decoder.decode(
                                TestData.read(manifest.resolveSibling(pair.get("image").asText())));
                Mask mask =
                        Postprocessor.toMask(
                                segmenter.run(
                                        preprocessor.prepare(photo.image(), model), Deadline.NONE),
                                model.outputRule());

                Pixels expected = Pixels.ofPng(TestData.read(references.resolve(id + ".png")));
                Pixels.of(mask).assertClose(expected, 1, 0.999, id);
            }
        }
    }
}

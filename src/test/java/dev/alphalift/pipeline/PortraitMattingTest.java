package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// MODNet's published form with a tiny model, by OpenCV and NumPy, frozen by
/// dev/parity/modnet_fixtures.py.
class PortraitMattingTest {
    private static final JsonNode FROZEN = TestData.json("masks/modnet.json");
    private static final Path MODEL = PipelineFixture.TINY_MODELS.resolve("tiny-modnet.onnx");

    static Stream<JsonNode> sizes() {
        return StreamSupport.stream(FROZEN.get("sizes").spliterator(), false);
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RgbImage picture(JsonNode row) {
        Size size = new Size(row.get("width").asInt(), row.get("height").asInt());
        return new RgbImage(size, bytes(row.get("samples")));
    }

    private static void assertWithinOneStep(byte[] actual, int from, byte[] expected) {
        for (int at = 0; at < expected.length; at++) {
            assertThat(Math.abs((actual[from + at] & 0xff) - (expected[at] & 0xff)))
                    .as("value %s", from + at)
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_input_has_the_published_size(JsonNode row) {
        Size picture = new Size(row.get(0).asInt(), row.get(1).asInt());

        assertThat(Models.named("modnet").input().size(picture))
                .isEqualTo(new Size(row.get(2).asInt(), row.get(3).asInt()));
    }

    @ParameterizedTest
    @CsvSource({
        "10000,600,2048,512",
        "1,500,512,2048",
        "20,4000,32,2048",
        "7,512,32,512",
        "50000,1,2048,32"
    })
    void strips_are_bounded_and_never_empty(
            int width, int height, int inputWidth, int inputHeight) {
        assertThat(Models.named("modnet").input().size(new Size(width, height)))
                .isEqualTo(new Size(inputWidth, inputHeight));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_picture_is_fed_by_averages_of_areas(JsonNode row) {
        try (Workers workers = new Workers(2)) {
            Tensor input = new Preprocessor(workers).prepare(picture(row), Models.named("modnet"));

            assertThat(input.size())
                    .isEqualTo(
                            new Size(
                                    row.get("input_width").asInt(),
                                    row.get("input_height").asInt()));
            // OpenCV leaves out parts of pixels below a thousandth, of a range of 2.
            for (JsonNode sample : row.get("input")) {
                assertThat(input.values()[sample.get(0).asInt()])
                        .isCloseTo((float) sample.get(1).asDouble(), Offset.offset(.002f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_models_answer_is_an_opacity_as_it_is(JsonNode row) {
        ModelSpec spec = Models.named("modnet_custom");
        try (Workers workers = new Workers(2);
                Segmenter model =
                        OnnxSegmenter.loader(2).load(spec, new ModelSource.InFile(MODEL))) {
            Tensor output =
                    model.run(new Preprocessor(workers).prepare(picture(row), spec), Deadline.NONE);

            byte[] mask = Postprocessor.toMask(output, spec.outputRule()).values();

            assertThat(model.fixedSize()).isNull();
            for (JsonNode line : row.get("small")) {
                int from = line.get(0).asInt() * output.size().width();
                assertWithinOneStep(mask, from, bytes(line.get(1)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_mask_of_a_picture_is_the_published_forms(JsonNode row) {
        Map<String, String> folders = PipelineFixture.tinyModels();
        try (BackgroundRemover remover = PipelineFixture.remover(folders, _ -> {})) {
            Removal removal =
                    remover.remove(
                            new Photo(picture(row), ImageFormat.PNG, null, null),
                            RemovalOptions.DEFAULT
                                    .withModel("modnet_custom", MODEL.toAbsolutePath().toString())
                                    .withOnlyMask(true),
                            Deadline.NONE);

            assertWithinOneStep(Pixels.ofPng(removal.bytes()).samples(), 0, bytes(row.get("mask")));
        }
    }

    @Test
    void a_model_of_one_size_is_no_portrait_model() {
        ModelSource file =
                new ModelSource.InFile(PipelineFixture.TINY_MODELS.resolve("tiny-1024.onnx"));
        assertThatThrownBy(() -> OnnxSegmenter.loader(1).load(Models.named("modnet_custom"), file))
                .hasMessageContaining("1x3xHxW, of any height and width");
    }
}

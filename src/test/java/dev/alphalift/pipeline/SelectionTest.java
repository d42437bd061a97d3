package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.dialect.RembgExtras;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.PromptFrame;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Selection;
import dev.alphalift.segment.Tensor;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Models that make several masks or are asked by places, beside rembg's own results with tiny
/// models, frozen by dev/parity/selection_fixtures.py.
class SelectionTest {
    private static final JsonNode FROZEN = TestData.json("rembg/selection.json");
    private static final byte[] COFFEE = TestData.projectFile("samples/coffee.png");
    private static final RemovalOptions CLOTHES =
            RemovalOptions.DEFAULT.withModel("u2net_cloth_seg", null);
    private static final RemovalOptions SAM = RemovalOptions.DEFAULT.withModel("sam", null);

    @TempDir private static Path folder;
    private static BackgroundRemover remover;

    @BeforeAll
    static void open() throws IOException {
        for (Map.Entry<String, JsonNode> model : FROZEN.get("models").properties()) {
            Files.copy(
                    PipelineFixture.TINY_MODELS.resolve(model.getValue().asText()),
                    folder.resolve(model.getKey()));
        }
        remover =
                PipelineFixture.remover(
                        Map.of("U2NET_HOME", folder.toString(), "MODEL_CHECKSUM_DISABLED", "1"),
                        _ -> {});
    }

    @AfterAll
    static void close() {
        remover.close();
    }

    private static Stream<JsonNode> rows(String name) {
        return StreamSupport.stream(FROZEN.get(name).spliterator(), false);
    }

    static Stream<JsonNode> cases() {
        return Stream.concat(rows("cases"), rows("samples"));
    }

    static Stream<JsonNode> sizes() {
        return rows("sizes");
    }

    private static byte[] bytes(JsonNode text) {
        try {
            return text.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] picture(JsonNode row) {
        String name = row.get("picture").asText();
        JsonNode small = FROZEN.get("pictures").get(name);
        return small == null ? TestData.projectFile("samples/" + name) : bytes(small);
    }

    private static RemovalOptions options(JsonNode row) {
        ObjectNode extras = row.get("extras").deepCopy();
        extras.setAll((ObjectNode) row.get("options"));
        return RembgExtras.apply(
                extras.toString(),
                RemovalOptions.DEFAULT.withModel(row.get("model").asText(), null));
    }

    private static Removal remove(byte[] file, RemovalOptions options) {
        return remover.remove(file, options, Deadline.NONE);
    }

    /// Colours and opacity, four bytes a pixel.
    private static byte[] pixels(byte[] png) {
        RgbImage image = decoded(png);
        byte[] pixels = new byte[Math.toIntExact(4 * image.size().pixels())];
        for (int pixel = 0; pixel < image.size().pixels(); pixel++) {
            System.arraycopy(image.samples(), 3 * pixel, pixels, 4 * pixel, 3);
            pixels[4 * pixel + 3] =
                    image.transparency() == null
                            ? (byte) 255
                            : image.transparency().values()[pixel];
        }
        return pixels;
    }

    private static RgbImage decoded(byte[] png) {
        try (Workers workers = new Workers(1)) {
            return Formats.decoder(ImageLimits.DEFAULT, workers)
                    .open(png)
                    .decode(Deadline.NONE)
                    .image();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_result_is_rembgs(JsonNode row) {
        byte[] file = remove(picture(row), options(row)).bytes();

        byte[] expected = bytes(row.get("result"));
        assertThat(decoded(file).size()).isEqualTo(decoded(expected).size());
        assertThat(file[25]).as("the kind of pixel").isEqualTo(expected[25]);
        byte[] mine = pixels(file);
        byte[] rembgs = pixels(expected);
        for (int at = 0; at < mine.length; at++) {
            boolean seen = at % 4 == 3 || mine[at | 3] != 0 || rembgs[at | 3] != 0;
            if (seen) {
                assertThat(Math.abs((mine[at] & 0xff) - (rembgs[at] & 0xff)))
                        .as("value %s", at)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static RgbImage named(Size size) {
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    samples[3 * (y * size.width() + x) + channel] =
                            (byte) (17 * x + 31 * y + 85 * channel);
                }
            }
        }
        return new RgbImage(size, samples);
    }

    private static Prompt prompt(JsonNode row, Size size) {
        ObjectNode extras = JsonNodeFactory.instance.objectNode();
        if (row.get("prompt").isNull()) {
            return Prompt.middle(size);
        }
        extras.set("sam_prompt", row.get("prompt"));
        return RembgExtras.apply(extras.toString(), SAM).selection().prompt();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void encoder_and_decoder_are_fed_as_by_rembg_and_the_mask_is_rembgs(JsonNode row) {
        Size size = new Size(row.get("width").asInt(), row.get("height").asInt());
        Prompt prompt = prompt(row, size);
        try (Workers workers = new Workers(2)) {
            PromptFrame frame = new PromptFrame(size, workers);

            float[] pixels = frame.pixels(named(size));
            List<Prompt.Point> points = frame.points(prompt);

            ByteBuffer fed =
                    ByteBuffer.allocate(Float.BYTES * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
            fed.asFloatBuffer().put(pixels);
            assertThat(TestData.sha256(fed.array())).isEqualTo(row.get("encoder").asText());
            List<Float> places = new ArrayList<>();
            List<Float> labels = new ArrayList<>();
            for (Prompt.Point point : points) {
                places.addAll(List.of((float) point.x(), (float) point.y()));
                labels.add((float) point.label());
            }
            places.addAll(List.of(0f, 0f));
            labels.add(-1f);
            assertThat(places).isEqualTo(floats(row.get("points")));
            assertThat(labels).isEqualTo(floats(row.get("labels")));
            try (Segmenter model = sam()) {
                Mask mask = frame.mask(model.run(pixels, points, Deadline.NONE));
                int inside = 0;
                for (byte value : mask.values()) {
                    inside += value == 0 ? 0 : 1;
                }
                // The two versions of ONNX Runtime round otherwise at the edge of the mask.
                assertThat(inside).isBetween(row.get("inside").asInt() - 2, row.get("inside").asInt() + 2);
                assertThat(TestData.sha256(mask.values())).isEqualTo(row.get("mask").asText());
            }
        }
    }

    private static List<Float> floats(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::floatValue)
                .toList();
    }

    private static Segmenter sam() {
        return OnnxSegmenter.loader(2)
                .load(
                        Models.named("sam"),
                        new ModelSource.InTwoFiles(
                                folder.resolve("sam_vit_b_01ec64.encoder.onnx"),
                                folder.resolve("sam_vit_b_01ec64.decoder.onnx")));
    }
}

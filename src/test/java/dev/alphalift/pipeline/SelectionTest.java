package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.dialect.RembgExtras;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.ModelFolders;
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
                assertThat(inside)
                        .isBetween(row.get("inside").asInt() - 2, row.get("inside").asInt() + 2);
                assertThat(TestData.sha256(mask.values())).isEqualTo(row.get("mask").asText());
            }
        }
    }

    private static List<Float> floats(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::floatValue).toList();
    }

    private static Segmenter sam() {
        return OnnxSegmenter.loader(2)
                .load(
                        Models.named("sam"),
                        new ModelSource.InTwoFiles(
                                folder.resolve("sam_vit_b_01ec64.encoder.onnx"),
                                folder.resolve("sam_vit_b_01ec64.decoder.onnx")));
    }

    @Test
    void an_evaluation_sees_all_clothes_as_one_mask() {
        RgbImage image = decoded(COFFEE);
        byte[] several = pixels(remove(COFFEE, CLOTHES.withOnlyMask(true)).bytes());

        Prediction prediction = remover.predict(image, CLOTHES, Deadline.NONE);

        int pixels = Math.toIntExact(image.size().pixels());
        byte[] together = new byte[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int kind = 0; kind < 3; kind++) {
                together[pixel] |= several[4 * (kind * pixels + pixel)];
            }
        }
        assertThat(prediction.mask().values()).isEqualTo(together);
        assertThat(prediction.foundSubject()).isTrue();
    }

    @Test
    void an_arrangement_is_of_all_clothes_as_one() {
        Removal removal = remove(COFFEE, CLOTHES.withArrangement(Arrangement.NONE));

        assertThat(removal.size()).isEqualTo(new Size(600, 400));
    }

    @ParameterizedTest
    @CsvSource({"u2net_cloth_seg, zoom", "u2net_cloth_seg, flip", "sam, zoom", "sam, flip"})
    void a_second_look_is_refused_by_name(String model, String look) {
        RemovalOptions options =
                RemovalOptions.DEFAULT.toBuilder()
                        .model(model, null)
                        .looks(look.equals("zoom") ? Looks::withZoom : Looks::withFlip, true)
                        .build();

        assertThatThrownBy(() -> remove(COFFEE, options))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("The option " + look)
                .hasMessageContaining(model + " has one look only");
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, -0.5", "600.5, 5", "5, 401", "1e300, 5"})
    void a_point_beside_the_picture_is_refused(double x, double y) {
        RemovalOptions options = asked(new Prompt.Point(x, y, 1));

        assertThatThrownBy(() -> remove(COFFEE, options))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("sam_prompt")
                .hasMessageContaining("600x400");
        assertThatThrownBy(() -> remover.predict(decoded(COFFEE), options, Deadline.NONE))
                .isInstanceOf(InvalidOption.class);
    }

    @Test
    void points_at_the_edge_belong_to_the_picture() {
        assertThat(remove(COFFEE, asked(new Prompt.Point(0, 0, 1))).size())
                .isEqualTo(new Size(600, 400));
        assertThat(remove(COFFEE, asked(new Prompt.Point(600, 400, 1))).size())
                .isEqualTo(new Size(600, 400));
    }

    private static RemovalOptions asked(Prompt.Point point) {
        return SAM.toBuilder().selection(Selection::withPrompt, new Prompt(List.of(point))).build();
    }

    @Test
    void nothing_that_is_of_the_kind_is_no_subject() {
        Tensor nothing = new Tensor(4, new Size(768, 768), new float[4 * 768 * 768]);
        BackgroundRemover blind = remover(nothing);
        try (blind) {
            Removal removal = blind.remove(COFFEE, CLOTHES, Deadline.NONE);

            assertThat(removal.foundSubject()).isFalse();
            assertThat(removal.confidence().value()).isZero();
            assertThat(removal.size()).isEqualTo(new Size(600, 1200));
        }
    }

    @Test
    void how_sure_the_model_is_is_told_by_its_values_and_not_by_the_hard_mask() {
        Removal clothes = remove(COFFEE, CLOTHES);
        Removal sam = remove(COFFEE, SAM);

        assertThat(List.of(clothes, sam))
                .allSatisfy(each -> assertThat(each.confidence().value()).isBetween(0.01, 0.99));
    }

    private static BackgroundRemover remover(Tensor answer) {
        Segmenter model =
                new Segmenter() {
                    @Override
                    public Tensor run(Tensor input, Deadline deadline) {
                        return answer;
                    }

                    @Override
                    public Size fixedSize() {
                        return answer.size();
                    }

                    @Override
                    public void close() {}
                };
        return new BackgroundRemover(
                ImageLimits.DEFAULT,
                new Admission(1L << 30, 2, 10),
                1,
                new ModelFolders(
                        Map.of("U2NET_HOME", folder.toString(), "MODEL_CHECKSUM_DISABLED", "1"),
                        folder),
                (_, _) -> model,
                new Workers(1),
                _ -> {});
    }

    @Test
    void three_results_below_each_other_take_more_room_than_one() {
        Size size = new Size(1000, 1000);
        Cost.Extra plain = new Cost.Extra(7, 11, 2);

        assertThat(checked(CLOTHES).withModel(plain, size))
                .isEqualTo(new Cost.Extra(7 + 2 * 9 * 1_000_000, 33, 2));
        assertThat(
                        checked(
                                        CLOTHES.toBuilder()
                                                .selection(Selection::withClothes, Clothes.FULL)
                                                .build())
                                .withModel(plain, size))
                .isEqualTo(plain);
        assertThat(checked(SAM).withModel(plain, size))
                .isEqualTo(new Cost.Extra(7 + PromptFrame.bytes(), 11 + Cost.REFINER_NANOS, 2));
        assertThat(checked(RemovalOptions.DEFAULT).withModel(plain, size)).isEqualTo(plain);
    }

    private static CheckedRequest checked(RemovalOptions options) {
        return new CheckedRequest(
                options,
                options.selection().model(options.model()),
                null,
                null,
                Deadline.NONE,
                _ -> {});
    }

    @Test
    void a_format_that_cannot_hold_all_below_each_other_is_told_before_the_model_runs() {
        Photo tall =
                new Photo(
                        new RgbImage(new Size(1, 6000), new byte[18_000]),
                        ImageFormat.PNG,
                        null,
                        null);
        RemovalOptions webp = CLOTHES.withOutput(new OutputFormat.Webp(80, false));

        assertThatThrownBy(() -> remover.remove(tall, webp, Deadline.NONE))
                .isInstanceOf(ImageTooLarge.class)
                .hasMessageContaining("18,000");
        assertThat(remover.remove(tall, CLOTHES, Deadline.NONE).size())
                .isEqualTo(new Size(1, 18_000));
    }

    @Test
    void a_size_of_sam_whose_files_are_not_here_is_told_with_how_to_get_them() {
        RemovalOptions large =
                SAM.toBuilder().selection(Selection::withSamModel, "sam_vit_l_0b3195").build();

        assertThatThrownBy(() -> remove(COFFEE, large))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("sam_vit_l_0b3195.encoder.onnx")
                .hasMessageContaining("alphalift d sam_vit_l_0b3195");
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-sam-decoder.onnx, tiny-sam-decoder.onnx",
        "tiny-sam-encoder.onnx, tiny-sam-encoder.onnx",
        "tiny-320.onnx, tiny-sam-decoder.onnx",
        "not-a-model.onnx, tiny-sam-decoder.onnx",
        "tiny-sam-encoder.onnx, not-a-model.onnx"
    })
    void files_of_another_form_are_refused(String encoder, String decoder) {
        ModelSource files =
                new ModelSource.InTwoFiles(
                        PipelineFixture.TINY_MODELS.resolve(encoder),
                        PipelineFixture.TINY_MODELS.resolve(decoder));

        assertThatThrownBy(() -> OnnxSegmenter.loader(1).load(Models.named("sam"), files))
                .isInstanceOf(ModelUnavailable.class);
    }

    @Test
    void both_files_of_a_model_must_be_there(@TempDir Path other) throws IOException {
        ModelFolders folders = new ModelFolders(Map.of("U2NET_HOME", other.toString()), other);
        Files.copy(
                PipelineFixture.TINY_MODELS.resolve("tiny-sam-encoder.onnx"),
                other.resolve("sam_vit_b_01ec64.encoder.onnx"));

        assertThat(folders.holds(Models.named("sam"))).isFalse();
        assertThatThrownBy(() -> folders.require(Models.named("sam")))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("sam_vit_b_01ec64.decoder.onnx");
    }
}

package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Hint;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Compositor;
import dev.alphalift.matte.FineAlpha;
import dev.alphalift.matte.ForegroundColours;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Beside rembg's own `-vm` with a tiny model, frozen by dev/parity/vitmatte_fixtures.py.
class LearnedMattingTest {
    private static final JsonNode FROZEN = TestData.json("rembg/vitmatte.json");
    private static final byte[] COFFEE = TestData.projectFile("samples/coffee.png");
    private static final Edges VITMATTE = Edges.PLAIN.withVitmatte(true);
    private static final RemovalOptions REFINED = RemovalOptions.DEFAULT.withEdges(VITMATTE);
    private static final String DEFAULT_FILE = "vitmatte-small-distinctions-646.onnx";

    @TempDir private Path folder;
    private final Workers workers = new Workers(2);
    private final Turns inference = new Turns(1);
    private final List<String> loaded = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        workers.close();
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FROZEN.get("cases").spliterator(), false);
    }

    static Stream<JsonNode> cutouts() {
        return cases().filter(row -> row.has("cutout"));
    }

    private static byte[] bytes(JsonNode node, String name) {
        try {
            return node.get(name).binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RgbImage picture(JsonNode row) {
        JsonNode picture = FROZEN.get("pictures").get(row.get("picture").asText());
        Size size = new Size(picture.get("width").asInt(), picture.get("height").asInt());
        return new RgbImage(size, bytes(picture, "samples"));
    }

    private static Mask mask(JsonNode row) {
        return new Mask(picture(row).size(), bytes(row, "values"));
    }

    private static Edges edges(JsonNode row) {
        JsonNode options = row.get("options");
        return VITMATTE.withForegroundAbove(options.path("foreground_threshold").asInt(240))
                .withBackgroundBelow(options.path("background_threshold").asInt(10))
                .withErosion(options.path("erode_size").asInt(10));
    }

    /// A model folder in which a tiny model stands for a file.
    private ModelFolders with(String model, String file) {
        try {
            Files.copy(
                    PipelineFixture.TINY_MODELS.resolve(model),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelFolders(environment(), Path.of("no-such-home"));
    }

    private Map<String, String> environment() {
        return new HashMap<>(
                Map.of("U2NET_HOME", folder.toString(), "MODEL_CHECKSUM_DISABLED", "1"));
    }

    private LoadedModels refiners(ModelFolders folders) {
        return new LoadedModels(
                1, folders, OnnxSegmenter.loader(2), notice -> loaded.add(notice.name()));
    }

    private BackgroundRemover remover() {
        return PipelineFixture.remover(environment(), notice -> loaded.add(notice.name()));
    }

    private Mask opacity(JsonNode row) {
        return opacity(row, null);
    }

    private Mask opacity(JsonNode row, @Nullable Hint hint) {
        try (LoadedModels refiners = refiners(with("tiny-vitmatte-1024.onnx", DEFAULT_FILE))) {
            return new LearnedMatting(inference, refiners, workers)
                    .opacity(picture(row), mask(row), hint, edges(row), Deadline.NONE);
        }
    }

    private static void assertWithinOneStep(byte[] actual, byte[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int at = 0; at < actual.length; at++) {
            assertThat(Math.abs((actual[at] & 0xff) - (expected[at] & 0xff)))
                    .as("value %s", at)
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_opacity_is_rembgs(JsonNode row) {
        assertWithinOneStep(opacity(row).values(), bytes(row, "alpha"));
    }

    @Test
    void what_a_person_said_is_sure_whatever_the_second_model_makes_of_it() {
        JsonNode row = cases().findFirst().orElseThrow();
        Mask plain = opacity(row);
        byte[] said = new byte[plain.values().length];
        Arrays.fill(said, (byte) 128);
        int visible = 0;
        while ((plain.values()[visible] & 0xff) < 200) {
            visible++;
        }
        int hidden = 0;
        while ((plain.values()[hidden] & 0xff) > 50) {
            hidden++;
        }
        said[visible] = 0;
        said[hidden] = (byte) 255;

        byte[] hinted = opacity(row, new Hint(plain.size(), said)).values();

        assertThat(hinted[visible]).isEqualTo((byte) 0);
        assertThat(hinted[hidden]).isEqualTo((byte) 255);
    }

    @ParameterizedTest
    @MethodSource("cutouts")
    void the_cutout_is_rembgs_with_its_colours(JsonNode row) {
        Mask opacity = opacity(row);
        RgbImage colours =
                ForegroundColours.of(picture(row), FineAlpha.of(opacity), workers, Deadline.NONE);

        byte[] actual = Pixels.of(Compositor.straightCutout(colours, opacity)).samples();

        byte[] expected = bytes(row, "cutout");
        for (int at = 0; at < expected.length; at++) {
            boolean seen = actual[at | 3] != 0 && expected[at | 3] != 0;
            // An opacity that differs by one step moves a faint pixel's colour by several.
            int most = at % 4 == 3 ? 1 : actual[at | 3] == expected[at | 3] ? 1 : 3;
            if (seen || at % 4 == 3) {
                assertThat(Math.abs((actual[at] & 0xff) - (expected[at] & 0xff)))
                        .as("value %s", at)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void a_removal_tells_that_the_second_model_refined_it_and_of_the_first_masks_confidence() {
        with("tiny-vitmatte-1024.onnx", DEFAULT_FILE);
        try (BackgroundRemover remover = remover()) {
            Removal plain = remover.remove(COFFEE, RemovalOptions.DEFAULT, Deadline.NONE);
            Removal refined = remover.remove(COFFEE, REFINED, Deadline.NONE);

            assertThat(refined.refinedBy()).isEqualTo("vitmatte");
            assertThat(refined.confidence()).isEqualTo(plain.confidence());
            assertThat(refined.bytes()).isNotEqualTo(plain.bytes());
            assertThat(loaded).containsExactly("u2netp", "vitmatte-small-distinctions-646");
        }
    }

    @Test
    void it_counts_before_alpha_matting_and_ours_and_gives_way_to_the_mask_alone() {
        with("tiny-vitmatte-1024.onnx", DEFAULT_FILE);
        try (BackgroundRemover remover = remover()) {
            Edges all = VITMATTE.withAlphaMatting(true).withRefine(Edges.Refine.FAST);
            byte[] refined = remover.remove(COFFEE, REFINED, Deadline.NONE).bytes();
            assertThat(remover.remove(COFFEE, REFINED.withEdges(all), Deadline.NONE).bytes())
                    .isEqualTo(refined);

            assertThat(remover.remove(COFFEE, REFINED.withOnlyMask(true), Deadline.NONE).bytes())
                    .isEqualTo(
                            remover.remove(
                                            COFFEE,
                                            RemovalOptions.DEFAULT.withOnlyMask(true),
                                            Deadline.NONE)
                                    .bytes());
        }
    }

    @Test
    void a_mask_alone_needs_no_second_model() {
        try (BackgroundRemover remover = remover()) {
            assertThat(
                            remover.remove(COFFEE, REFINED.withOnlyMask(true), Deadline.NONE)
                                    .refinedBy())
                    .isEqualTo("none");
            // What is asked for in our own words counts for the mask, too, and nothing else does.
            RemovalOptions ours = REFINED.withEdges(VITMATTE.withRefine(Edges.Refine.FAST));
            assertThat(ours.withOnlyMask(true).models()).containsExactly("u2netp");
            assertThat(remover.remove(COFFEE, ours.withOnlyMask(true), Deadline.NONE).refinedBy())
                    .isEqualTo("fast");
        }
    }

    @Test
    void a_model_that_is_not_here_is_told_before_the_picture_is_looked_at_with_how_to_get_it() {
        try (BackgroundRemover remover = remover()) {
            assertThatThrownBy(() -> remover.remove(new byte[0], REFINED, Deadline.NONE))
                    .isInstanceOfSatisfying(
                            ModelUnavailable.class,
                            fault -> {
                                assertThat(fault.code()).isEqualTo("model_unavailable");
                                assertThat(fault.publicMessage())
                                        .contains("vitmatte-small-distinctions-646")
                                        .doesNotContain(folder.toString());
                            })
                    .hasMessageContaining("alphalift d vitmatte-small-distinctions-646")
                    .hasMessageContaining("https://github.com/danielgatis/rembg/releases");
            assertThatThrownBy(() -> remover.prepare(REFINED)).isInstanceOf(ModelUnavailable.class);
        }
    }

    @Test
    void a_file_of_another_hash_is_not_taken() {
        with("tiny-vitmatte-1024.onnx", DEFAULT_FILE);
        Map<String, String> checked = environment();
        checked.remove("MODEL_CHECKSUM_DISABLED");
        try (BackgroundRemover remover = PipelineFixture.remover(checked, _ -> {})) {
            assertThatThrownBy(() -> remover.remove(COFFEE, REFINED, Deadline.NONE))
                    .isInstanceOf(ModelUnavailable.class)
                    .hasMessageContaining("SHA-256");
        }
    }

    @Test
    void another_variant_is_its_own_file() {
        with("tiny-vitmatte-1024.onnx", "vitmatte-base-composition-1k.onnx");
        try (BackgroundRemover remover = remover()) {
            Edges other = VITMATTE.withVitmatteModel("base-composition-1k");
            assertThat(remover.remove(COFFEE, REFINED.withEdges(other), Deadline.NONE).refinedBy())
                    .isEqualTo("vitmatte");
            assertThat(loaded).contains("vitmatte-base-composition-1k");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"huge", "vitmatte", "", "small-distinctions-646 "})
    void an_unknown_variant_is_answered_with_the_known_ones(String variant) {
        try (BackgroundRemover remover = remover()) {
            Edges other = VITMATTE.withVitmatteModel(variant);
            assertThatThrownBy(
                            () -> remover.remove(COFFEE, REFINED.withEdges(other), Deadline.NONE))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("vitmatte_model")
                    .hasMessageContaining("small-distinctions-646, small-composition-1k");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-trimap-96.onnx", "tiny-trimap-any.onnx"})
    void a_file_of_ones_own_takes_four_planes_of_the_size_that_it_says_or_1024(String model) {
        with(model, "mine.onnx");
        try (BackgroundRemover remover = remover()) {
            Edges own = VITMATTE.withVitmatteModel(folder.resolve("mine.onnx").toString());

            assertThat(remover.remove(COFFEE, REFINED.withEdges(own), Deadline.NONE).refinedBy())
                    .isEqualTo("vitmatte");
            assertThat(loaded).contains("vitmatte-custom");
        }
    }

    @Test
    void a_model_of_any_size_is_fed_as_one_of_1024() {
        JsonNode row = cases().findFirst().orElseThrow();
        ModelFolders folders = with("tiny-trimap-any.onnx", "mine.onnx");
        try (LoadedModels refiners = refiners(folders)) {
            Edges own = edges(row).withVitmatteModel(folder.resolve("mine.onnx").toString());
            Mask opacity =
                    new LearnedMatting(inference, refiners, workers)
                            .opacity(picture(row), mask(row), null, own, Deadline.NONE);

            assertWithinOneStep(opacity.values(), bytes(row, "alpha"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-320.onnx", "tiny-trimap-4096.onnx", "not-a-model.onnx"})
    void a_file_that_does_not_take_picture_and_trimap_is_refused(String model) {
        with(model, DEFAULT_FILE);
        try (BackgroundRemover remover = remover()) {
            assertThatThrownBy(() -> remover.prepare(REFINED)).isInstanceOf(ModelUnavailable.class);
        }
    }

    @Test
    void a_path_outside_the_model_folders_is_refused_under_the_options_name() {
        try (BackgroundRemover remover = remover()) {
            Edges strange = VITMATTE.withVitmatteModel("/etc/passwd");
            assertThatThrownBy(
                            () -> remover.remove(COFFEE, REFINED.withEdges(strange), Deadline.NONE))
                    .isInstanceOfSatisfying(
                            InvalidOption.class,
                            fault ->
                                    assertThat(fault.publicMessage())
                                            .isEqualTo(
                                                    "vitmatte_model: there is no such model on this server."));
        }
    }

    @Test
    void a_run_ends_when_its_deadline_comes_and_the_model_works_on() {
        JsonNode row = cases().findFirst().orElseThrow();
        ModelFolders folders = with("tiny-trimap-slow-1024.onnx", DEFAULT_FILE);
        try (LoadedModels refiners = refiners(folders)) {
            LearnedMatting learned = new LearnedMatting(inference, refiners, workers);
            learned.prepare(VITMATTE);

            // Some hundred milliseconds are needed.
            Deadline soon = Deadline.after(Duration.ofMillis(60));
            assertThatThrownBy(() -> learned.opacity(picture(row), mask(row), null, VITMATTE, soon))
                    .isInstanceOf(DeadlineExceeded.class);
            assertThat(inference.waiting()).isZero();
            assertThat(
                            learned.opacity(picture(row), mask(row), null, VITMATTE, Deadline.NONE)
                                    .size())
                    .isEqualTo(picture(row).size());
        }
    }

    @Test
    void a_run_ends_when_its_caller_goes_away() {
        JsonNode row = cases().findFirst().orElseThrow();
        ModelFolders folders = with("tiny-trimap-slow-1024.onnx", DEFAULT_FILE);
        try (LoadedModels refiners = refiners(folders)) {
            LearnedMatting learned = new LearnedMatting(inference, refiners, workers);
            learned.prepare(VITMATTE);
            Deadline deadline = Deadline.after(Duration.ofHours(1));
            CompletableFuture<Void> run =
                    CompletableFuture.runAsync(() -> {
                        for (int again = 0; again < 100; again++) {
                            learned.opacity(picture(row), mask(row), null, VITMATTE, deadline);
                        }
                    });
            deadline.cancel();

            assertThatThrownBy(run::join).hasCauseInstanceOf(DeadlineExceeded.class);
        }
    }

    @Test
    void admission_reckons_with_input_output_and_seconds() {
        try (LoadedModels refiners = refiners(with("tiny-vitmatte-1024.onnx", DEFAULT_FILE))) {
            LearnedMatting learned = new LearnedMatting(inference, refiners, workers);
            EdgeRefiner refiner = new EdgeRefiner(workers, new Admission(1 << 30, 1, 1), learned);
            Size size = new Size(1000, 1000);

            Cost.Extra extra = refiner.extra(size, VITMATTE);
            // Five planes of floats and what the picture is read into.
            assertThat(
                            extra.bytes()
                                    - refiner.extra(size, Edges.PLAIN.withAlphaMatting(true))
                                            .bytes())
                    .isBetween(1024L * 1024 * 20, 1024L * 1024 * 26);
            assertThat(extra.nanos()).isGreaterThan(1_000_000_000);
            assertThat(refiner.extra(size, Edges.PLAIN).nanos()).isZero();
            assertThat(Cost.ofPicture(1, extra.nanos()).kind()).isEqualTo(Cost.Kind.HEAVY);
        }
    }

    @Test
    void a_variant_that_is_scored_is_refined_and_described_by_what_decides() {
        with("tiny-vitmatte-1024.onnx", DEFAULT_FILE);
        try (BackgroundRemover remover = remover()) {
            JsonNode row = cases().findFirst().orElseThrow();
            RgbImage image = picture(row);
            byte[] plain =
                    remover.predict(image, RemovalOptions.DEFAULT, Deadline.NONE).mask().values();
            assertThat(remover.predict(image, REFINED, Deadline.NONE).mask().values())
                    .isNotEqualTo(plain);
        }
        assertThat(VITMATTE.withErosion(3).withVitmatteModel("base-composition-1k").described())
                .isEqualTo(
                        Map.of(
                                "vitmatte", "true",
                                "vitmatte_model", "base-composition-1k",
                                "alpha_matting_erode_size", "3"));
    }
}

package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against rembg's own models, frozen by dev/parity/model_folders.py.
class ModelsTest {
    private static final JsonNode FROZEN = TestData.json("rembg/models.json");

    static Stream<JsonNode> sessions() {
        return StreamSupport.stream(FROZEN.get("models").spliterator(), false);
    }

    static Stream<JsonNode> runnable() {
        return sessions().filter(row -> row.has("size"));
    }

    static Stream<JsonNode> published() {
        return runnable().filter(row -> row.has("url") || row.get("custom").booleanValue());
    }

    static Stream<JsonNode> ofOneMask() {
        return runnable().filter(row -> row.has("mask"));
    }

    static Stream<String> local() {
        return sessions().filter(row -> row.get("local").booleanValue()).map(ModelsTest::name);
    }

    private static String name(JsonNode row) {
        return row.get("name").textValue();
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asDouble).toList();
    }

    private static String hash(Checksum checksum) {
        return checksum.algorithm().replace("-", "").toLowerCase() + ":" + checksum.hex();
    }

    @Test
    void every_model_of_rembg_is_known_and_there_are_five_more() {
        List<String> known = new ArrayList<>(Models.unavailable().keySet());
        Models.all().forEach(model -> known.add(model.name()));

        List<String> expected = new ArrayList<>(sessions().map(ModelsTest::name).toList());
        expected.add("u2netp-published");
        expected.add("u2netp-int8");
        expected.addAll(List.of("modnet", "modnet-webcam", "modnet_custom"));
        assertThat(known).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void the_models_that_cannot_be_used_are_these() {
        assertThat(Models.unavailable().keySet())
                .containsExactlyInAnyOrder("withoutbg", "atlascloud");
    }

    @Test
    void the_names_are_those_of_the_rembg_that_the_list_was_made_with() {
        assertThat(FROZEN.get("rembg").asText()).isEqualTo("2.0.86");
        assertThat(local()).hasSize(20).contains("sam", "u2net_cloth_seg", "birefnet-general-fp16");
    }

    @ParameterizedTest
    @MethodSource("local")
    void no_model_that_rembg_runs_itself_is_not_available(String name, @TempDir Path home) {
        ModelSpec model = Models.named(name);
        ModelFolders folders = new ModelFolders(Map.of(), home);

        if (Models.embedded(model) != null) {
            return;
        }
        if (model.isCustom()) {
            assertThatThrownBy(() -> folders.locateCustom(model, null))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("model_path");
            return;
        }
        Path file = home.resolve(".rembg/models").resolve(model.folder()).resolve(model.file());
        assertThatThrownBy(() -> folders.require(model))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("there is no " + file)
                .hasMessageContaining(
                        model.source() == null
                                ? "\"rembg d " + name + "\""
                                : "\"alphalift d " + name + "\"");
    }

    @Test
    void the_files_of_sam_are_rembgs() {
        List<String> expected = new ArrayList<>();
        FROZEN.get("sam")
                .forEach(row ->
                        expected.add(row.get("file").asText() + " " + row.get("hash").asText()));

        List<String> files = new ArrayList<>();
        for (ModelSpec size : SamModels.all()) {
            files.add(size.file() + " " + hash(size.checksum()));
            InputForm.WithPrompt input = (InputForm.WithPrompt) size.input();
            Stream.concat(Stream.of(input.decoder()), input.parts().stream())
                    .forEach(file -> files.add(file.name() + " " + hash(file.checksum())));
            assertThat(size.source()).hasToString(Models.RELEASE + size.file());
        }

        assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(SamModels.named(null, false)).isSameAs(Models.named("sam"));
        assertThat(SamModels.named("sam_vit_l_0b3195", true).name())
                .isEqualTo("sam_vit_l_0b3195.quant");
        assertThatThrownBy(() -> Models.named("sam_vit_l_0b3195"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("sam_model");
        assertThatThrownBy(() -> SamModels.named("sam_vit_x", false))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("Maybe one of these: sam_vit_b_01ec64, ");
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void a_model_takes_the_input_that_rembg_gives_it(JsonNode row) {
        ModelSpec model = Models.named(name(row));

        assertThat(model.name()).isEqualTo(name(row));
        assertThat(model.normalization().mean()).isEqualTo(numbers(row.get("mean")));
        assertThat(model.normalization().standardDeviation()).isEqualTo(numbers(row.get("std")));
        assertThat(model.input().size(new Size(640, 480)))
                .isEqualTo(new Size(row.at("/size/0").intValue(), row.at("/size/1").intValue()));
        assertThat(model.isCustom()).isEqualTo(row.get("custom").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("ofOneMask")
    void the_output_becomes_the_mask_that_rembg_makes_of_it(JsonNode row) {
        List<Double> output = numbers(FROZEN.get("output"));
        float[] values = new float[output.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = output.get(at).floatValue();
        }

        Mask mask =
                Postprocessor.toMask(
                        new Tensor(1, new Size(2, 2), values),
                        Models.named(name(row)).outputRule());

        byte[] expected = new byte[values.length];
        for (int at = 0; at < expected.length; at++) {
            expected[at] = (byte) row.get("mask").get(at).intValue();
        }
        assertThat(mask.values()).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_model_is_fetched_and_named_and_checked_as_by_rembg(JsonNode row) {
        ModelSpec model = Models.named(name(row));

        if (row.has("url")) {
            assertThat(model.source()).hasToString(row.get("url").textValue());
            assertThat(hash(model.checksum())).isEqualTo(row.get("hash").textValue());
            assertThat(model.file()).isEqualTo(row.get("file").textValue());
            assertThat(model.folder()).isEqualTo(row.get("folder").textValue());
        } else {
            assertThat(model.source()).isNull();
            assertThat(model.checksum()).isNull();
        }
    }

    static Stream<JsonNode> refiners() {
        return StreamSupport.stream(FROZEN.get("refiners").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("refiners")
    void a_refiner_is_named_and_fetched_and_checked_as_by_rembg(JsonNode row) {
        String variant = row.get("variant").textValue();
        ModelSpec model = Refiners.named(variant).model();

        assertThat(model.name()).isEqualTo("vitmatte-" + variant);
        assertThat(model.source()).hasToString(row.get("url").textValue());
        assertThat(hash(model.checksum())).isEqualTo(row.get("hash").textValue());
        assertThat(model.file()).isEqualTo(row.get("file").textValue());
        assertThat(model.folder()).isEqualTo(row.get("folder").textValue());
        assertThat(model.input()).isEqualTo(new InputForm.WithTrimap(row.get("side").intValue()));
        assertThat(Refiners.ofModel(model.name())).isSameAs(model);
        if (row.get("standard").booleanValue()) {
            assertThat(Refiners.named(null).model()).isSameAs(model);
        }
    }

    @Test
    void the_refiners_are_rembgs_and_make_no_masks_of_their_own() {
        assertThat(Refiners.all())
                .extracting(ModelSpec::name)
                .containsExactlyElementsOf(
                        refiners()
                                .map(row -> "vitmatte-" + row.get("variant").textValue())
                                .toList());
        assertThatThrownBy(() -> Models.named("vitmatte-small-distinctions-646"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("it refines masks and makes none");
    }

    @Test
    void the_paid_services_are_not_called() {
        Set<String> unavailable = Models.unavailable().keySet();

        assertThat(sessions().filter(row -> row.get("paid").booleanValue()))
                .isNotEmpty()
                .allMatch(row -> unavailable.contains(name(row)));
    }

    static Stream<String> unavailable() {
        return Models.unavailable().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("unavailable")
    void a_model_that_cannot_be_used_says_why(String name) {
        assertThatThrownBy(() -> Models.named(name))
                .isInstanceOf(NotAvailable.class)
                .hasMessage(
                        "The model %s is not available: %s", name, Models.unavailable().get(name));
        assertThat(Models.unavailable().get(name)).hasSizeGreaterThan(20).contains(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", " u2net", "U2NET", "u2net.onnx", "../u2net"})
    void an_unknown_name_is_answered_with_the_known_ones(String name) {
        assertThatThrownBy(() -> Models.named(name))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("The option model cannot be \"" + name + "\"")
                .hasMessageContaining("\nMaybe one of these: u2netp, ")
                .hasMessageContaining("birefnet-general-lite");
    }

    @Test
    void only_the_one_model_that_may_not_be_used_for_profit_says_so() {
        assertThat(Models.all())
                .filteredOn(model -> !model.licence().allowsCommercialUse())
                .extracting(ModelSpec::name)
                .containsExactly("bria-rmbg");
        assertThat(Models.all())
                .allSatisfy(model -> assertThat(model.licence().name()).isNotBlank());
    }

    @Test
    void the_published_model_is_another_name_for_the_same_file() {
        ModelSpec published = Models.named("u2netp-published");
        ModelSpec model = Models.named("u2netp");

        assertThat(published.checksum()).isEqualTo(model.checksum());
        assertThat(published.source()).isEqualTo(model.source());
        assertThat(published.folder()).isEqualTo(model.folder());
        assertThat(published.file()).isEqualTo(model.file());
        assertThat(Models.embedded(published)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/models/README.md", "NOTICE"})
    void the_models_that_are_parts_of_the_program_are_the_ones_described(String document)
            throws IOException {
        List<ModelSpec> parts =
                Models.all().stream().filter(model -> Models.embedded(model) != null).toList();

        assertThat(parts).extracting(ModelSpec::name).containsExactly("u2netp", "u2netp-int8");
        for (ModelSpec part : parts) {
            // The first is rewritten, so has not the published hash: the one that is described.
            assertThat(new String(TestData.projectFile(document), StandardCharsets.UTF_8))
                    .contains(TestData.sha256(resource(part)));
        }
    }

    @Test
    void the_model_in_integers_has_the_hash_that_is_listed_and_no_address() throws IOException {
        ModelSpec model = Models.named(Models.INT8);

        assertThat(model.checksum()).isEqualTo(Checksum.sha256(TestData.sha256(resource(model))));
        assertThat(model.source()).isNull();
        assertThat(model.isCustom()).isFalse();
        assertThat(model.normalization()).isEqualTo(Models.named("u2netp").normalization());
    }

    private static byte[] resource(ModelSpec part) throws IOException {
        String name = Objects.requireNonNull(Models.embedded(part)).resource();
        try (InputStream stream = Models.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}

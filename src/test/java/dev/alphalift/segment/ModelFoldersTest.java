package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against rembg's own folders, frozen by dev/parity/model_folders.py.
class ModelFoldersTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final JsonNode FROZEN = TestData.json("rembg/model_folders.json");
    private static final ModelSpec U2NET = Models.named("u2net");
    private static final ModelSpec OWN = Models.named("u2net_custom");

    // A model whose file is the text "right".
    private static final ModelSpec SMALL =
            new ModelSpec(
                    "small",
                    "small",
                    "small.onnx",
                    Checksum.md5("7c4f29407893c334a6cb7a87bf045c0d"),
                    URI.create("https://example.org/small.onnx"),
                    U2NET.normalization(),
                    new InputForm.Square(320),
                    U2NET.outputRule(),
                    U2NET.licence());

    @TempDir private Path home;

    static Stream<JsonNode> folders() {
        return StreamSupport.stream(FROZEN.get("folders").spliterator(), false);
    }

    static Stream<JsonNode> customPaths() {
        return StreamSupport.stream(FROZEN.get("custom").spliterator(), false);
    }

    private static Map<String, String> environment(JsonNode row) {
        Map<String, String> environment = new HashMap<>();
        row.get("environment")
                .properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().textValue()));
        return environment;
    }

    private Path place(JsonNode text) {
        return Path.of(
                text.textValue()
                        .replace("{home}", home.toString())
                        .replace("{cwd}", HERE.toString()));
    }

    private ModelFolders folders(Map<String, String> environment) {
        return new ModelFolders(environment, home);
    }

    private static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void models_lie_where_rembg_has_them(JsonNode row) {
        ModelFolders folders = folders(environment(row));

        List<Path> expected =
                StreamSupport.stream(row.get("looks").spliterator(), false)
                        .map(this::place)
                        .toList();
        assertThat(folders.candidates(U2NET)).isEqualTo(expected);
        assertThat(folders.target(U2NET)).isEqualTo(place(row.get("downloads")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void the_hash_is_checked_when_rembg_checks_it(JsonNode row) throws IOException {
        Map<String, String> environment = environment(row);
        environment.put("U2NET_HOME", home.toString());
        ModelFolders folders = folders(environment);
        Path file = write(folders.target(SMALL), "wrong");

        if (row.get("checks").booleanValue()) {
            assertThatThrownBy(() -> folders.locate(SMALL)).isInstanceOf(ModelUnavailable.class);
        } else {
            assertThat(folders.locate(SMALL)).isEqualTo(new ModelSource.InFile(file));
        }
    }

    @ParameterizedTest
    @MethodSource("customPaths")
    void a_model_of_ones_own_may_lie_where_rembg_allows_it(JsonNode row) {
        ModelFolders folders = folders(environment(row));
        String path = row.get("model_path").textValue();

        if (row.get("path").isNull()) {
            assertThatThrownBy(() -> folders.locateCustom(OWN, path))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageContaining("model_path")
                    .hasMessageContaining("must lie in the models folder");
        } else {
            assertThatThrownBy(() -> folders.locateCustom(OWN, path))
                    .isInstanceOf(ModelUnavailable.class)
                    .hasMessageContaining(place(row.get("path")) + " is not a file");
        }
    }

    @Test
    void the_file_in_the_new_folder_wins_over_the_old_one() throws IOException {
        ModelFolders folders = folders(Map.of());
        Path young = write(home.resolve(".rembg/models/small/small.onnx"), "right");
        write(home.resolve(".u2net/small.onnx"), "right");

        assertThat(folders.locate(SMALL)).isEqualTo(new ModelSource.InFile(young));
    }

    @Test
    void the_file_in_the_old_folder_is_used_where_there_is_no_other() throws IOException {
        ModelFolders folders = folders(Map.of());
        Path old = write(home.resolve(".u2net/small.onnx"), "right");

        assertThat(folders.locate(SMALL)).isEqualTo(new ModelSource.InFile(old));
    }

    @Test
    void a_folder_is_named_once_when_the_old_and_the_new_one_are_the_same_file() {
        ModelSpec flat =
                new ModelSpec(
                        "flat",
                        ".",
                        "flat.onnx",
                        null,
                        null,
                        U2NET.normalization(),
                        new InputForm.Square(320),
                        U2NET.outputRule(),
                        U2NET.licence());

        assertThat(folders(Map.of("U2NET_HOME", home.toString())).candidates(flat))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_missing_file_says_where_it_was_looked_for_and_where_it_can_be_had() {
        assertThatThrownBy(() -> folders(Map.of()).locate(SMALL))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("The model small")
                .hasMessageContaining(home.resolve(".rembg/models/small/small.onnx").toString())
                .hasMessageContaining(home.resolve(".u2net/small.onnx").toString())
                .hasMessageContaining("alphalift d small")
                .hasMessageContaining("https://example.org/small.onnx")
                .hasMessageContaining("Apache-2.0")
                .extracting(fault -> ((ModelUnavailable) fault).model())
                .isEqualTo("small");
    }

    @Test
    void a_file_that_is_not_the_model_says_which_file_and_what_to_do() throws IOException {
        Path file = write(home.resolve(".u2net/small.onnx"), "wrong");

        assertThatThrownBy(() -> folders(Map.of()).locate(SMALL))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("MD5")
                .hasMessageContaining("7c4f29407893c334a6cb7a87bf045c0d")
                .hasMessageContaining("alphalift d small");
    }

    @Test
    void a_folder_in_the_place_of_the_file_cannot_be_read() throws IOException {
        Path place = home.resolve(".rembg/models/small/small.onnx");
        Files.createDirectories(place);

        assertThatThrownBy(() -> folders(Map.of()).locate(SMALL))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining(place.toString());
    }

    @Test
    void a_relative_home_folder_is_taken_from_the_working_folder() {
        ModelFolders folders = new ModelFolders(Map.of(), Path.of("no-such-home"));

        assertThat(folders.candidates(U2NET)).allMatch(Path::isAbsolute);
        assertThatThrownBy(() -> folders.locateCustom(OWN, "~/.rembg/own.onnx"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void a_model_of_ones_own_needs_a_path() {
        assertThatThrownBy(() -> folders(Map.of()).locateCustom(OWN, null))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("u2net_custom")
                .hasMessageContaining("model_path")
                .hasMessageContaining(home.resolve(".rembg/my-model.onnx").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/.rembg/own.onnx", "~/.u2net/own.onnx", "~/.rembg/a/../own.onnx"})
    void a_model_of_ones_own_is_found(String path) throws IOException {
        Path file = write(home.resolve(path.substring(2)).normalize(), "anything");

        assertThat(folders(Map.of()).locateCustom(OWN, path))
                .isEqualTo(new ModelSource.InFile(file));
    }

    @Test
    void a_folder_is_no_model_of_ones_own() throws IOException {
        Files.createDirectories(home.resolve(".rembg"));

        assertThatThrownBy(() -> folders(Map.of()).locateCustom(OWN, "~/.rembg"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(home.resolve(".rembg") + " is not a file");
    }

    @Test
    void a_path_that_is_none_is_refused() {
        assertThatThrownBy(() -> folders(Map.of()).locateCustom(OWN, "own\0.onnx"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("it is no path");
    }

    @Test
    void a_link_must_not_lead_out_of_the_folder() throws IOException {
        Path outside = write(home.resolve("secret"), "anything");
        Files.createDirectories(home.resolve(".rembg"));
        Files.createSymbolicLink(home.resolve(".rembg/own.onnx"), outside);

        assertThatThrownBy(() -> folders(Map.of()).locateCustom(OWN, "~/.rembg/own.onnx"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("must lie in the models folder");
    }

    @Test
    void the_models_folder_itself_may_be_a_link() throws IOException {
        write(home.resolve("elsewhere/own.onnx"), "anything");
        Files.createSymbolicLink(home.resolve(".rembg"), home.resolve("elsewhere"));

        assertThat(folders(Map.of()).locateCustom(OWN, "~/.rembg/own.onnx"))
                .isEqualTo(new ModelSource.InFile(home.resolve(".rembg/own.onnx")));
    }
}

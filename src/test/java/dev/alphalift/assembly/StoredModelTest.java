package dev.alphalift.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.store.s3.S3Store;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredModelTest {
    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;
    private S3Server server;
    private S3Store store;
    private String bucket;

    @BeforeEach
    void start() throws IOException {
        server = S3Server.start();
        store = server.store(Duration.ofSeconds(3));
        bucket = server.bucket();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private ModelShelf shelf(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("U2NET_HOME", folder.toString());
        environment.put("ALPHALIFT_MODELS_URL", "s3://" + bucket + "/models");
        environment.putAll(more);
        return new Assembly(Settings.of(environment)).modelShelf(store);
    }

    private Path file(String model) {
        return folder.resolve("models").resolve(model).resolve(model + ".onnx");
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_model_is_fetched_once_under_the_name_that_it_is_published_with() {
        server.upload(bucket, "models/BiRefNet-general-epoch_244.onnx", WEIGHTS);
        ModelShelf shelf = shelf(Map.of("MODEL_CHECKSUM_DISABLED", "1"));

        shelf.provide("birefnet-general");
        shelf.provide("birefnet-general");

        assertThat(file("birefnet-general")).hasBinaryContent(WEIGHTS);
        assertThat(server.proxy().seen()).hasSize(1);
    }

    @Test
    void a_file_of_another_hash_is_not_kept() throws IOException {
        server.upload(bucket, "models/u2net.onnx", WEIGHTS);

        assertThatThrownBy(() -> shelf(Map.of()).provide("u2net"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("its hash differs")
                .hasMessageContaining("ALPHALIFT_MODELS_URL");
        assertNothingElse();
    }

    @Test
    void a_file_that_is_missing_or_breaks_off_is_told_with_what_to_do() throws IOException {
        ModelShelf shelf = shelf(Map.of("MODEL_CHECKSUM_DISABLED", "1"));

        assertThatThrownBy(() -> shelf.provide("u2net"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("There is no s3://" + bucket + "/models/u2net.onnx")
                .hasMessageContaining("Maybe put u2net.onnx to");
        server.upload(bucket, "models/u2net.onnx", WEIGHTS);
        server.proxy().spoil(_ -> Fault.CUT);
        assertThatThrownBy(() -> shelf.provide("u2net")).isInstanceOf(ModelUnavailable.class);
        assertNothingElse();
    }

    @Test
    void what_is_part_of_the_program_or_has_no_mirror_is_not_fetched() throws IOException {
        shelf(Map.of()).provide("u2netp");
        shelf(Map.of("ALPHALIFT_MODELS_URL", " ")).provide("u2net");

        assertThat(server.proxy().seen()).isEmpty();
        assertNothingElse();
    }

    @Test
    void in_lambda_models_go_to_the_temporary_folder_unless_a_folder_is_named() {
        Map<String, String> lambda =
                Map.of("LAMBDA_TASK_ROOT", "/var/task", "ALPHALIFT_MODELS_URL", "s3://b/m");

        assertThat(Settings.of(lambda).environment().get("REMBG_HOME"))
                .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "alphalift").toString());
        Map<String, String> mounted = new HashMap<>(lambda);
        mounted.put("U2NET_HOME", "/mnt/models");
        assertThat(Settings.of(mounted).environment()).doesNotContainKey("REMBG_HOME");
    }
}

package dev.alphalift.cli;

import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `d`, with a mirror on this machine in place of the published models.
class FetchModelsTest {
    @TempDir private Path home;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer mirror;
    private Cli cli;

    @BeforeEach
    void setUp() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        mirror = HttpServer.create(address, 0);
        mirror.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    byte[] file = files.get(exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(
                            file == null ? 404 : 200, file == null ? -1 : file.length);
                    if (file != null) {
                        try (OutputStream body = exchange.getResponseBody()) {
                            body.write(file);
                        }
                    }
                    exchange.close();
                });
        mirror.start();
        cli = Cli.at(home).with("ALPHALIFT_MODELS_URL", mirrorUrl());
    }

    @AfterEach
    void end() {
        mirror.stop(0);
    }

    private String mirrorUrl() {
        return "http://127.0.0.1:%d/models".formatted(mirror.getAddress().getPort());
    }

    @Test
    void a_file_of_the_wrong_hash_is_thrown_away() {
        files.put("/models/silueta.onnx", new byte[] {1, 2, 3});

        Outcome outcome = cli.run("d", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err())
                .contains("silueta: Cannot read " + mirrorUrl() + "/silueta.onnx", "hash");
        assertThat(asked).containsExactly("/models/silueta.onnx");
        assertThat(filesBelow(home)).isEmpty();
    }

    @Test
    void a_file_of_the_wrong_hash_leaves_the_one_that_was_there() {
        Path file = Pictures.put(cli.modelFile("silueta"), new byte[] {9});
        files.put("/models/silueta.onnx", new byte[] {1, 2, 3});

        Outcome outcome = cli.run("d", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(TestData.read(file)).containsExactly(9);
        assertThat(filesBelow(home)).hasSize(1);
    }

    @Test
    void a_file_that_the_server_has_not_is_told() {
        Outcome outcome = cli.run("d", "u2net");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("u2net: ", "/u2net.onnx", "the server answered 404.");
        assertThat(filesBelow(home)).isEmpty();
    }

    @Test
    void a_server_that_is_not_there_is_told() {
        mirror.stop(0);

        Outcome outcome = cli.run("d", "u2net");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("u2net: Cannot read http://127.0.0.1");
        assertThat(filesBelow(home)).isEmpty();
    }

    @Test
    void one_model_that_fails_does_not_stop_the_others() {
        Outcome outcome = cli.run("d", "silueta", "u2netp", "u2net");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err().lines().map(line -> line.replaceAll(":.*", "")))
                .containsExactly("silueta", "u2netp", "u2net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "models.example", "ftp://models.example/", "http://"})
    void a_mirror_that_is_no_web_address_is_refused(String address) {
        Outcome outcome = cli.with("ALPHALIFT_MODELS_URL", address).run("d", "silueta");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err())
                .contains("ALPHALIFT_MODELS_URL")
                .doesNotContain("unexpected error");
    }

    @Test
    void the_published_model_is_fetched_checked_and_used() {
        byte[] published = TestData.read(TestData.shared("models/u2netp.onnx"));
        files.put("/models/u2netp.onnx", published);

        Outcome fetched = cli.run("d", "u2netp-published");
        Outcome again = cli.run("d", "u2netp-published");
        Outcome checked = cli.run("d", "--check", "u2netp-published");
        Outcome used = cli.reading(Pictures.stripes()).run("i", "-om", "-m", "u2netp-published");

        Path file = home.resolve(".rembg/models/u2netp/u2netp.onnx");
        assertThat(fetched.code()).as(fetched.err()).isZero();
        assertThat(fetched.err().strip())
                .isEqualTo("u2netp-published: %s (licence: Apache-2.0)".formatted(file));
        assertThat(TestData.read(file)).isEqualTo(published);
        assertThat(filesBelow(home)).hasSize(1);
        assertThat(again.code()).isZero();
        assertThat(asked).as("fetched once").hasSize(1);
        assertThat(checked.err()).isEqualTo(fetched.err());
        assertThat(used.code()).isZero();
        assertThat(used.picture().channels()).isEqualTo(1);
    }

    @Test
    void a_check_tells_of_a_model_that_is_missing() {
        Outcome outcome = cli.run("d", "--check", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(outcome.err())
                .contains("silueta: missing or damaged.", cli.modelFile("silueta").toString());
        assertThat(asked).isEmpty();
    }

    @Test
    void a_check_tells_of_a_model_that_is_damaged() {
        Path file = Pictures.put(cli.modelFile("silueta"), new byte[] {1});

        Outcome outcome = cli.run("d", "--check", "silueta");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO_MODEL);
        assertThat(outcome.err())
                .contains("silueta: missing or damaged.", file.toString(), "MD5", "55e59e0d");
        assertThat(asked).isEmpty();
    }

    @Test
    void the_embedded_model_is_part_of_the_program() {
        Outcome fetched = cli.run("d", "u2netp");
        Outcome checked = cli.run("d", "--check", "u2netp");

        assertThat(fetched.code()).isZero();
        assertThat(fetched.err().strip())
                .isEqualTo("u2netp: part of the program (licence: Apache-2.0)");
        assertThat(checked).usingRecursiveComparison().isEqualTo(fetched);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_check_of_all_lists_each_model_and_why_others_cannot_be_used() {
        Outcome outcome = cli.run("d", "--check");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(
                        "u2netp: part of the program",
                        "u2netp-int8: part of the program",
                        "isnet-general-use: missing",
                        "modnet: missing",
                        "vitmatte-small-distinctions-646: missing",
                        "sam: missing",
                        "atlascloud: not available: ",
                        "withoutbg: not available: it is a paid remote service")
                .doesNotContain("u2net_custom");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_licence_that_forbids_commercial_use_is_told() {
        Outcome outcome =
                Cli.at(home)
                        .withModel("tiny-1024.onnx", "bria-rmbg")
                        .run("d", "--check", "bria-rmbg");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("not for commercial use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlascloud", "withoutbg", "u2net_custom"})
    void models_that_cannot_be_fetched_are_refused_with_the_reason(String model) {
        Outcome outcome = cli.run("d", model);

        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(outcome.err()).startsWith(model + ": ").contains(" is not available: ");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_model_of_two_files_is_fetched_with_both() {
        files.put("/models/sam_vit_b_01ec64.encoder.onnx", new byte[] {1});
        files.put("/models/sam_vit_b_01ec64.decoder.onnx", new byte[] {2});
        Cli unchecked = cli.with("MODEL_CHECKSUM_DISABLED", "1");

        Outcome outcome = unchecked.run("d", "sam");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        Path folder = home.resolve(".rembg/models/sam");
        assertThat(folder.resolve("sam_vit_b_01ec64.encoder.onnx"))
                .hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("sam_vit_b_01ec64.decoder.onnx"))
                .hasBinaryContent(new byte[] {2});
        assertThat(unchecked.run("d", "--check", "sam").err())
                .contains("sam_vit_b_01ec64.encoder.onnx and ", "sam_vit_b_01ec64.decoder.onnx");
    }

    @Test
    void the_largest_size_of_sam_has_its_weights_put_together() {
        String name = "sam_vit_h_4b8939";
        for (String part : List.of("encoder.onnx", "decoder.onnx")) {
            files.put("/models/%s.%s".formatted(name, part), new byte[] {9});
        }
        for (int part = 1; part <= 3; part++) {
            files.put(
                    "/models/%s.encoder_data.%s.bin".formatted(name, part),
                    new byte[] {(byte) part, (byte) (10 * part)});
        }

        Outcome outcome = cli.with("MODEL_CHECKSUM_DISABLED", "1").run("d", name);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(home.resolve(".rembg/models/sam/" + name + ".encoder_data.bin"))
                .hasBinaryContent(new byte[] {1, 10, 2, 20, 3, 30});
        assertThat(home.resolve(".rembg/models/sam/" + name + ".encoder_data.1.bin"))
                .doesNotExist();
    }

    @Test
    void a_model_that_refines_masks_is_fetched_as_rembg_fetches_it() {
        files.put("/models/vitmatte-base-composition-1k.onnx", new byte[] {7});

        Outcome outcome =
                cli.with("MODEL_CHECKSUM_DISABLED", "1").run("d", "vitmatte-base-composition-1k");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("vitmatte-base-composition-1k: ", "Apache-2.0");
        assertThat(home.resolve(".rembg/models/vitmatte/vitmatte-base-composition-1k.onnx"))
                .hasBinaryContent(new byte[] {7});
    }

    @Test
    void an_unknown_model_is_wrong_use() {
        Outcome outcome = cli.run("d", "nonsense");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("nonsense: ", "isnet-general-use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u2net_custom u2net", "u2net u2net_custom"})
    void the_exit_code_is_that_of_the_worst_model_and_not_of_the_last(String names) {
        Object[] arguments = ("d " + names).split(" ");

        Outcome outcome = cli.run(arguments);

        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(outcome.err()).contains("u2net: ", "u2net_custom: ");
    }
}

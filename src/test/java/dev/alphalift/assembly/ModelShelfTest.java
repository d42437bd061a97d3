package dev.alphalift.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.segment.Models;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a mirror on this machine that has the wrong bytes for every model.
class ModelShelfTest {
    private static final byte[] WRONG = "no model".getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path home;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add(exchange.getRequestURI().getPath());
                        exchange.sendResponseHeaders(200, WRONG.length);
                        exchange.getResponseBody().write(WRONG);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String mirror() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror";
    }

    private ModelShelf shelf(String mirror, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("REMBG_HOME", home.toString());
        environment.put("XDG_DATA_HOME", home.resolve("old").toString());
        environment.put("ALPHALIFT_MODELS_URL", mirror);
        for (String name : more) {
            environment.put(name, "1");
        }
        return new Assembly(Settings.of(environment, home)).modelShelf();
    }

    @Test
    void models_of_ones_own_are_not_on_the_shelf() {
        assertThat(shelf(mirror()).names())
                .contains("u2netp", "birefnet-general", "bria-rmbg", "modnet")
                .contains("vitmatte-small-distinctions-646", "vitmatte-base-composition-1k")
                .doesNotContain(
                        "vitmatte-custom",
                        "modnet_custom",
                        "u2net_custom",
                        "dis_custom",
                        "ben_custom");
        assertThatThrownBy(() -> shelf(mirror()).fetch("u2net_custom", (_, _) -> {}))
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("model_path");
    }

    @Test
    void names_that_cannot_be_used_are_refused_with_the_reason() {
        assertThat(shelf(mirror()).unavailable()).isEqualTo(Models.unavailable());
        assertThatThrownBy(() -> shelf(mirror()).check("withoutbg"))
                .isInstanceOf(NotAvailable.class);
        assertThatThrownBy(() -> shelf(mirror()).check("nonsense"))
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u2netp", "u2netp-int8"})
    void the_embedded_models_are_always_there(String name) {
        assertThat(shelf(mirror()).check(name).place()).isEqualTo("part of the program");
    }

    @Test
    void a_model_that_is_nowhere_else_is_not_fetched() {
        ModelShelf.Entry entry = shelf(mirror()).fetch("u2netp-int8", (_, _) -> {});

        assertThat(entry.place()).isEqualTo("part of the program");
        assertThat(asked).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_missing_model_is_missing() {
        assertThatThrownBy(() -> shelf(mirror()).check("u2net"))
                .isInstanceOf(ModelUnavailable.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/ "})
    void a_model_is_asked_of_the_mirror_by_its_published_name_and_checked(String end) {
        assertThatThrownBy(() -> shelf(mirror() + end).fetch("bria-rmbg", (_, _) -> {}))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("hash differs");

        assertThat(asked).containsExactly("/mirror/bria-rmbg-2.0.onnx");
        assertThat(home.resolve("models/bria-rmbg")).isEmptyDirectory();
    }

    @Test
    void a_model_is_put_where_it_is_found_afterwards_where_hashes_are_not_checked() {
        ModelShelf shelf = shelf(mirror(), "MODEL_CHECKSUM_DISABLED");

        ModelShelf.Entry entry = shelf.fetch("bria-rmbg", (_, _) -> {});

        Path file = home.resolve("models/bria-rmbg/bria-rmbg.onnx");
        assertThat(file).hasBinaryContent(WRONG);
        assertThat(entry.name()).isEqualTo("bria-rmbg");
        assertThat(entry.place()).isEqualTo(file.toString());
        assertThat(entry.allowsCommercialUse()).isFalse();
        assertThat(entry.licence()).contains("non-commercial");
        assertThat(shelf.check("bria-rmbg")).isEqualTo(entry);
    }

    @Test
    void a_damaged_model_is_not_there() throws IOException {
        Files.createDirectories(home.resolve("models/u2net"));
        Files.write(home.resolve("models/u2net/u2net.onnx"), WRONG);

        assertThatThrownBy(() -> shelf(mirror()).check("u2net"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("MD5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my mirror",
                "mirror/",
                "ftp://example.org/",
                "file:///srv",
                "http://",
                "http://a b/",
                "https:///models"
            })
    void a_mirror_that_is_no_address_is_refused(String mirror) {
        assertThatThrownBy(() -> shelf(mirror).fetch("u2net", (_, _) -> {}))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("ALPHALIFT_MODELS_URL")
                .hasMessageContaining(mirror);
    }
}

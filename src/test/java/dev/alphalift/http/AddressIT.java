package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.cli.Program;
import dev.alphalift.testdata.PrivateHosts;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures by their address, through the running server: off, for one host, for all.
@Timeout(600)
class AddressIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'',501,not_available",
        "images.example.com,403,forbidden_address",
        "*,403,forbidden_address"
    })
    void a_private_address_is_never_read_whatever_is_allowed(
            String allowed, int status, String code) throws Exception {
        try (RunningServer server =
                RunningServer.start(folder, Map.of("ALPHALIFT_URL_HOSTS", allowed))) {
            for (String host : PrivateHosts.LITERALS) {
                for (String scheme : List.of("http", "https")) {
                    HttpResponse<byte[]> answer =
                            server.get("/api/remove?url=" + encoded(scheme + "://" + host + "/a"));

                    assertThat(answer.statusCode()).as(host).isEqualTo(status);
                    assertThat(JSON.readTree(answer.body()).get("code").asText())
                            .as(host)
                            .isEqualTo(code);
                }
            }
            // This very server, by a name that the system's resolver knows.
            HttpResponse<byte[]> itself =
                    server.get("/api/remove?url=" + encoded("http://localhost/openapi.json"));
            assertThat(itself.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void strangers_get_the_models_that_are_offered_and_no_others() throws Exception {
        try (RunningServer server =
                RunningServer.start(
                        folder, Map.of("ALPHALIFT_OFFERED_MODELS", "u2netp, isnet-anime"))) {
            HttpResponse<byte[]> answer =
                    server.postForm("/api/remove", new byte[10], Map.of("model", "silueta"));
            JsonNode models = JSON.readTree(server.get("/models").body()).get("models");

            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(models)
                    .extracting(model -> model.get("name").asText())
                    .containsExactly("u2netp", "isnet-anime");
        }
    }

    @Test
    void pages_of_other_origins_are_let_in_where_that_is_configured() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "ALPHALIFT_MAX_BYTES", "1000",
                        "QUARKUS_HTTP_CORS_ENABLED", "true",
                        "QUARKUS_HTTP_CORS_ORIGINS", "https://shop.example.com");
        try (RunningServer server = RunningServer.start(folder, environment)) {
            HttpResponse<byte[]> known =
                    server.send(
                            HttpRequest.newBuilder(server.uri("/models"))
                                    .header("Origin", "https://shop.example.com"));
            HttpResponse<byte[]> other =
                    server.send(
                            HttpRequest.newBuilder(server.uri("/models"))
                                    .header("Origin", "https://example.org"));

            HttpResponse<byte[]> sentAway =
                    server.send(
                            HttpRequest.newBuilder(server.uri("/api/remove"))
                                    .header("Origin", "https://shop.example.com")
                                    .header("Content-Type", "image/png")
                                    .POST(BodyPublishers.ofByteArray(new byte[100_000])));

            assertThat(sentAway.statusCode()).isEqualTo(413);
            assertThat(sentAway.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example.com");
            assertThat(known.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example.com");
            assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void remove_bgs_addresses_are_read_by_the_same_rules() throws Exception {
        try (RunningServer server =
                RunningServer.start(folder, Map.of("ALPHALIFT_URL_HOSTS", "*"))) {
            for (String name : List.of("image_url", "bg_image_url")) {
                Form form = Form.of().with(name, "http://127.0.0.1/a.png");
                if (name.startsWith("bg")) {
                    form.file("image_file", new byte[] {1});
                }
                HttpResponse<byte[]> answer = server.post("/v1.0/removebg", Form.TYPE, form.body());

                assertThat(answer.statusCode()).as(name).isEqualTo(400);
                assertThat(JSON.readTree(answer.body()).at("/errors/0/code").asText())
                        .as(name)
                        .isEqualTo("forbidden_address");
            }
        }
    }

    @Test
    void a_default_size_that_is_none_is_told_before_the_server_starts() throws Exception {
        Program.Outcome outcome =
                new Program(folder, Map.of("ALPHALIFT_REMOVEBG_SIZE", "huge"))
                        .run(ProcessBuilder.Redirect.PIPE, "s", "-p", 0);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("ALPHALIFT_REMOVEBG_SIZE", "huge");
    }

    private static String encoded(String url) {
        return URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    @Test
    void a_list_of_hosts_that_is_none_is_told_before_the_server_starts() throws Exception {
        Program.Outcome outcome =
                new Program(folder, Map.of("ALPHALIFT_URL_HOSTS", "images.example.com,http://x/"))
                        .run(ProcessBuilder.Redirect.PIPE, "s", "-p", 0);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("http://x/").doesNotContain("Exception");
    }
}

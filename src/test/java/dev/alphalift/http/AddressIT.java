package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.alphalift.cli.Program;
import dev.alphalift.testdata.PrivateHosts;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
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
                    Response answer =
                            server.given()
                                    .get(
                                            "/api/remove?url="
                                                    + encoded(scheme + "://" + host + "/a"));

                    assertThat(answer.statusCode()).as(host).isEqualTo(status);
                    assertThat(answer.<String>path("code")).as(host).isEqualTo(code);
                }
            }
            // This very server, by a name that the system's resolver knows.
            server.given()
                    .get("/api/remove?url=" + encoded("http://localhost/openapi.json"))
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void strangers_get_the_models_that_are_offered_and_no_others() throws Exception {
        try (RunningServer server =
                RunningServer.start(
                        folder, Map.of("ALPHALIFT_OFFERED_MODELS", "u2netp, isnet-anime"))) {
            server.given()
                    .multiPart("model", "silueta")
                    .multiPart("file", "a", new byte[10])
                    .post("/api/remove")
                    .then()
                    .statusCode(501);
            server.given()
                    .get("/models")
                    .then()
                    .body("models.name", contains("u2netp", "isnet-anime"));
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
            server.given()
                    .header("Origin", "https://shop.example.com")
                    .get("/models")
                    .then()
                    .header("Access-Control-Allow-Origin", "https://shop.example.com");
            server.given()
                    .header("Origin", "https://example.org")
                    .get("/models")
                    .then()
                    .header("Access-Control-Allow-Origin", is(nullValue()));
            // And what is sent away.
            server.given()
                    .header("Origin", "https://shop.example.com")
                    .contentType("image/png")
                    .body(new byte[100_000])
                    .post("/api/remove")
                    .then()
                    .statusCode(413)
                    .header("Access-Control-Allow-Origin", "https://shop.example.com");
        }
    }

    @Test
    void remove_bgs_addresses_are_read_by_the_same_rules() throws Exception {
        try (RunningServer server =
                RunningServer.start(folder, Map.of("ALPHALIFT_URL_HOSTS", "*"))) {
            for (String name : List.of("image_url", "bg_image_url")) {
                RequestSpecification form =
                        server.given().multiPart(name, "http://127.0.0.1/a.png");
                if (name.startsWith("bg")) {
                    form.multiPart("image_file", "a", new byte[] {1});
                }
                Response answer = form.post("/v1.0/removebg");

                assertThat(answer.statusCode()).as(name).isEqualTo(400);
                assertThat(answer.<String>path("errors[0].code"))
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

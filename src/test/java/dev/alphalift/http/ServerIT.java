package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The built server as a process, asked by a real client.
@Timeout(600)
class ServerIT {
    private static final byte[] CHELSEA =
            TestData.read(TestData.project().resolve("samples/chelsea.png"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server =
                RunningServer.start(
                        folder,
                        Map.of("ALPHALIFT_MAX_BYTES", "1000000", "ALPHALIFT_BODY_TIMEOUT", "2"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static JsonNode problem(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.get("requestId").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-ID").orElseThrow());
        return problem;
    }

    @Test
    void a_form_of_rembgs_clients_becomes_a_cutout() throws Exception {
        HttpResponse<byte[]> answer = server.postForm("/api/remove", CHELSEA, Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(answer.headers().firstValue("X-Width")).hasValue("451");
        assertThat(answer.headers().firstValue("X-Height")).hasValue("300");
        assertThat(answer.headers().firstValue("X-Model")).hasValue("u2netp");
        assertThat(answer.headers().firstValue("Server-Timing").orElseThrow())
                .contains("decode;dur=", "inference;dur=", "encode;dur=", "total;dur=");
        Pixels pixels = Pixels.ofPng(answer.body());
        assertThat(new int[] {pixels.width(), pixels.height(), pixels.channels()})
                .containsExactly(451, 300, 4);
    }

    @Test
    void parameters_are_taken_from_the_form_and_from_the_query() throws Exception {
        byte[] fromForm = server.postForm("/api/remove", CHELSEA, Map.of("om", "true")).body();
        byte[] fromQuery = server.postForm("/api/remove?om=true", CHELSEA, Map.of()).body();
        byte[] raw =
                server.post("/api/remove?om=1", "image/png", BodyPublishers.ofByteArray(CHELSEA))
                        .body();

        assertThat(Pixels.ofPng(fromForm).channels()).isEqualTo(1);
        assertThat(fromQuery).isEqualTo(fromForm);
        assertThat(raw).isEqualTo(fromForm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/remove | image/webp | image/webp",
                "/api/remove | image/avif,image/webp,*/*;q=0.8 | image/webp",
                "/api/remove | image/jpeg | image/jpeg",
                "/api/remove | image/jpeg;q=0.5,image/png | image/png",
                "/api/remove | application/json | image/png",
                "/api/remove | */* | image/png",
                "/api/remove?format=webp | image/png | image/webp",
                "/api/remove?format=jpg&quality=50 | */* | image/jpeg",
                "/api/remove?format=webp&lossless=true | */* | image/webp"
            })
    void the_answer_is_of_the_format_that_was_asked_for(String path, String accept, String type)
            throws Exception {
        HttpResponse<byte[]> answer =
                server.send(
                        HttpRequest.newBuilder(server.uri(path))
                                .header("Accept", accept)
                                .header("Content-Type", "image/png")
                                .POST(BodyPublishers.ofByteArray(CHELSEA)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(ImageFormat.of(answer.body()).title().toLowerCase(Locale.ROOT))
                .isEqualTo(type.substring("image/".length()));
    }

    @Test
    void the_clients_name_of_a_request_comes_back() throws Exception {
        HttpResponse<byte[]> answer =
                server.send(
                        HttpRequest.newBuilder(server.uri("/models"))
                                .header("X-Request-ID", "mine-42"));

        assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("mine-42");
    }

    @ParameterizedTest
    @CsvSource({
        "vm=true,501,not_available",
        "a=maybe,400,invalid_option",
        "model=sam,501,not_available",
        "model=nothing,400,invalid_option",
        "model=u2net,503,model_unavailable",
        "bgc=1%2C2,400,invalid_option"
    })
    void a_wrong_parameter_is_answered_by_its_code(String query, int status, String code)
            throws Exception {
        HttpResponse<byte[]> answer = server.postForm("/api/remove?" + query, CHELSEA, Map.of());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem(answer).get("code").asText()).isEqualTo(code);
    }

    @Test
    void a_bad_picture_is_never_a_500() throws Exception {
        HttpResponse<byte[]> broken =
                server.postForm("/api/remove", Arrays.copyOf(CHELSEA, 5000), Map.of());
        HttpResponse<byte[]> empty = server.postForm("/api/remove", new byte[0], Map.of());
        HttpResponse<byte[]> text = server.postForm("/api/remove", "text".getBytes(), Map.of());

        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(problem(broken).get("code").asText()).isEqualTo("unreadable_image");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(problem(text).get("code").asText()).isEqualTo("unsupported_format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                ";;;",
                "text/plain",
                "a/b;"
            })
    void a_body_that_is_garbage_is_a_problem_of_the_client(String type) throws Exception {
        HttpResponse<byte[]> answer =
                server.post("/api/remove", type, BodyPublishers.ofString("garbage"));

        assertThat(answer.statusCode()).isBetween(400, 422);
        problem(answer);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_body_that_is_too_long_is_refused_whether_it_says_so_or_not(HttpClient.Version version)
            throws Exception {
        byte[] body = new byte[3_000_000];
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/api/remove"))
                        .version(version)
                        .header("Content-Type", "image/png");
        HttpResponse<byte[]> declared = server.send(request.POST(BodyPublishers.ofByteArray(body)));
        HttpResponse<byte[]> inChunks =
                server.send(
                        request.POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body))));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(problem(declared).get("code").asText()).isEqualTo("image_too_large");
        assertThat(inChunks.statusCode()).isEqualTo(413);
        assertThat(problem(inChunks).get("code").asText()).isEqualTo("image_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/remove/", "/api/remove;x", "/api;a=b/remove", "/nothing"})
    void no_way_of_writing_the_path_leads_past_the_limits(String path) throws Exception {
        HttpResponse<byte[]> good =
                server.post(path, "image/png", BodyPublishers.ofByteArray(CHELSEA));
        HttpResponse<byte[]> tooLong =
                server.post(path, "image/png", BodyPublishers.ofByteArray(new byte[3_000_000]));

        assertThat(good.statusCode()).isIn(200, 404);
        assertThat(tooLong.statusCode()).isEqualTo(413);
        server.awaitNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/remove?x=%25zz", "/api/remove?x=%zz", "/api/remove?om=%", "/%zz"})
    void an_address_that_cannot_be_decoded_is_a_mistake_of_the_client(String path)
            throws Exception {
        String head =
                "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(head.formatted(path).getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void a_form_that_its_reader_gives_up_on_is_a_mistake_of_the_client() throws Exception {
        Map<String, String> many =
                IntStream.range(0, 1500)
                        .boxed()
                        .collect(Collectors.toMap(at -> "field" + at, String::valueOf));
        HttpResponse<byte[]> tooMany = server.postForm("/api/remove", CHELSEA, many);
        HttpResponse<byte[]> noCharset =
                server.post(
                        "/api/remove",
                        "multipart/form-data; boundary=b",
                        BodyPublishers.ofString(
                                "--b\r\nContent-Disposition: form-data; name=\"om\"\r\nContent-Type:"
                                        + " text/plain; charset=nonsense\r\n\r\ntrue\r\n--b--\r\n"));

        assertThat(tooMany.statusCode()).isIn(400, 413);
        assertThat(noCharset.statusCode()).isEqualTo(400);
        problem(noCharset);
    }

    @Test
    void what_is_missing_here_is_told_without_naming_a_folder() throws Exception {
        HttpResponse<byte[]> missing =
                server.postForm("/api/remove?model=u2net", CHELSEA, Map.of());
        HttpResponse<byte[]> elsewhere =
                server.postForm(
                        "/api/remove",
                        CHELSEA,
                        Map.of(
                                "model",
                                "u2net_custom",
                                "extras",
                                "{\"model_path\": \"/etc/passwd\"}"));

        assertThat(problem(missing).get("detail").asText()).doesNotContain("/").contains("u2net");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(problem(elsewhere).get("detail").asText()).doesNotContain("/");
    }

    @Test
    void a_body_that_does_not_arrive_is_cut_off() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /api/remove HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
                                    + "Content-Length: 1000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("request_too_slow");
        }
    }

    @Test
    void what_is_not_there_is_told_as_a_problem() throws Exception {
        assertThat(problem(server.get("/nothing")).get("code").asText()).isEqualTo("not_found");
        assertThat(problem(server.get("/api/remove")).get("code").asText())
                .isEqualTo("invalid_option");
        assertThat(
                        problem(server.get("/api/remove?url=http%3A%2F%2F127.0.0.1%2F"))
                                .get("code")
                                .asText())
                .isEqualTo("not_available");
    }

    @Test
    void the_models_are_listed_with_their_licences() throws Exception {
        JsonNode models = JSON.readTree(server.get("/models").body());

        JsonNode first = models.get("models").get(0);
        assertThat(first.get("name").asText()).isEqualTo("u2netp");
        assertThat(first.get("present").asBoolean()).isTrue();
        assertThat(first.get("standard").asBoolean()).isTrue();
        assertThat(models.at("/models/1/name").asText()).isEqualTo("u2netp-int8");
        assertThat(models.at("/models/1/present").asBoolean()).isTrue();
        assertThat(models.get("unavailable").has("sam")).isTrue();
    }

    @Test
    void the_description_is_the_same_text_at_every_start() throws Exception {
        byte[] described = server.get("/openapi.json").body();

        try (RunningServer other = RunningServer.start(folder, Map.of())) {
            assertThat(other.get("/openapi.json").body()).isEqualTo(described);
        }
    }

    @Test
    void the_interface_is_described_with_examples_and_nothing_of_the_inside() throws Exception {
        JsonNode api = JSON.readTree(server.get("/openapi.json").body());
        JsonNode post = api.at("/paths/~1api~1remove/post");

        for (String name : List.of("file", "model", "a", "af", "ab", "ae", "om", "ppm", "bgc")) {
            assertThat(
                            post.at(
                                            "/requestBody/content/multipart~1form-data/schema/properties/"
                                                    + name)
                                    .isObject())
                    .as(name)
                    .isTrue();
        }
        assertThat(
                        post.at(
                                        "/responses/429/content/application~1problem+json/examples/busy/value/code")
                                .asText())
                .isEqualTo("busy");
        assertThat(api.at("/paths/~1api~1remove/get/parameters/0/name").asText()).isEqualTo("url");
        assertThat(api.at("/components/schemas").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("Answer", "ModelEntry", "Problem", "RemoveBgErrors");
        JsonNode removeBg = api.at("/paths/~1v1.0~1removebg/post");
        for (String type :
                List.of(
                        "multipart/form-data",
                        "application/x-www-form-urlencoded",
                        "application/json")) {
            assertThat(removeBg.at("/requestBody/content").get(type).at("/schema/properties/roi"))
                    .as(type)
                    .isNotEmpty();
        }
        assertThat(removeBg.at("/responses/403/description").asText()).contains("auth_failed");
        assertThat(api.at("/components/securitySchemes/key/name").asText()).isEqualTo("X-Api-Key");
        assertThat(api.at("/paths/~1v1.0~1account/get").isObject()).isTrue();
    }

    @Test
    void pages_of_other_origins_are_not_let_in() throws Exception {
        HttpResponse<byte[]> answer =
                server.send(
                        HttpRequest.newBuilder(server.uri("/models"))
                                .header("Origin", "https://shop.example.com"));

        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health/live", "/q/health/ready", "/openapi.json", "/q/metrics", "/api/"})
    void what_operators_look_at_is_there(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }
}

package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.testdata.Pixels;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes in at the server's door: bodies of any type, options in any spelling, and what is no
/// request at all.
@Timeout(120)
class DoorIT extends OneServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void start() throws Exception {
        start(Map.of("ALPHALIFT_URL_HOSTS", "images.example.com"));
    }

    private static String detail(Response answer) {
        JsonPath json = answer.jsonPath();
        return json.get("errors") == null
                ? json.getString("detail")
                : json.getString("errors[0].title") + json.getString("errors[0].detail");
    }

    private static int channels(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return Pixels.ofPng(answer.asByteArray()).channels();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "application/json",
                "image/jpeg",
                "IMAGE/PNG",
                "text/plain",
                ";;;",
                "multipart/form-data"
            })
    void a_picture_is_read_whatever_its_type_is_said_to_be(@Nullable String type) throws Exception {
        assertThat(channels(server.post("/api/remove?OM=true", type, CHELSEA))).isEqualTo(1);
        assertThat(channels(server.post("/v1.0/removebg?Channels=alpha", type, CHELSEA)))
                .isEqualTo(1);
    }

    @Test
    void json_is_read_whatever_its_type_is_said_to_be() throws Exception {
        byte[] call =
                "{\"Image\": \"data:image/png;base64,%s\", \"only_mask\": true}"
                        .formatted(Base64.getEncoder().encodeToString(CHELSEA))
                        .getBytes(StandardCharsets.US_ASCII);

        for (String type : Arrays.asList(null, "Application/JSON", "text/plain")) {
            assertThat(channels(server.post("/api/remove", type, call))).as(type).isEqualTo(1);
        }
    }

    @Test
    void options_and_pictures_are_read_with_the_name_of_a_file_or_without() throws Exception {
        byte[] yes = "true".getBytes(StandardCharsets.US_ASCII);
        String address = "data:image/png;base64," + Base64.getEncoder().encodeToString(CHELSEA);

        assertThat(
                        channels(
                                server.given()
                                        .multiPart("file", "a", CHELSEA)
                                        .multiPart("om", "a", yes)
                                        .post("/api/remove")))
                .isEqualTo(1);
        assertThat(
                        channels(
                                server.given()
                                        .multiPart("File", "a", CHELSEA)
                                        .multiPart("OM", "1")
                                        .post("/api/remove")))
                .isEqualTo(1);
        assertThat(channels(server.given().multiPart("file", address).post("/api/remove?om=1")))
                .isEqualTo(1);
        assertThat(
                        channels(
                                server.given()
                                        .multiPart("image_file_b64", address)
                                        .multiPart("channels", "alpha")
                                        .post("/v1.0/removebg")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "om,true,false,/api/remove,file",
        "crop,true,false,/v1.0/removebg,image_file",
    })
    void an_option_with_two_values_is_refused(
            String name, String one, String other, String path, String file) throws Exception {
        Response answer =
                server.given()
                        .multiPart(file, "a", CHELSEA)
                        .multiPart(name, one)
                        .multiPart(name, other)
                        .post(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(detail(answer)).contains(name);
    }

    @Test
    void a_data_address_is_no_address() throws Exception {
        Response rembg = server.given().get("/api/remove?url=data%3Aimage%2Fpng%3Bbase64%2CAAAA");
        Response removeBg =
                server.given()
                        .multiPart("image_url", "data:image/png;base64,AAAA")
                        .post("/v1.0/removebg");

        assertThat(rembg.statusCode()).isEqualTo(400);
        assertThat(removeBg.statusCode()).isEqualTo(400);
        assertThat(detail(removeBg)).contains("image_file_b64");
    }

    @Test
    void what_a_model_does_not_take_is_refused_and_no_folder_is_told() throws Exception {
        for (String options :
                List.of(
                        "extras=%7B%22model_path%22%3A%22/etc/passwd%22%7D",
                        "model=u2netp-int8&extras=%7B%22model_path%22%3A%22a.onnx%22%7D",
                        "model=u2net_custom",
                        "model=ben_custom&extras=%7B%22model_path%22%3A%22/etc/passwd%22%7D",
                        "model=dis_custom&extras=%7B%22model_path%22%3A%22a%5Cu0000b%22%7D")) {
            Response answer = server.post("/api/remove?" + options, null, CHELSEA);

            assertThat(answer.statusCode()).as(options).isEqualTo(400);
            assertThat(detail(answer)).as(options).contains("model").doesNotContain("/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                "/nothing?%zz",
                "/models?a=%",
                "/models%zz",
                "/api/remove?%zz",
                "/api/%zz",
                "/v1.0/removebg?%zz",
                "/v1.0/%zz",
                "/evaluate?%zz",
                "/q/metrics?%zz",
                "/q/%zz",
                "/openapi.json?%zz"
            })
    void an_address_that_cannot_be_decoded_is_a_problem_everywhere(String path) throws Exception {
        for (String method : List.of("GET", "POST", "PUT")) {
            String answer =
                    raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertIsProblem(answer, path.startsWith("/v1.0/"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /models HTTP/1.1\\r\\n | 400",
                "GET /q/health/live HTTP/1.1\\r\\n | 400",
                "POST /api/remove HTTP/1.1\\r\\nContent-Length: 0\\r\\n | 400",
                "GET /models HTTP/1.1\\r\\nHost: a b/\\r\\n | 400",
                "GET /models HTTP/1.1\\r\\nHost: a:x\\r\\n | 400",
                "GET /models HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n | 400",
                "garbage\\r\\n | 400",
                "GET\\r\\nHost: x\\r\\n | 400",
                "GET /models HTTP/1.1\\r\\nHost: x\\r\\nno colon\\r\\n | 400",
                "GET /models HTTP/1.1\\r\\nHost: x\\r\\nA: b\\0\\r\\n | 400",
                "GET http://[::zz/ HTTP/1.1\\r\\nHost: x\\r\\n | 400",
                "POST /models HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: a\\r\\n | 400",
                "POST /models HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n | 400",
                "GET /models HTTP/9.9\\r\\nHost: x\\r\\n | 505",
                "GET /LONG HTTP/1.1\\r\\nHost: x\\r\\n | 414",
                "GET /models HTTP/1.1\\r\\nHost: x\\r\\nA: LONG\\r\\n | 431",
                "GET models HTTP/1.1\\r\\nHost: x\\r\\n | 404",
                "CONNECT x:80 HTTP/1.1\\r\\nHost: x\\r\\n | 404"
            })
    void what_is_no_good_request_is_answered_in_our_form(String head, int status) throws Exception {
        String answer =
                raw(
                        head.replace("\\r\\n", "\r\n")
                                .replace("\\0", "\0")
                                .replace("LONG", "a".repeat(20_000)));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertIsProblem(answer, false);
    }

    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(
                            (head + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertIsProblem(String answer, boolean ofRemoveBg) throws IOException {
        String[] parts = answer.split("\r\n\r\n", 2);
        JsonNode json = JSON.readTree(parts[1]);

        assertThat(parts[0].toLowerCase(Locale.ROOT)).contains("x-request-id: ");
        if (ofRemoveBg) {
            assertThat(json.at("/errors/0/code").asText()).isNotEmpty();
        } else {
            assertThat(parts[0]).containsIgnoringCase("Content-Type: application/problem+json");
            assertThat(json.get("status").asInt())
                    .isEqualTo(Integer.parseInt(answer.substring(9, 12)));
            assertThat(json.get("code").asText()).isNotEmpty();
            assertThat(json.get("detail").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/remove,'GET, POST, OPTIONS'",
        "/v1.0/removebg,'POST, OPTIONS'",
        "/v1.0/account,'GET, HEAD, OPTIONS'",
        "/evaluate,'POST, OPTIONS'",
        "/models,'GET, HEAD, OPTIONS'",
        "/openapi.json,'GET, HEAD, OPTIONS'",
        "/q/health/live,'GET, HEAD, OPTIONS'",
        "/q/metrics,'GET, HEAD, OPTIONS'",
        "/api/,'GET, HEAD, OPTIONS'"
    })
    void each_path_tells_its_methods_and_knows_no_others(String path, String allowed)
            throws Exception {
        String answer = raw("OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("\r\nAllow: " + allowed);

        for (String method : List.of("TRACE", "PUT", "DELETE", "PATCH")) {
            String refused =
                    raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n");
            assertThat(refused)
                    .startsWith("HTTP/1.1 405 ")
                    .containsIgnoringCase("\r\nAllow: " + allowed);
            assertIsProblem(refused, path.startsWith("/v1.0/"));
        }
    }

    @Test
    void what_clients_do_wrong_is_not_in_the_log() throws Exception {
        int before = server.log().length();
        String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        String post = "POST /api/remove HTTP/1.1\r\nHost: x\r\n";
        for (String sent :
                List.of(
                        "garbage\r\n\r\n",
                        "GET /models HTTP/1.1\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                        preface + "garbage that is no frame of any kind",
                        preface + "\0\0\0\4\0\0\0\0\0\0\0\5\1\4\0\0\0\1aaaaa",
                        post + "Content-Length: 1000\r\n\r\nabc",
                        post + "Transfer-Encoding: chunked\r\n\r\nzzz\r\nabc\r\n",
                        post
                                + "Content-Type: multipart/form-data; boundary=b\r\n"
                                + "Content-Length: 1000\r\n\r\n--b\r\nContent-",
                        post
                                + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"image\":",
                        "POST /v1.0/removebg HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{\"a\0\":")) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                Thread.sleep(100);
                // Reset rather than closed.
                socket.setSoLinger(true, 0);
            }
        }
        server.given().get("/models").then().statusCode(200);
        server.awaitNobody();

        assertThat(server.log().substring(before))
                .doesNotContain("ERROR", " WARN ", "Exception", "\tat ");
    }

    @Test
    void a_model_that_is_missing_is_told_to_the_owner_once() throws Exception {
        for (int time = 0; time < 3; time++) {
            assertThat(server.post("/api/remove?model=silueta", null, CHELSEA).statusCode())
                    .isEqualTo(503);
        }

        assertThat(
                        server.log()
                                .lines()
                                .filter(line -> line.contains("WARN") && line.contains("silueta")))
                .hasSize(1);
    }
}

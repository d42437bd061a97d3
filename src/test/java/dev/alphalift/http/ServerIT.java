package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import dev.alphalift.cli.Program;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.Pixels;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
class ServerIT extends OneServer {
    @TempDir private static Path health;

    @BeforeAll
    static void start() throws Exception {
        start(Map.of("ALPHALIFT_MAX_BYTES", "1000000", "ALPHALIFT_BODY_TIMEOUT", "2"));
    }

    private static RequestSpecification picture(byte[] picture) {
        return server.given().multiPart("file", "a", picture);
    }

    private static ValidatableResponse problem(Response answer) {
        return answer.then()
                .header("Content-Type", startsWith("application/problem+json"))
                .header("X-Request-ID", notNullValue())
                .body("status", is(answer.statusCode()))
                .body("requestId", is(answer.header("X-Request-ID")));
    }

    @Test
    void a_server_that_is_ready_is_well_in_the_eyes_of_the_program_itself() throws Exception {
        Program program = new Program(health, Map.of());

        Program.Outcome outcome =
                program.run(ProcessBuilder.Redirect.PIPE, "health", "-p", server.port());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void a_form_of_rembgs_clients_becomes_a_cutout() throws Exception {
        Response answer = picture(CHELSEA).post("/api/remove");

        answer.then()
                .statusCode(200)
                .header("Content-Type", "image/png")
                .header("X-Width", "451")
                .header("X-Height", "300")
                .header("X-Model", "u2netp");
        assertThat(answer.header("Server-Timing"))
                .contains("decode;dur=", "inference;dur=", "encode;dur=", "total;dur=");
        Pixels pixels = Pixels.ofPng(answer.asByteArray());
        assertThat(new int[] {pixels.width(), pixels.height(), pixels.channels()})
                .containsExactly(451, 300, 4);
    }

    @Test
    void parameters_are_taken_from_the_form_and_from_the_query() throws Exception {
        byte[] fromForm =
                server.given()
                        .multiPart("om", "true")
                        .multiPart("file", "a", CHELSEA)
                        .post("/api/remove")
                        .asByteArray();
        byte[] fromQuery = picture(CHELSEA).post("/api/remove?om=true").asByteArray();
        byte[] raw =
                server.given()
                        .contentType("image/png")
                        .body(CHELSEA)
                        .post("/api/remove?om=1")
                        .asByteArray();

        assertThat(Pixels.ofPng(fromForm).channels()).isEqualTo(1);
        assertThat(fromQuery).isEqualTo(fromForm);
        assertThat(raw).isEqualTo(fromForm);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void each_version_of_http_brings_the_same_cutout(HttpClient.Version version) throws Exception {
        Response answer =
                server.send(
                        HttpRequest.newBuilder(server.uri("/api/remove"))
                                .version(version)
                                .header("Content-Type", "image/png")
                                .POST(BodyPublishers.ofByteArray(CHELSEA)));

        answer.then().statusCode(200).header("Content-Type", "image/png");
        assertThat(answer.asByteArray())
                .isEqualTo(picture(CHELSEA).post("/api/remove").asByteArray());
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
        Response answer =
                server.given()
                        .header("Accept", accept)
                        .contentType("image/png")
                        .body(CHELSEA)
                        .post(path);

        answer.then().statusCode(200).header("Content-Type", type);
        assertThat(ImageFormat.of(answer.asByteArray()).title().toLowerCase(Locale.ROOT))
                .isEqualTo(type.substring("image/".length()));
    }

    @Test
    void the_clients_name_of_a_request_comes_back() {
        server.given()
                .header("X-Request-ID", "mine-42")
                .get("/models")
                .then()
                .header("X-Request-ID", "mine-42");
    }

    @ParameterizedTest
    @CsvSource({
        "vm=true,503,model_unavailable",
        "vm=true&extras=%7B%22vitmatte_model%22%3A%22huge%22%7D,400,invalid_option",
        "a=maybe,400,invalid_option",
        "model=sam,503,model_unavailable",
        "model=withoutbg,501,not_available",
        "model=nothing,400,invalid_option",
        "model=u2net,503,model_unavailable",
        "bgc=1%2C2,400,invalid_option"
    })
    void a_wrong_parameter_is_answered_by_its_code(String query, int status, String code) {
        problem(picture(CHELSEA).post("/api/remove?" + query))
                .statusCode(status)
                .body("code", is(code));
    }

    @Test
    void a_bad_picture_is_never_a_500() {
        byte[] broken = Arrays.copyOf(CHELSEA, 5000);
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);

        problem(picture(broken).post("/api/remove"))
                .statusCode(422)
                .body("code", is("unreadable_image"));
        picture(new byte[0]).post("/api/remove").then().statusCode(422);
        problem(picture(text).post("/api/remove"))
                .statusCode(415)
                .body("code", is("unsupported_format"));
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
        byte[] garbage = "garbage".getBytes(StandardCharsets.US_ASCII);

        problem(server.post("/api/remove", type, garbage))
                .statusCode(both(greaterThanOrEqualTo(400)).and(lessThanOrEqualTo(422)));
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
        Response declared = server.send(request.POST(BodyPublishers.ofByteArray(body)));
        Response inChunks =
                server.send(
                        request.POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body))));

        problem(declared).statusCode(413).body("code", is("image_too_large"));
        problem(inChunks).statusCode(413).body("code", is("image_too_large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/remove/", "/api/remove;x", "/api;a=b/remove", "/nothing"})
    void no_way_of_writing_the_path_leads_past_the_limits(String path) throws Exception {
        RequestSpecification good = server.given().contentType("image/png").body(CHELSEA);
        RequestSpecification tooLong =
                server.given().contentType("image/png").body(new byte[3_000_000]);

        good.post(path).then().statusCode(is(oneOf(200, 404)));
        tooLong.post(path).then().statusCode(413);
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
        RequestSpecification tooMany = server.given();
        for (int at = 0; at < 1500; at++) {
            tooMany.multiPart("field" + at, String.valueOf(at));
        }
        String noCharset =
                "--b\r\nContent-Disposition: form-data; name=\"om\"\r\nContent-Type:"
                        + " text/plain; charset=nonsense\r\n\r\ntrue\r\n--b--\r\n";

        tooMany.multiPart("file", "a", CHELSEA)
                .post("/api/remove")
                .then()
                .statusCode(is(oneOf(400, 413)));
        problem(
                        server.post(
                                "/api/remove",
                                "multipart/form-data; boundary=b",
                                noCharset.getBytes(StandardCharsets.US_ASCII)))
                .statusCode(400);
    }

    @Test
    void what_is_missing_here_is_told_without_naming_a_folder() {
        problem(picture(CHELSEA).post("/api/remove?model=u2net"))
                .body("detail", allOf(not(containsString("/")), containsString("u2net")));
        problem(
                        server.given()
                                .multiPart("model", "u2net_custom")
                                .multiPart("extras", "{\"model_path\": \"/etc/passwd\"}")
                                .multiPart("file", "a", CHELSEA)
                                .post("/api/remove"))
                .statusCode(400)
                .body("detail", not(containsString("/")));
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
    void what_is_not_there_is_told_as_a_problem() {
        problem(server.given().get("/nothing")).body("code", is("not_found"));
        problem(server.given().get("/api/remove")).body("code", is("invalid_option"));
        problem(server.given().get("/api/remove?url=http%3A%2F%2F127.0.0.1%2F"))
                .body("code", is("not_available"));
    }

    @Test
    void the_models_are_listed_with_their_licences() {
        server.given()
                .get("/models")
                .then()
                .body("models[0].name", is("u2netp"))
                .body("models[0].present", is(true))
                .body("models[0].standard", is(true))
                .body("models[1].name", is("u2netp-int8"))
                .body("models[1].present", is(true))
                .body("refiners[0].name", is("vitmatte-small-distinctions-646"))
                .body("refiners[0].present", is(false))
                .body("refiners.size()", is(4))
                .body("unavailable", hasKey("withoutbg"));
    }

    @Test
    void the_description_is_the_same_text_at_every_start() throws Exception {
        byte[] described = server.given().get("/openapi.json").asByteArray();

        try (RunningServer other = RunningServer.start(home, Map.of())) {
            assertThat(other.given().get("/openapi.json").asByteArray()).isEqualTo(described);
        }
    }

    @Test
    void the_interface_is_described_with_examples_and_nothing_of_the_inside() {
        ValidatableResponse api = server.given().get("/openapi.json").then();

        api.rootPath("paths.'/api/remove'.post");
        for (String name : List.of("file", "model", "a", "af", "ab", "ae", "om", "ppm", "bgc")) {
            api.body(
                    "requestBody.content.'multipart/form-data'.schema.properties." + name,
                    is(instanceOf(Map.class)));
        }
        api.body(
                "responses.'429'.content.'application/problem+json'.examples.busy.value.code",
                is("busy"));
        api.rootPath("paths.'/v1.0/removebg'.post");
        for (String type :
                List.of(
                        "multipart/form-data",
                        "application/x-www-form-urlencoded",
                        "application/json")) {
            api.body(
                    "requestBody.content.'%s'.schema.properties.roi.size()".formatted(type),
                    is(greaterThan(0)));
        }
        api.body("responses.'403'.description", containsString("auth_failed"));
        api.noRootPath()
                .body("paths.'/api/remove'.get.parameters[0].name", is("url"))
                .body(
                        "components.schemas.keySet()",
                        containsInAnyOrder("Answer", "ModelEntry", "Problem", "RemoveBgErrors"))
                .body("components.securitySchemes.key.name", is("X-Api-Key"))
                .body("paths.'/v1.0/account'.get", is(instanceOf(Map.class)));
    }

    @Test
    void pages_of_other_origins_are_not_let_in() {
        server.given()
                .header("Origin", "https://shop.example.com")
                .get("/models")
                .then()
                .header("Access-Control-Allow-Origin", is(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health/live", "/q/health/ready", "/openapi.json", "/q/metrics", "/api/"})
    void what_operators_look_at_is_there(String path) {
        server.given().get(path).then().statusCode(200);
    }
}

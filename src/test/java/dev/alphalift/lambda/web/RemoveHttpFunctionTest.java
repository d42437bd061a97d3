package dev.alphalift.lambda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.s3.S3Store;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.LargePicture;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.S3Server;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemoveHttpFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");

    private static BackgroundRemover remover;
    private static RemoveHttpFunction function;
    private static ByteArrayOutputStream log;

    @BeforeAll
    static void start() {
        remover = new Assembly(Settings.of(Map.of())).backgroundRemover(_ -> {});
        log = new ByteArrayOutputStream();
        function = function(List.of("https://shop.example"), List.of());
    }

    private static RemoveHttpFunction function(List<String> origins, List<String> keys) {
        return function(origins, keys, null, null);
    }

    private static RemoveHttpFunction function(
            List<String> origins,
            List<String> keys,
            @Nullable ResultShelf shelf,
            @Nullable FailedSamples samples) {
        PictureCalls calls =
                new PictureCalls(
                        remover,
                        new PictureAddresses(null),
                        new ModelOffer(List.of("u2netp")),
                        new ApiKeys(keys),
                        shelf,
                        samples,
                        Duration.ofSeconds(60));
        WebCalls web =
                new WebCalls(calls, RemovalOptions.DEFAULT, RemoveBgSize.named("size", "auto"));
        return new RemoveHttpFunction(
                web,
                new PageCalls(Page.hidden()),
                new Cors(origins),
                new CallLog("Alphalift", new PrintStream(log, true, StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void stop() {
        remover.close();
    }

    private static byte[] expected(RemovalOptions options) {
        return remover.remove(ROCKET, options, Deadline.NONE).bytes();
    }

    private static byte[] body(JsonNode reply) {
        String body = reply.get("body").asText();
        return reply.get("isBase64Encoded").booleanValue()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(JsonNode reply) throws IOException {
        return JSON.readTree(body(reply));
    }

    private static String header(JsonNode reply, String name) {
        JsonNode headers = reply.get("headers");
        return headers == null
                ? reply.get("multiValueHeaders").path(name).path(0).asText("")
                : headers.path(name).asText("");
    }

    @Test
    void a_hint_goes_before_the_model() throws IOException {
        ObjectNode call =
                JSON.createObjectNode()
                        .put("image", ROCKET)
                        .put("hint", GreyPictures.pixel(255))
                        .put("only_mask", true);
        for (ObjectNode event :
                HttpEvents.post("/api/remove")
                        .body(JSON.writeValueAsBytes(call), "application/json")
                        .ofEverySender()) {
            Pixels mask = Pixels.ofPng(body(function.removeHttp(event)));

            for (byte value : mask.samples()) {
                assertThat(value).isEqualTo((byte) 255);
            }
        }
    }

    static List<ObjectNode> pictures() {
        HttpEvents raw = HttpEvents.post("/api/remove?om=1").body(ROCKET, "image/jpeg");
        HttpEvents form = HttpEvents.post("/api/remove").form("file", ROCKET, Map.of("om", "true"));
        HttpEvents json =
                HttpEvents.post("/api/remove")
                        .body(
                                JSON.createObjectNode()
                                        .put("image", ROCKET)
                                        .put("only_mask", true)
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8),
                                "application/json")
                        .asText();
        HttpEvents curl =
                HttpEvents.post("/api/remove?om=y")
                        .body(ROCKET, "application/x-www-form-urlencoded");
        return List.of(
                raw.httpApi(),
                raw.httpApiWithStage("prod"),
                raw.functionUrl(),
                raw.restApi(),
                raw.loadBalancer(),
                raw.loadBalancerWithLists(),
                form.httpApi(),
                form.functionUrl(),
                form.restApi(),
                form.loadBalancer(),
                json.httpApi(),
                json.restApi(),
                curl.httpApi(),
                raw.body(ROCKET, "text/plain").functionUrl());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_by_any_way_becomes_the_bytes_of_the_pipeline(ObjectNode event) {
        JsonNode reply = function.removeHttp(event);

        assertThat(reply.get("statusCode").intValue()).as(reply.toString()).isEqualTo(200);
        assertThat(body(reply)).isEqualTo(expected(RemovalOptions.DEFAULT.withOnlyMask(true)));
        assertThat(header(reply, "Content-Type")).isEqualTo("image/png");
        assertThat(header(reply, "X-Width")).isEqualTo("640");
        assertThat(header(reply, "X-Model")).isEqualTo("u2netp");
        assertThat(header(reply, "Server-Timing")).contains("inference;dur=");
    }

    @Test
    void a_load_balancer_gets_the_status_in_words_and_lists_where_it_sent_lists() {
        HttpEvents call = HttpEvents.get("/nowhere");

        JsonNode plain = function.removeHttp(call.loadBalancer());
        assertThat(plain.get("statusDescription").asText()).isEqualTo("404 Not Found");
        JsonNode done = function.removeHttp(HttpEvents.get("/v1.0/account").loadBalancer());
        assertThat(done.get("statusDescription").asText()).isEqualTo("200 OK");
        assertThat(plain.has("headers")).isTrue();
        JsonNode lists = function.removeHttp(call.loadBalancerWithLists());
        assertThat(lists.get("multiValueHeaders").get("Content-Type").get(0).asText())
                .isEqualTo("application/problem+json");
    }

    @Test
    void accept_chooses_the_format_and_json_has_base64_in_it() throws IOException {
        HttpEvents call = HttpEvents.post("/api/remove").body(ROCKET, null);

        JsonNode webp = function.removeHttp(call.header("Accept", "image/webp").httpApi());
        assertThat(header(webp, "Content-Type")).isEqualTo("image/webp");
        byte[] body =
                JSON.createObjectNode()
                        .put("image", ROCKET)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        JsonNode json =
                function.removeHttp(
                        HttpEvents.post("/api/remove")
                                .body(body, "application/json")
                                .header("Accept", "application/json")
                                .httpApi());
        assertThat(json(json).get("image").binaryValue())
                .isEqualTo(expected(RemovalOptions.DEFAULT));
        assertThat(json(json).get("width").intValue()).isEqualTo(640);
        // rembg's own page sends forms, accepts JSON and wants a picture.
        JsonNode page = function.removeHttp(call.header("Accept", "application/json").httpApi());
        assertThat(body(page)).isEqualTo(expected(RemovalOptions.DEFAULT));
        // What axios sends unasked.
        JsonNode axios =
                function.removeHttp(
                        call.header("Accept", "application/json, text/plain, */*").httpApi());
        assertThat(body(axios)).isEqualTo(expected(RemovalOptions.DEFAULT));
    }

    private record Bad(String what, ObjectNode event, int status, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Bad> bad() {
        HttpEvents post = HttpEvents.post("/api/remove");
        byte[] cut = Arrays.copyOf(ROCKET, 5000);
        return List.of(
                new Bad("an empty body", post.functionUrl(), 422, "unreadable_image"),
                new Bad(
                        "a cut picture",
                        HttpEvents.post("/api/remove").body(cut, "image/jpeg").httpApi(),
                        422,
                        "unreadable_image"),
                new Bad(
                        "a PDF",
                        HttpEvents.post("/api/remove")
                                .body("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), null)
                                .restApi(),
                        415,
                        "unsupported_format"),
                new Bad(
                        "a wrong colour",
                        HttpEvents.post("/api/remove?bgc=red").body(ROCKET, null).httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "a model that is not offered",
                        HttpEvents.post("/api/remove?model=silueta").body(ROCKET, null).httpApi(),
                        501,
                        "not_available"),
                new Bad(
                        "a form without a file",
                        HttpEvents.post("/api/remove").form("picture", ROCKET, Map.of()).httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "a form that breaks off",
                        HttpEvents.post("/api/remove")
                                .body(
                                        "--x\r\nContent-Disposition: form-data; na"
                                                .getBytes(StandardCharsets.US_ASCII),
                                        "multipart/form-data; boundary=x")
                                .httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "a form without a boundary",
                        HttpEvents.post("/api/remove")
                                .body(
                                        "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n"
                                                .getBytes(StandardCharsets.US_ASCII),
                                        "multipart/form-data")
                                .httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "half a JSON",
                        HttpEvents.post("/api/remove")
                                .body(
                                        "{\"image\":".getBytes(StandardCharsets.US_ASCII),
                                        "application/json")
                                .httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "an address",
                        HttpEvents.get("/api/remove?url=http://169.254.169.254/").httpApi(),
                        501,
                        "not_available"),
                new Bad(
                        "no address",
                        HttpEvents.get("/api/remove").httpApi(),
                        400,
                        "invalid_option"),
                new Bad(
                        "a broken query",
                        HttpEvents.post("/api/remove?om=%zz").body(ROCKET, null).httpApi(),
                        400,
                        "invalid_option"),
                new Bad("no path of ours", HttpEvents.get("/x").httpApi(), 404, "not_found"),
                new Bad(
                        "a method of another kind",
                        HttpEvents.of("DELETE", "/api/remove").httpApi(),
                        405,
                        "method_not_allowed"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_is_wrong_is_a_problem_with_a_status_and_a_code(Bad bad) throws IOException {
        JsonNode reply = function.removeHttp(bad.event);

        assertThat(reply.get("statusCode").intValue()).as(reply.toString()).isEqualTo(bad.status);
        assertThat(header(reply, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(reply).get("code").asText()).isEqualTo(bad.code);
        assertThat(json(reply).get("status").intValue()).isEqualTo(bad.status);
    }

    @Test
    void a_result_that_is_too_long_is_refused_with_advice_and_never_cut_off() throws IOException {
        byte[] noise = LargePicture.noise(1500, 1200);

        JsonNode long_ =
                function.removeHttp(
                        HttpEvents.post("/api/remove?bgc=0,0,0,255&extras={\"putalpha\":true}")
                                .body(noise, null)
                                .loadBalancer());

        assertThat(long_.get("statusCode").intValue()).as(long_.toString()).isEqualTo(413);
        assertThat(json(long_).get("code").asText()).isEqualTo("result_too_large");
        assertThat(json(long_).get("detail").asText()).contains("format=webp");
    }

    @Test
    void pages_of_allowed_origins_may_call_and_others_may_not() {
        HttpEvents question = HttpEvents.of("OPTIONS", "/api/remove");

        JsonNode yes =
                function.removeHttp(
                        question.header("Origin", "https://shop.example").functionUrl());
        assertThat(yes.get("statusCode").intValue()).isEqualTo(204);
        assertThat(header(yes, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(header(yes, "Access-Control-Allow-Methods")).contains("POST");
        JsonNode no =
                function.removeHttp(
                        question.header("Origin", "https://evil.example").functionUrl());
        assertThat(header(no, "Access-Control-Allow-Origin")).isEmpty();

        JsonNode fault =
                function.removeHttp(
                        HttpEvents.get("/nowhere")
                                .header("Origin", "https://shop.example")
                                .functionUrl());
        assertThat(header(fault, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(header(fault, "Vary")).contains("Origin");
        JsonNode all =
                function(List.of("*"), List.of())
                        .removeHttp(
                                HttpEvents.get("/nowhere")
                                        .header("Origin", "https://any.example")
                                        .functionUrl());
        assertThat(header(all, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void an_event_of_another_kind_fails_the_call_with_advice() {
        assertThatThrownBy(() -> function.removeHttp(HttpEvents.sample("s3")))
                .isInstanceOf(FunctionFault.class)
                .hasToString(
                        "invalid_option: The option event cannot be \"\": it comes neither from API"
                                + " Gateway, nor from a Function URL, nor from a load balancer.\n"
                                + "Maybe choose another function: QUARKUS_FUNQY_EXPORT.");
    }

    static List<ObjectNode> looks() {
        List<ObjectNode> events = new ArrayList<>();
        for (String path : List.of("/", "/health", "/q/health/ready")) {
            for (String method : List.of("GET", "HEAD")) {
                HttpEvents call = HttpEvents.of(method, path);
                events.addAll(
                        List.of(
                                call.httpApi(),
                                call.httpApiWithStage("prod"),
                                call.functionUrl(),
                                call.restApi(),
                                call.loadBalancer(),
                                call.loadBalancerWithLists()));
            }
        }
        // As a load balancer's own look comes.
        ObjectNode own = JSON.createObjectNode().put("httpMethod", "GET").put("path", "/");
        own.putObject("requestContext")
                .putObject("elb")
                .put("targetGroupArn", "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/a/b");
        own.putObject("queryStringParameters");
        own.putObject("headers").put("user-agent", "ELB-HealthChecker/2.0");
        own.put("body", "").put("isBase64Encoded", false);
        events.add(own);
        ObjectNode stageOnly = HttpEvents.get("/").httpApiWithStage("prod");
        events.add(stageOnly.put("rawPath", "/prod"));
        return events;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_look_whether_it_is_there_is_answered_without_a_key_and_is_no_mistake(ObjectNode event)
            throws IOException {
        log.reset();

        JsonNode reply = function(List.of(), List.of("a key")).removeHttp(event);

        assertThat(reply.get("statusCode").intValue()).as(reply.toString()).isEqualTo(200);
        boolean head = event.toString().contains("\"HEAD\"");
        assertThat(new String(body(reply), StandardCharsets.UTF_8))
                .isEqualTo(head ? "" : "{\"status\":\"UP\"}");
        assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
        JsonNode line = JSON.readTree(log.toString(StandardCharsets.UTF_8));
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("warm").booleanValue()).isTrue();
        assertThat(line.get("status").intValue()).isEqualTo(200);
        assertThat(line.has("Calls") || line.has("Faults") || line.has("Mistakes")).isFalse();
    }

    @Test
    void other_methods_are_told_what_may_be_asked_there() {
        JsonNode reply = function.removeHttp(HttpEvents.post("/health").loadBalancer());

        assertThat(reply.get("statusCode").intValue()).isEqualTo(405);
        assertThat(header(reply, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void what_clients_invent_makes_neither_long_lines_nor_new_words() throws IOException {
        log.reset();
        String invented = "X".repeat(100_000);

        function.removeHttp(HttpEvents.of(invented, "/" + invented).httpApi());
        function.removeHttp(HttpEvents.of("PROPFIND", "/api/remove").restApi());
        function.removeHttp(
                HttpEvents.post("/api/remove?model=" + invented).body(ROCKET, null).httpApi());
        function.removeHttp(
                HttpEvents.post("/api/remove")
                        .body(
                                "{\"image\":\"\",\"%s\":1}"
                                        .formatted(invented)
                                        .getBytes(StandardCharsets.UTF_8),
                                "application/json")
                        .httpApi());

        List<String> lines = log.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(4).allMatch(line -> line.length() < 4000);
        for (String line : lines) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.get("method").asText()).isIn("POST", "other");
            assertThat(json.get("function").asText()).isEqualTo("remove-http");
            assertThat(json.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                    .isEqualTo("[[\"function\"]]");
        }
    }

    @Test
    void each_call_is_one_line_of_json_with_metrics_and_without_the_picture() throws IOException {
        log.reset();

        function.removeHttp(
                HttpEvents.post("/api/remove?secret=hunter2").body(ROCKET, null).httpApi());
        function.removeHttp(HttpEvents.post("/api/remove").httpApi());

        List<String> lines = log.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).doesNotContain("hunter2").hasSizeLessThan(2000);
        JsonNode done = JSON.readTree(lines.getFirst());
        assertThat(done.get("status").intValue()).isEqualTo(200);
        assertThat(done.get("model").asText()).isEqualTo("u2netp");
        assertThat(done.get("bytesIn").intValue()).isEqualTo(ROCKET.length);
        assertThat(done.get("InferenceTime").doubleValue()).isPositive();
        JsonNode directive = done.path("_aws").path("CloudWatchMetrics").path(0);
        assertThat(directive.get("Namespace").asText()).isEqualTo("Alphalift");
        assertThat(directive.get("Dimensions").toString()).isEqualTo("[[\"function\"]]");
        for (JsonNode metric : directive.get("Metrics")) {
            assertThat(done.get(metric.get("Name").asText()).isNumber()).isTrue();
        }
        JsonNode failed = JSON.readTree(lines.getLast());
        assertThat(failed.get("code").asText()).isEqualTo("unreadable_image");
        assertThat(failed.get("status").intValue()).isEqualTo(422);

        log.reset();
        function.removeHttp(
                HttpEvents.post("/v1.0/removebg")
                        .form(
                                "image_file",
                                ROCKET,
                                Map.of(
                                        "bg_color",
                                        "hunter2",
                                        "bg_image_url",
                                        "https://a.example/?sig=hunter2"))
                        .httpApi());
        function.removeHttp(HttpEvents.post("/api/remove").httpApi().put("body", "hunter2!"));
        function.removeHttp(HttpEvents.post("/api/remove?a=hunter2%zz").httpApi());
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.contains("\"code\":\"invalid_option\""))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void removebg_gets_its_answers_in_its_words() throws IOException {
        HttpEvents call =
                HttpEvents.post("/v1.0/removebg")
                        .form(
                                "image_file",
                                ROCKET,
                                Map.of("size", "preview", "format", "png", "crop", "true"));
        for (ObjectNode event : List.of(call.httpApi(), call.restApi(), call.loadBalancer())) {
            JsonNode reply = function.removeHttp(event);

            assertThat(reply.get("statusCode").intValue()).as(reply.toString()).isEqualTo(200);
            assertThat(header(reply, "Content-Type")).isEqualTo("image/png");
            assertThat(header(reply, "X-Type")).isEqualTo("other");
            assertThat(header(reply, "X-Credits-Charged")).isEqualTo("0");
        }
        byte[] json =
                JSON.createObjectNode()
                        .put("image_file_b64", ROCKET)
                        .put("channels", "alpha")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        JsonNode answer =
                function.removeHttp(
                        HttpEvents.post("/v1.0/removebg")
                                .header("Accept", "application/json")
                                .body(json, "application/json")
                                .asText()
                                .functionUrl());
        assertThat(json(answer).path("data").path("result_b64").binaryValue())
                .isEqualTo(expected(RemovalOptions.DEFAULT.withOnlyMask(true)));
        JsonNode account = function.removeHttp(HttpEvents.get("/v1.0/account").httpApi());
        assertThat(json(account).path("data").path("attributes").path("credits").has("total"))
                .isTrue();
    }

    @Test
    void removebg_gets_its_errors_in_its_shape() throws IOException {
        record Wrong(HttpEvents call, int status, String code) {}
        List<Wrong> all =
                List.of(
                        new Wrong(HttpEvents.post("/v1.0/removebg"), 400, "invalid_option"),
                        new Wrong(
                                HttpEvents.post("/v1.0/removebg").form("picture", ROCKET, Map.of()),
                                400,
                                "missing_source"),
                        new Wrong(
                                HttpEvents.post("/v1.0/removebg")
                                        .form(
                                                "image_file",
                                                ROCKET,
                                                Map.of("shadow_opacity", "101")),
                                400,
                                "invalid_option"),
                        new Wrong(HttpEvents.get("/v1.0/removebg"), 405, "method_not_allowed"),
                        new Wrong(HttpEvents.get("/v1.0/nothing"), 404, "not_found"));
        for (Wrong wrong : all) {
            JsonNode reply = function.removeHttp(wrong.call.httpApi());

            assertThat(reply.get("statusCode").intValue())
                    .as(reply.toString())
                    .isEqualTo(wrong.status);
            assertThat(json(reply).path("errors").path(0).path("code").asText())
                    .isEqualTo(wrong.code);
        }
    }

    @Test
    void where_keys_are_set_nobody_without_one_is_served() throws IOException {
        RemoveHttpFunction closed = function(List.of(), List.of("one", "two"));
        HttpEvents picture = HttpEvents.post("/api/remove").body(ROCKET, null);

        JsonNode rembg = closed.removeHttp(picture.httpApi());
        assertThat(rembg.get("statusCode").intValue()).isEqualTo(401);
        assertThat(json(rembg).path("code").asText()).isEqualTo("unauthorized");
        JsonNode account = closed.removeHttp(HttpEvents.get("/v1.0/account").restApi());
        assertThat(account.get("statusCode").intValue()).isEqualTo(403);
        assertThat(json(account).path("errors").path(0).path("code").asText())
                .isEqualTo("auth_failed");
        JsonNode served = closed.removeHttp(picture.header("x-api-key", "two").httpApi());
        assertThat(served.get("statusCode").intValue()).isEqualTo(200);
    }

    @Test
    void with_a_bucket_long_results_are_fetched_from_there_by_whoever_has_the_address()
            throws Exception {
        byte[] noise = LargePicture.noise(1500, 1200);
        HttpEvents call =
                HttpEvents.post("/api/remove?bgc=0,0,0,255&extras={\"putalpha\":true}")
                        .body(noise, null);
        try (S3Server server = S3Server.start();
                S3Store store = server.store(Duration.ofSeconds(10))) {
            String bucket = server.bucket();
            RemoveHttpFunction shelving =
                    function(
                            List.of(),
                            List.of(),
                            new ResultShelf(
                                    store,
                                    new ObjectAddress(bucket, "results/"),
                                    Duration.ofMinutes(5)),
                            null);

            JsonNode reply = shelving.removeHttp(call.loadBalancer());

            assertThat(reply.get("statusCode").intValue()).as(reply.toString()).isEqualTo(303);
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                HttpResponse<byte[]> fetched =
                        client.send(
                                HttpRequest.newBuilder(URI.create(header(reply, "Location")))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertThat(fetched.statusCode()).isEqualTo(200);
                assertThat(fetched.headers().firstValue("Content-Type")).hasValue("image/png");
                assertThat(fetched.body()).hasSizeGreaterThan(1 << 20);
            }
            byte[] json =
                    JSON.createObjectNode()
                            .put("image", noise)
                            .put("putalpha", true)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
            JsonNode asJson =
                    shelving.removeHttp(
                            HttpEvents.post("/api/remove")
                                    .body(json, "application/json")
                                    .header("Accept", "application/json")
                                    .loadBalancer());
            assertThat(asJson.get("statusCode").intValue()).isEqualTo(200);
            assertThat(json(asJson).path("url").asText()).contains(bucket);
            JsonNode removeBg =
                    shelving.removeHttp(
                            HttpEvents.post("/v1.0/removebg")
                                    .form(
                                            "image_file",
                                            noise,
                                            Map.of("bg_color", "red", "format", "png"))
                                    .header("Accept", "application/json")
                                    .loadBalancer());
            assertThat(json(removeBg).path("data").path("result_url").asText())
                    .as(removeBg.toString())
                    .contains(bucket);
        }
    }

    @Test
    void pictures_that_cannot_be_read_are_kept_where_that_is_switched_on() throws Exception {
        byte[] cut = Arrays.copyOf(ROCKET, 5000);
        try (S3Server server = S3Server.start();
                S3Store store = server.store(Duration.ofSeconds(10))) {
            String bucket = server.bucket();
            RemoveHttpFunction keeping =
                    function(
                            List.of(),
                            List.of(),
                            null,
                            new FailedSamples(store, new ObjectAddress(bucket, "failed/")));

            keeping.removeHttp(HttpEvents.post("/api/remove").body(cut, null).httpApi());
            keeping.removeHttp(HttpEvents.post("/api/remove?bgc=red").body(ROCKET, null).httpApi());

            List<String> keys = List.copyOf(server.contents(bucket).keySet());
            assertThat(keys).hasSize(2);
            assertThat(server.read(bucket, keys.getFirst()).asByteArray()).isEqualTo(cut);
            assertThat(
                            JSON.readTree(server.read(bucket, keys.getLast()).asByteArray())
                                    .path("code"))
                    .hasToString("\"unreadable_image\"");
        }
    }
}

package dev.alphalift.lambda.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.dialect.page.PageConfig;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page at a function that asks for keys.
class PageCallsTest {
    private static final byte[] INDEX = TestData.projectFile("src/main/resources/page/index.html");

    private static final PageConfig CONFIG =
            new PageConfig(
                    "1.0",
                    PageConfig.Door.LAMBDA,
                    List.of(),
                    "u2netp",
                    true,
                    ImageLimits.DEFAULT,
                    4_000_000,
                    4,
                    false);

    private static BackgroundRemover remover;
    private static RemoveHttpFunction with;
    private static RemoveHttpFunction without;

    @BeforeAll
    static void start() {
        remover = new Assembly(Settings.of(Map.of())).backgroundRemover(_ -> {});
        with = function(Page.shown(() -> List.of("https://results.example"), () -> CONFIG));
        without = function(Page.hidden());
    }

    @AfterAll
    static void stop() {
        remover.close();
    }

    private static RemoveHttpFunction function(Page page) {
        PictureCalls calls =
                new PictureCalls(
                        remover,
                        new PictureAddresses(null),
                        new ModelOffer(List.of()),
                        new ApiKeys(List.of("a key")),
                        null,
                        null,
                        Duration.ofSeconds(60));
        return new RemoveHttpFunction(
                new WebCalls(calls, RemovalOptions.DEFAULT, RemoveBgSize.named("size", "auto")),
                new PageCalls(page),
                new Cors(List.of()),
                new CallLog(
                        "Alphalift",
                        new PrintStream(
                                new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    }

    private static byte[] body(JsonNode reply) {
        String body = reply.get("body").asText();
        return reply.get("isBase64Encoded").booleanValue()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(JsonNode reply, String name) {
        JsonNode headers = reply.get("headers");
        return headers == null
                ? reply.get("multiValueHeaders").path(name).path(0).asText("")
                : headers.path(name).asText("");
    }

    private static byte[] unzipped(JsonNode reply) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body(reply)))) {
            return stream.readAllBytes();
        }
    }

    @Test
    void anybody_gets_the_page_whoever_hands_the_call_on() throws IOException {
        for (String path : List.of("/", "/page/index.html")) {
            for (ObjectNode event :
                    HttpEvents.get(path).header("Accept-Encoding", "gzip").ofEverySender()) {
                JsonNode reply = with.removeHttp(event);

                assertThat(reply.get("statusCode").intValue()).isEqualTo(200);
                assertThat(reply.get("isBase64Encoded").booleanValue()).isTrue();
                assertThat(unzipped(reply)).isEqualTo(INDEX);
                assertThat(header(reply, "Content-Encoding")).isEqualTo("gzip");
                assertThat(header(reply, "Content-Type")).isEqualTo("text/html; charset=utf-8");
                assertThat(header(reply, "Content-Security-Policy"))
                        .contains("connect-src 'self' https://results.example;");
            }
            for (ObjectNode event : HttpEvents.get(path).ofEverySender()) {
                assertThat(body(with.removeHttp(event))).isEqualTo(INDEX);
            }
        }
    }

    @Test
    void what_is_compressed_stays_bytes_even_if_it_is_a_text() throws IOException {
        for (ObjectNode event :
                HttpEvents.get("/page/zone.json")
                        .header("Accept-Encoding", "gzip")
                        .ofEverySender()) {
            JsonNode reply = with.removeHttp(event);

            assertThat(header(reply, "Content-Encoding")).isEqualTo("gzip");
            assertThat(new String(unzipped(reply), StandardCharsets.UTF_8)).startsWith("[");
        }
    }

    @Test
    void what_a_browser_has_is_not_sent_again() {
        String tag = header(with.removeHttp(HttpEvents.get("/").functionUrl()), "ETag");

        for (ObjectNode event : HttpEvents.get("/").header("If-None-Match", tag).ofEverySender()) {
            JsonNode reply = with.removeHttp(event);

            assertThat(reply.get("statusCode").intValue()).isEqualTo(304);
            assertThat(body(reply)).isEmpty();
        }
        JsonNode head = with.removeHttp(HttpEvents.of("HEAD", "/").httpApi());
        assertThat(head.get("statusCode").intValue()).isEqualTo(200);
        assertThat(header(head, "ETag")).isEqualTo(tag);
        assertThat(body(head)).isEmpty();
    }

    @Test
    void it_is_told_which_door_it_came_by() throws IOException {
        for (ObjectNode event : HttpEvents.get("/page/config.json").ofEverySender()) {
            JsonNode reply = with.removeHttp(event);
            JsonNode config = new ObjectMapper().readTree(body(reply));

            assertThat(config.get("door").textValue()).isEqualTo("lambda");
            assertThat(config.path("limits").get("bytes").intValue()).isEqualTo(4_000_000);
            assertThat(reply.get("isBase64Encoded").booleanValue()).isFalse();
        }
    }

    @Test
    void there_is_nothing_beside_it_and_nothing_to_change() throws IOException {
        for (ObjectNode event : HttpEvents.get("/page/../models").ofEverySender()) {
            JsonNode reply = with.removeHttp(event);

            assertThat(reply.get("statusCode").intValue()).isEqualTo(404);
            assertThat(new ObjectMapper().readTree(body(reply)).get("code").textValue())
                    .isEqualTo("not_found");
        }
        JsonNode posted = with.removeHttp(HttpEvents.post("/").httpApi());
        assertThat(posted.get("statusCode").intValue()).isEqualTo(405);
        assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void calls_need_their_key_as_ever_and_looks_none() {
        assertThat(with.removeHttp(HttpEvents.post("/api/remove").httpApi()).get("statusCode"))
                .hasToString("401");
        assertThat(header(with.removeHttp(HttpEvents.get("/health").httpApi()), "Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void where_it_is_off_the_root_says_that_the_function_is_there() {
        JsonNode reply = without.removeHttp(HttpEvents.get("/").functionUrl());

        assertThat(reply.get("body").textValue()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(
                        without.removeHttp(HttpEvents.get("/page/index.html").functionUrl())
                                .get("statusCode"))
                .hasToString("401");
    }
}

package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.web.HttpEvents;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.TestData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The built function `remove-http`, executable or Java, under the runtime's protocol: every sender
/// of web calls, good ones and bad ones.
class WebEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");
    private static final int MANY = 500;
    private static final long SEED = 20261125;

    /// A model that takes no time and as much memory for its input; for what is done many times.
    private static final Path TINY_MODEL =
            TestData.project().resolve("src/test/resources/models/tiny-320.onnx");

    private static final String TINY_EXTRAS =
            JSON.createObjectNode().put("model_path", TINY_MODEL.toString()).toString();

    @TempDir private static Path folder;
    private static FunctionHost function;
    private static byte[] mask;

    @BeforeAll
    static void start() throws Exception {
        function =
                FunctionHost.start(
                        FunctionProcess.unpack(folder),
                        "remove-http",
                        Map.of("U2NET_HOME", TINY_MODEL.getParent().toString()));
        try (BackgroundRemover remover =
                new Assembly(Settings.of(Map.of("HOME", folder.toString())))
                        .backgroundRemover(_ -> {})) {
            mask =
                    remover.remove(ROCKET, RemovalOptions.DEFAULT.withOnlyMask(true), Deadline.NONE)
                            .bytes();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        function.close();
    }

    private static byte[] body(JsonNode reply) {
        String body = reply.path("body").asText();
        return reply.path("isBase64Encoded").booleanValue()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ObjectNode> senders(HttpEvents call) {
        return call.ofEverySender();
    }

    static List<ObjectNode> pictures() {
        List<ObjectNode> events = new ArrayList<>();
        events.addAll(senders(HttpEvents.post("/api/remove?om=1").body(ROCKET, "image/jpeg")));
        events.addAll(
                senders(HttpEvents.post("/api/remove").form("file", ROCKET, Map.of("om", "true"))));
        byte[] json =
                JSON.createObjectNode()
                        .put("image", ROCKET)
                        .put("only_mask", true)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        events.addAll(
                senders(HttpEvents.post("/api/remove").body(json, "application/json").asText()));
        return events;
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_by_any_way_becomes_the_bytes_that_this_jvm_makes(ObjectNode event)
            throws Exception {
        JsonNode reply = function.call(event);

        assertThat(reply.path("statusCode").intValue()).as(reply.toString()).isEqualTo(200);
        assertThat(body(reply)).isEqualTo(mask);
    }

    private static List<ObjectNode> bad() {
        List<ObjectNode> events = new ArrayList<>();
        events.addAll(
                senders(HttpEvents.post("/api/remove").body(Arrays.copyOf(ROCKET, 5000), null)));
        events.addAll(senders(HttpEvents.post("/api/remove?bgc=red").body(ROCKET, null)));
        // The other services decode the query themselves.
        events.add(HttpEvents.post("/api/remove?om=%zz").body(ROCKET, null).httpApi());
        events.add(HttpEvents.post("/api/remove?om=%zz").body(ROCKET, null).loadBalancer());
        events.addAll(senders(HttpEvents.get("/nowhere")));
        events.addAll(senders(HttpEvents.of("DELETE", "/api/remove")));
        byte[] half = "--x\r\nContent-Disposition: form-data".getBytes(StandardCharsets.US_ASCII);
        events.addAll(
                senders(
                        HttpEvents.post("/api/remove")
                                .body(half, "multipart/form-data; boundary=x")));
        return events;
    }

    @Test
    void whatever_is_wrong_is_answered_with_a_status_and_the_next_call_is_done() throws Exception {
        for (ObjectNode event : bad()) {
            JsonNode reply = function.call(event);

            assertThat(reply.path("statusCode").intValue())
                    .as(reply.toString())
                    .isBetween(400, 499);
            assertThat(JSON.readTree(body(reply)).path("code").asText()).isNotEmpty();
        }
        a_picture_by_any_way_becomes_the_bytes_that_this_jvm_makes(pictures().getFirst());
    }

    @Test
    void events_of_other_kinds_fail_the_call_with_advice_and_the_next_call_is_done()
            throws Exception {
        for (String sample : List.of("s3", "sqs", "sns")) {
            JsonNode reply = function.call(HttpEvents.sample(sample));

            assertThat(reply.path("errorMessage").asText())
                    .startsWith("invalid_option: The option event")
                    .contains("QUARKUS_FUNQY_EXPORT");
        }
        a_picture_by_any_way_becomes_the_bytes_that_this_jvm_makes(pictures().getFirst());
    }

    private static List<ObjectNode> picturesForTheTinyModel() {
        List<ObjectNode> events = new ArrayList<>();
        String query =
                "?om=1&model=u2net_custom&extras="
                        + URLEncoder.encode(TINY_EXTRAS, StandardCharsets.UTF_8);
        events.addAll(senders(HttpEvents.post("/api/remove" + query).body(ROCKET, "image/jpeg")));
        events.addAll(
                senders(
                        HttpEvents.post("/api/remove")
                                .form(
                                        "file",
                                        ROCKET,
                                        Map.of("model", "u2net_custom", "extras", TINY_EXTRAS))));
        byte[] json =
                JSON.createObjectNode()
                        .put("image", ROCKET)
                        .put("only_mask", true)
                        .put("model", "u2net_custom")
                        .put("model_path", TINY_MODEL.toString())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        events.addAll(
                senders(HttpEvents.post("/api/remove").body(json, "application/json").asText()));
        return events;
    }

    private static int status(ObjectNode event) {
        try {
            return function.call(event).path("statusCode").intValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void many_mixed_events_leave_nothing_behind() throws Exception {
        Random random = new Random(SEED);
        List<ObjectNode> events = new ArrayList<>(picturesForTheTinyModel());
        events.forEach(event -> assertThat(status(event)).isEqualTo(200));
        events.addAll(bad());
        events.add(HttpEvents.sample("s3"));
        for (int i = 0; i < MANY / 2; i++) {
            function.call(events.get(random.nextInt(events.size())));
        }
        long before = function.residentBytes();
        long filesBefore = function.openFiles();
        for (int i = 0; i < MANY / 2; i++) {
            function.call(events.get(random.nextInt(events.size())));
        }

        assertThat(function.openFiles()).isLessThanOrEqualTo(filesBefore + 2);
        // Room for the collector's moods: 250 leaked pictures would be 75 MB at the least.
        assertThat(function.residentBytes() - before).isLessThan(48L << 20);
        a_picture_by_any_way_becomes_the_bytes_that_this_jvm_makes(pictures().getFirst());
    }

    @Test
    void each_call_is_one_line_of_json_in_the_log() throws Exception {
        function.call(HttpEvents.get("/nowhere").httpApi());

        List<String> lines =
                function.log()
                        .lines()
                        .filter(line -> line.startsWith("{") && line.contains("\"/nowhere\""))
                        .toList();
        assertThat(lines).isNotEmpty();
        JsonNode line = JSON.readTree(lines.getLast());
        assertThat(line.path("function").asText()).isEqualTo("remove-http");
        assertThat(line.path("status").intValue()).isEqualTo(404);
        assertThat(line.path("_aws").path("CloudWatchMetrics").path(0).path("Namespace").asText())
                .isEqualTo("Alphalift");
        assertThat(function.log()).doesNotContain(Base64.getEncoder().encodeToString(ROCKET));
    }
}

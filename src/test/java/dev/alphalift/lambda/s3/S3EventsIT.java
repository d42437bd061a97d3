package dev.alphalift.lambda.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.FunctionHost;
import dev.alphalift.lambda.FunctionProcess;
import dev.alphalift.lambda.RuntimeApi;
import dev.alphalift.lambda.web.HttpEvents;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.S3EventJson;
import dev.alphalift.testdata.S3EventJson.Upload;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Server;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The built functions `remove-s3` and `remove`, executables or Java, under the runtime's protocol,
/// beside a server that speaks S3's.
class S3EventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ROCKET = TestData.projectFile("samples/rocket.jpg");
    private static final String KEY = "uploads/Ein Bär + 100 %.jpg";

    @TempDir private static Path folder;
    private static S3Server server;
    private static String source;
    private static String target;
    private static FunctionHost function;
    private static byte[] cutout;
    private static long number;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
        source = server.versionedBucket();
        target = server.bucket();
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("ALPHALIFT_OUTPUT", "s3://" + target + "/cutouts/");
        function = FunctionHost.start(FunctionProcess.unpack(folder), "remove-s3", environment);
        try (BackgroundRemover remover =
                new Assembly(Settings.of(Map.of("HOME", folder.toString())))
                        .backgroundRemover(_ -> {})) {
            cutout = remover.remove(ROCKET, RemovalOptions.DEFAULT, Deadline.NONE).bytes();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        function.close();
        server.close();
    }

    private static Upload upload(String key, byte[] bytes) {
        return Upload.of(source, key, server.upload(source, key, bytes), ++number);
    }

    static Stream<Arguments> carriers() {
        Map<String, Function<Upload, ObjectNode>> carriers =
                Map.of(
                        "S3", S3EventJson::direct,
                        "EventBridge", S3EventJson::bridge,
                        "SNS", upload -> S3EventJson.sns(S3EventJson.direct(upload)),
                        "SQS", upload -> queued(S3EventJson.direct(upload)),
                        "SNS in SQS",
                                upload ->
                                        queued(
                                                S3EventJson.notification(
                                                        S3EventJson.direct(upload))),
                        "EventBridge in SQS", upload -> queued(S3EventJson.bridge(upload)));
        return carriers.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static ObjectNode queued(ObjectNode message) {
        return S3EventJson.sqs(List.of(message.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void an_upload_by_any_carrier_becomes_the_cutout_that_this_jvm_makes(
            String name, Function<Upload, ObjectNode> carrier) throws Exception {
        String key = name + "/" + KEY;

        JsonNode answer = function.call(carrier.apply(upload(key, ROCKET)));

        assertThat(answer.has("errorMessage")).as(answer.toString()).isFalse();
        assertThat(answer.path("batchItemFailures").size()).isZero();
        var written = server.read(target, "cutouts/" + key + ".png");
        assertThat(written.asByteArray()).isEqualTo(cutout);
        assertThat(written.response().contentType()).isEqualTo("image/png");
        assertThat(written.response().metadata()).containsEntry("alphalift-model", "u2netp");
    }

    @Test
    void a_picture_that_cannot_be_read_becomes_a_record_and_a_repetition_changes_nothing()
            throws Exception {
        Upload broken = upload("broken.jpg", Arrays.copyOf(ROCKET, 5000));

        JsonNode answer = function.call(S3EventJson.direct(broken));

        assertThat(answer.path("outcomes").path(0).path("outcome").asText()).isEqualTo("failed");
        byte[] record = server.read(target, "cutouts/broken.jpg.error.json").asByteArray();
        assertThat(JSON.readTree(record).path("code").asText()).isEqualTo("unreadable_image");
        JsonNode again = function.call(S3EventJson.direct(broken));
        assertThat(again.path("outcomes").path(0).path("outcome").asText()).isEqualTo("duplicate");
        assertThat(server.contents(target)).doesNotContainKey("cutouts/broken.jpg.png");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "BROKEN", "CUT"})
    void where_s3_fails_lambda_is_told_to_come_again_and_the_next_delivery_succeeds(Fault fault)
            throws Exception {
        Upload upload = upload("later " + fault + ".jpg", ROCKET);
        server.proxy().spoil(_ -> fault);
        JsonNode failed;
        JsonNode queue;
        try {
            failed = function.call(S3EventJson.direct(upload));
            queue = function.call(queued(S3EventJson.direct(upload)));
        } finally {
            server.proxy().spoil(_ -> Fault.NONE);
        }
        JsonNode done = function.call(S3EventJson.direct(upload));

        assertThat(failed.path("errorMessage").asText())
                .as(failed.toString())
                .matches("(?s)(source|target)_unavailable: .*");
        assertThat(queue.path("batchItemFailures").size()).as(queue.toString()).isOne();
        assertThat(done.path("outcomes").path(0).path("outcome").asText()).isEqualTo("written");
    }

    @Test
    void events_of_other_kinds_fail_the_call_and_the_test_event_of_s3_does_not() throws Exception {
        JsonNode web = function.call(HttpEvents.get("/api/remove").httpApi());
        assertThat(web.path("errorMessage").asText()).startsWith("invalid_option: ");
        JsonNode test =
                function.call(
                        JSON.createObjectNode()
                                .put("Service", "Amazon S3")
                                .put("Event", "s3:TestEvent")
                                .put("Time", "2026-11-25T10:00:00.000Z")
                                .put("Bucket", source));
        assertThat(test.has("errorMessage")).as(test.toString()).isFalse();
    }

    @Test
    void the_log_has_a_line_of_json_for_each_object() throws Exception {
        function.call(S3EventJson.direct(upload("logged.jpg", ROCKET)));

        JsonNode line =
                JSON.readTree(
                        function.log()
                                .lines()
                                .filter(text -> text.startsWith("{") && text.contains("logged.jpg"))
                                .findFirst()
                                .orElseThrow());
        assertThat(line.path("function").asText()).isEqualTo("remove-s3");
        assertThat(line.path("outcome").asText()).isEqualTo("written");
        assertThat(line.path("InferenceTime").doubleValue()).isPositive();
    }

    @Test
    void without_an_output_the_function_says_why_it_cannot_start() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                FunctionProcess broken =
                        FunctionProcess.start(
                                folder.resolve("task"),
                                api.address(),
                                Map.of("QUARKUS_FUNQY_EXPORT", "remove-s3"))) {
            assertThat(api.initError().join()).contains("ALPHALIFT_OUTPUT");
            assertThat(broken.endsWithin(120)).isTrue();
        }
    }

    @Test
    void remove_reads_from_and_writes_to_addresses() throws Exception {
        server.upload(source, "direct.jpg", ROCKET);
        try (FunctionHost remove =
                FunctionHost.start(folder.resolve("task"), "remove", server.environment())) {
            JsonNode answer =
                    remove.call(
                            JSON.createObjectNode()
                                    .put("image", "s3://" + source + "/direct.jpg")
                                    .put("target", "s3://" + target + "/direct.png"));

            assertThat(answer.path("image").asText()).isEqualTo("s3://" + target + "/direct.png");
            assertThat(server.read(target, "direct.png").asByteArray()).isEqualTo(cutout);
            JsonNode missing =
                    remove.call(JSON.createObjectNode().put("image", "s3://" + source + "/no.jpg"));
            assertThat(missing.path("errorMessage").asText()).startsWith("source_missing: ");
            JsonNode text = remove.call(JSON.createObjectNode().put("image", ROCKET));
            assertThat(text.path("image").binaryValue()).isEqualTo(cutout);
            assertThat(new String(cutout, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        }
    }
}

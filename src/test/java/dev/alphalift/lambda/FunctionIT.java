package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.dialect.RembgCall;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.RuntimeApi.Answer;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.testdata.LargePicture;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The built function under the runtime's protocol. What it gives back must be the very bytes that
/// the pipeline makes in this JVM, which is held against rembg elsewhere.
class FunctionIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A model that takes no time, for what comes before and after it.
    private static final Path TINY_MODEL =
            TestData.project().resolve("src/test/resources/models/tiny-320.onnx");

    @TempDir private static Path folder;
    private static Path task;
    private static RuntimeApi api;
    private static FunctionProcess function;
    private static BackgroundRemover remover;

    @BeforeAll
    static void start() throws Exception {
        task = FunctionProcess.unpack(folder);
        api = new RuntimeApi();
        String models = TINY_MODEL.getParent().toString();
        function = FunctionProcess.start(task, api.address(), Map.of("U2NET_HOME", models));
        api.firstPoll().join();
        remover =
                new Assembly(Settings.of(Map.of("HOME", folder.toString(), "U2NET_HOME", models)))
                        .backgroundRemover(_ -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        remover.close();
        function.close();
        api.close();
    }

    private static ObjectNode event(byte[] picture) {
        return JSON.createObjectNode().put("image", picture);
    }

    private static Answer call(JsonNode event) throws IOException {
        return api.call(JSON.writeValueAsBytes(event));
    }

    private static void assertSameAsPipeline(ObjectNode event) throws IOException {
        Answer answer = call(event);
        RembgCall call = RembgCall.of(event, RemovalOptions.DEFAULT);
        Removal expected = remover.remove(call.image(), call.options(), Deadline.NONE);

        assertThat(answer.failed()).as(answer.text()).isFalse();
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.get("image").binaryValue()).isEqualTo(expected.bytes());
        assertThat(json.get("width").intValue()).isEqualTo(expected.size().width());
        assertThat(json.get("height").intValue()).isEqualTo(expected.size().height());
        assertThat(json.get("model").textValue()).isEqualTo("u2netp");
        assertThat(json.get("milliseconds").longValue()).isPositive();
    }

    @Test
    void a_ping_is_answered_that_it_is_warm_and_the_next_picture_is_done() throws IOException {
        for (String ping :
                List.of(
                        "{\"source\":\"serverless-plugin-warmup\"}",
                        "{\"warmer\":true,\"concurrency\":3}",
                        "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}")) {
            Answer answer = call(JSON.readTree(ping));

            assertThat(answer.failed()).as(answer.text()).isFalse();
            assertThat(answer.text()).isEqualTo("{\"warm\":true}");
        }
        assertSameAsPipeline(event(TestData.projectFile("samples/rocket.jpg")));
    }

    static Stream<Path> pictures() throws IOException {
        Path fixtures = TestData.project().resolve("src/test/resources/pillow");
        try (Stream<Path> files = Files.walk(fixtures)) {
            return files
                    .filter(file -> file.toString().matches(".*[.](jpe?g|png|webp|bmp|gif|tiff?)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void every_readable_format_becomes_the_bytes_that_the_jvm_makes() throws IOException {
        Assumptions.assumeTrue(FunctionProcess.isNative(), "skipped: it would be Java beside Java");
        int cutouts = 0;
        for (Path picture : pictures().toList()) {
            ObjectNode event =
                    event(Files.readAllBytes(picture))
                            .put("model", "u2net_custom")
                            .put("model_path", TINY_MODEL.toString());
            Answer answer = call(event);
            String expected = onJvm(event);
            String given =
                    answer.failed()
                            ? JSON.readTree(answer.body()).get("errorMessage").textValue()
                            : JSON.readTree(answer.body()).get("image").textValue();
            assertThat(given).as(picture.toString()).isEqualTo(expected);
            cutouts += answer.failed() ? 0 : 1;
        }
        assertThat(cutouts).isGreaterThan(200);
    }

    private static String onJvm(ObjectNode event) throws IOException {
        RembgCall call = RembgCall.of(event, RemovalOptions.DEFAULT);
        try {
            Removal removal = remover.remove(call.image(), call.options(), Deadline.NONE);
            return JSON.getNodeFactory().binaryNode(removal.bytes()).asText();
        } catch (dev.alphalift.fault.AlphaliftException fault) {
            return new FunctionFault(fault).toString();
        }
    }

    static Stream<ObjectNode> options() {
        byte[] coffee = TestData.projectFile("samples/coffee.png");
        byte[] rocket = TestData.projectFile("samples/rocket.jpg");
        ObjectNode colour = event(coffee);
        colour.putArray("bgcolor").add(255).add(0).add(0).add(128);
        return Stream.of(
                event(coffee),
                event(rocket),
                event(rocket).put("only_mask", true),
                event(rocket).put("post_process_mask", true),
                event(rocket).put("putalpha", true).put("model", "u2netp"),
                event(rocket).put("format", "webp").put("quality", 60),
                event(rocket).put("format", "webp").put("lossless", true),
                event(rocket).put("format", "jpeg"),
                colour);
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_option_gives_the_bytes_that_the_jvm_makes(ObjectNode event) throws IOException {
        assertSameAsPipeline(event);
    }

    private static String error(Answer answer) throws IOException {
        assertThat(answer.failed()).as(answer.text()).isTrue();
        return JSON.readTree(answer.body()).get("errorMessage").textValue();
    }

    @Test
    void a_fault_is_an_error_that_begins_with_its_code_and_the_next_call_is_answered()
            throws IOException {
        byte[] cut = java.util.Arrays.copyOf(TestData.projectFile("samples/rocket.jpg"), 5000);

        assertThat(error(call(event(cut)))).startsWith("unreadable_image: ");
        assertThat(error(call(event("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))))
                .startsWith("unsupported_format: ")
                .contains("PDF");
        assertThat(error(call(JSON.createObjectNode())))
                .startsWith("invalid_option: The option image");
        assertThat(error(call(JSON.createObjectNode().put("image", "%%%"))))
                .startsWith("invalid_option: The option image");
        assertThat(error(call(JSON.createArrayNode())))
                .startsWith("invalid_option: The option image");
        assertThat(error(call(event(new byte[4]).put("nonsense", 1))))
                .startsWith("invalid_option: The option extras")
                .contains("nonsense");
        assertThat(error(call(event(new byte[4]).put("model", "nosuch"))))
                .startsWith("invalid_option: The option model");
        assertSameAsPipeline(event(TestData.projectFile("samples/coffee.png")));
    }

    @Test
    void what_is_no_json_is_an_error_and_the_next_call_is_answered() throws IOException {
        Answer answer = api.call("{\"image\": ".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.failed()).isTrue();
        assertSameAsPipeline(event(TestData.projectFile("samples/coffee.png")));
    }

    @Test
    void events_that_wait_are_all_answered_each_with_its_own_picture() throws IOException {
        List<ObjectNode> events =
                List.of(
                        event(TestData.projectFile("samples/coffee.png")),
                        event(TestData.projectFile("samples/rocket.jpg")),
                        event(TestData.projectFile("samples/chelsea.png")));
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 9).mapToObj(i -> api.send(bytes(events.get(i % 3)))).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(JSON.readTree(answers.get(i).join().body()).get("image").textValue())
                    .isEqualTo(onJvm(events.get(i % 3)));
        }
    }

    private static byte[] bytes(JsonNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_wrong_setting_is_an_init_error_that_names_it() throws Exception {
        try (RuntimeApi other = new RuntimeApi();
                FunctionProcess broken =
                        FunctionProcess.start(
                                task, other.address(), Map.of("ALPHALIFT_MAX_PIXELS", "many"))) {
            assertThat(other.initError().join()).contains("ALPHALIFT_MAX_PIXELS");
            assertThat(broken.endsWithin(120)).as(broken.log()).isTrue();
        }
    }

    @Test
    void a_call_that_takes_longer_than_it_may_is_ended_and_the_next_is_answered() throws Exception {
        try (RuntimeApi other = new RuntimeApi();
                FunctionProcess slow =
                        FunctionProcess.start(
                                task,
                                other.address(),
                                Map.of("ALPHALIFT_TIMEOUT", "1", "ALPHALIFT_THREADS", "1"))) {
            ObjectNode large = event(LargePicture.white(7000, 7000));

            assertThat(error(other.call(bytes(large)))).startsWith("deadline_exceeded: ");
            // On a busy machine a small one can take too long as well, but not each time.
            assertThat(
                            Stream.generate(() ->
                                            other.call(
                                                    bytes(
                                                            event(
                                                                    TestData.projectFile(
                                                                            "samples/coffee.png")))))
                                    .limit(100)
                                    .anyMatch(answer -> !answer.failed()))
                    .isTrue();
            assertThat(slow.isAlive()).isTrue();
        }
    }
}

package dev.alphalift.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.evaluation.BenchmarkFunction;
import dev.alphalift.lambda.evaluation.BenchmarkSettings;
import dev.alphalift.lambda.evaluation.EvaluateFunction;
import dev.alphalift.lambda.evaluation.EvaluationSettings;
import dev.alphalift.lambda.s3.RemoveS3Function;
import dev.alphalift.lambda.s3.S3Case;
import dev.alphalift.lambda.s3.S3Settings;
import dev.alphalift.lambda.web.Cors;
import dev.alphalift.lambda.web.PageCalls;
import dev.alphalift.lambda.web.PictureCalls;
import dev.alphalift.lambda.web.RemoveFunction;
import dev.alphalift.lambda.web.RemoveHttpFunction;
import dev.alphalift.lambda.web.WebCalls;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pings and clocks call every function, and every one says that it is there.
class WarmUpTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Evaluations evaluations;
    private static S3Case fixture;
    private static ByteArrayOutputStream log;
    private static Map<String, Function<JsonNode, JsonNode>> functions;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(10));
        evaluations = new Assembly(Settings.of(Map.of())).evaluations(fixture.remover, null);
        log = new ByteArrayOutputStream();
        CallLog calls =
                new CallLog("Alphalift", new PrintStream(log, true, StandardCharsets.UTF_8));
        FunctionSettings settings =
                new FunctionSettings(Duration.ofMinutes(1), S3Case.OPTIONS, 1 << 20);
        RemoveFunction remove = new RemoveFunction(fixture.remover, settings, fixture.store, calls);
        RemoveHttpFunction http =
                new RemoveHttpFunction(
                        new WebCalls(
                                new PictureCalls(
                                        fixture.remover,
                                        new PictureAddresses(null),
                                        new ModelOffer(List.of()),
                                        new ApiKeys(List.of("a key")),
                                        null,
                                        null,
                                        Duration.ofSeconds(60)),
                                RemovalOptions.DEFAULT,
                                RemoveBgSize.named("size", "auto")),
                        new PageCalls(Page.hidden()),
                        new Cors(List.of()),
                        calls);
        RemoveS3Function s3 =
                new RemoveS3Function(
                        fixture.remover,
                        settings,
                        S3Settings.of(
                                Map.of("ALPHALIFT_OUTPUT", "s3://" + fixture.target + "/"),
                                S3Case.OPTIONS,
                                fixture.remover.models().stream()
                                        .map(ModelEntry::name)
                                        .collect(Collectors.toSet())),
                        fixture.store,
                        calls);
        EvaluateFunction evaluate =
                new EvaluateFunction(
                        fixture.remover,
                        settings,
                        new EvaluationSettings(
                                evaluations,
                                1,
                                ObjectAddress.of("reports", "s3://" + fixture.target + "/r/")),
                        fixture.store,
                        calls);
        BenchmarkFunction benchmark =
                new BenchmarkFunction(
                        fixture.remover,
                        settings,
                        new BenchmarkSettings(
                                2, new Assembly(Settings.of(Map.of())).limits(), "1.0-test", "cpu"),
                        fixture.store,
                        calls,
                        new StartUp());
        functions =
                Map.of(
                        RemoveFunction.NAME, call -> JSON.valueToTree(remove.remove(call)),
                        RemoveHttpFunction.NAME, http::removeHttp,
                        RemoveS3Function.NAME, s3::removeS3,
                        EvaluateFunction.NAME, evaluate::evaluate,
                        BenchmarkFunction.NAME, benchmark::benchmark);
    }

    @AfterAll
    static void stop() {
        evaluations.close();
        fixture.close();
    }

    static Stream<String> pings() {
        return Stream.of(
                "{\"source\":\"serverless-plugin-warmup\"}",
                "{\"source\":\"serverless-plugin-warmup\",\"stage\":\"prod\"}",
                "{\"warmer\":true}",
                "{\"warmer\":true,\"concurrency\":5}",
                "{\"warmer\":true,\"concurrency\":3,\"__WARMER_INVOCATION__\":1,"
                        + "\"__WARMER_CONCURRENCY__\":3,\"__WARMER_CORRELATIONID__\":\"1-2\"}",
                "{\"warmer\":\"true\",\"test\":true,\"log\":false}",
                "{\"ping\":true}",
                "{\"warmup\":true}",
                // A rule of EventBridge.
                """
                {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                 "detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
                 "time":"2026-11-30T09:00:00Z","region":"us-east-1",
                 "resources":["arn:aws:events:us-east-1:123456789012:rule/keep-warm"],"detail":{}}
                """,
                // EventBridge's Scheduler.
                """
                {"version":"0","id":"d32c5kddcf5bb8c3","detail-type":"Scheduled Event",
                 "source":"aws.scheduler","account":"123456789012","time":"2026-11-30T09:00:00Z",
                 "region":"us-east-1",
                 "resources":["arn:aws:scheduler:us-east-1:123456789012:schedule/default/warm"],
                 "detail":"{}"}
                """);
    }

    @ParameterizedTest
    @MethodSource("pings")
    void every_function_answers_a_ping_and_counts_no_failure(String ping) throws IOException {
        for (Map.Entry<String, Function<JsonNode, JsonNode>> function : functions.entrySet()) {
            log.reset();

            JsonNode answer = function.getValue().apply(JSON.readTree(ping));

            assertThat(answer.toString()).as(function.getKey()).isEqualTo("{\"warm\":true}");
            assertWarmLine(function.getKey());
        }
    }

    private static void assertWarmLine(String function) throws IOException {
        JsonNode line = JSON.readTree(log.toString(StandardCharsets.UTF_8));
        assertThat(line.get("function").asText()).isEqualTo(function);
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("warm").booleanValue()).isTrue();
        assertThat(line.has("code")).isFalse();
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
                .containsExactlyInAnyOrder("ColdStarts", "WarmUps");
    }

    @Test
    void a_test_event_of_s3_fails_nowhere() throws IOException {
        JsonNode event =
                JSON.readTree(
                        """
                        {"Service":"Amazon S3","Event":"s3:TestEvent",
                         "Time":"2026-11-30T09:00:00.000Z","Bucket":"a","RequestId":"b",
                         "HostId":"c"}
                        """);
        for (Map.Entry<String, Function<JsonNode, JsonNode>> function : functions.entrySet()) {
            JsonNode answer = function.getValue().apply(event);

            assertThat(answer.toString())
                    .as(function.getKey())
                    .isIn("{\"warm\":true}", "{\"outcomes\":[]}");
        }
    }

    /// Who forgot everything, or asks for something beside, is told what is wrong.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"warmer\":false}",
                "{\"warmer\":true,\"image\":\"\"}",
                "{\"concurrency\":3}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Scheduled Event\"}"
            })
    void what_only_looks_like_a_ping_is_none(String call) throws IOException {
        JsonNode event = JSON.readTree(call);

        assertThat(WarmUp.isOne(event)).isFalse();
        assertThatThrownBy(() -> functions.get(RemoveFunction.NAME).apply(event))
                .isInstanceOf(FunctionFault.class);
    }

    @Test
    void no_event_at_all_is_no_ping() {
        assertThat(WarmUp.isOne(null)).isFalse();
        assertThat(WarmUp.isOne(JsonNodeFactory.instance.textNode("warm"))).isFalse();
    }
}

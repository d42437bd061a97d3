package dev.alphalift.lambda.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.testdata.S3EventJson;
import dev.alphalift.testdata.S3EventJson.Upload;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Proxy.Request;
import dev.alphalift.testdata.S3Server.Uploaded;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveS3FunctionTest {
    private static final byte[] PICTURE = S3Case.picture(0x204060);
    private static final byte[] OTHER = S3Case.picture(0xc03010);
    private static final byte[] NO_PICTURE = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);

    private static S3Case fixture;
    private static RemoveS3Function function;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(3));
        function = fixture.function(Map.of());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.proxy().spoil(_ -> Fault.NONE);
    }

    private static String outcome(JsonNode answer) {
        return answer.path("outcomes").path(0).path("outcome").asText();
    }

    private static String run(Upload upload) {
        return outcome(function.removeS3(S3EventJson.direct(upload)));
    }

    private static boolean isThere(String key) {
        return fixture.server.contents(fixture.target).containsKey(key);
    }

    private static long picturesRead(String key) {
        return fixture.server.proxy().seen().stream()
                .filter(Request::readsObject)
                .filter(request -> request.path().equals(fixture.source + "/" + key))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png",
                "with space/and+plus.png",
                "ümläut/日本語 😀.png",
                "100%/a=b&c?d#e.png",
                "a//b/../c.png"
            })
    void an_upload_of_any_name_is_cut_out_beside_its_name(String key) {
        Upload upload = fixture.upload(key, PICTURE);

        JsonNode answer = function.removeS3(S3EventJson.direct(upload));

        assertThat(outcome(answer)).isEqualTo("written");
        assertThat(answer.path("outcomes").path(0).path("target").asText())
                .isEqualTo("s3://%s/cutouts/%s.png".formatted(fixture.target, key));
        assertThat(fixture.written("cutouts/" + key + ".png")).isEqualTo(fixture.cutout(PICTURE));
    }

    @Test
    void the_cutout_carries_where_it_comes_from() {
        Upload upload = fixture.upload("labelled.png", PICTURE);

        run(upload);

        var head = fixture.server.read(fixture.target, "cutouts/labelled.png.png").response();
        assertThat(head.contentType()).isEqualTo("image/png");
        assertThat(head.metadata())
                .containsEntry("alphalift-model", "u2net_custom")
                .containsEntry("alphalift-source-bucket", fixture.source)
                .containsEntry("alphalift-source-etag", upload.uploaded().etag())
                .containsEntry("alphalift-sequencer", upload.sequencer().toLowerCase())
                .containsKeys("alphalift-options", "alphalift-milliseconds", "alphalift-event-time")
                .doesNotContainKey("alphalift-source-version");
    }

    static Stream<String> carriers() {
        return Stream.of("direct", "sns", "bridge", "sqs", "sns in sqs", "bridge in sqs");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("carriers")
    void the_event_is_understood_whoever_carries_it(String carrier) {
        String key = "by " + carrier + "/ü+%.png";
        Upload upload = fixture.upload(key, PICTURE);
        ObjectNode direct = S3EventJson.direct(upload);
        ObjectNode event =
                switch (carrier) {
                    case "direct" -> direct;
                    case "sns" -> S3EventJson.sns(direct);
                    case "bridge" -> S3EventJson.bridge(upload);
                    case "sqs" -> S3EventJson.sqs(List.of(direct.toString()));
                    case "sns in sqs" ->
                            S3EventJson.sqs(List.of(S3EventJson.notification(direct).toString()));
                    default -> S3EventJson.sqs(List.of(S3EventJson.bridge(upload).toString()));
                };

        JsonNode answer = function.removeS3(event);

        assertThat(answer.has("batchItemFailures")).isEqualTo(carrier.contains("sqs"));
        assertThat(answer.path("batchItemFailures")).isEmpty();
        assertThat(fixture.written("cutouts/" + key + ".png")).isEqualTo(fixture.cutout(PICTURE));
    }

    @Test
    void what_is_no_upload_is_ignored() {
        ObjectNode test =
                (ObjectNode)
                        TestData.parse(
                                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}"
                                        .getBytes(StandardCharsets.UTF_8));
        ObjectNode removed = S3EventJson.direct(fixture.upload("removed.png", PICTURE));
        ((ObjectNode) removed.path("Records").path(0)).put("eventName", "ObjectRemoved:Delete");
        ObjectNode folder = S3EventJson.direct(fixture.upload("folder/", new byte[0]));
        ((ObjectNode) folder.path("Records").path(0).path("s3").path("object")).put("size", 0);

        assertThat(function.removeS3(test).path("outcomes")).isEmpty();
        assertThat(function.removeS3(removed).path("outcomes")).isEmpty();
        assertThat(function.removeS3(folder).path("outcomes")).isEmpty();
        assertThat(
                        function.removeS3(
                                        S3EventJson.sqs(
                                                List.of(test.toString(), removed.toString())))
                                .path("batchItemFailures"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\"}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"noon\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"k\"}}}]}",
                "{\"detail-type\":\"Object Created\",\"detail\":{}}",
                "{\"Message\":\"no json\"}"
            })
    void what_cannot_be_understood_is_told_and_fails_only_its_own_message(String event) {
        assertThatThrownBy(() ->
                        function.removeS3(TestData.parse(event.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(FunctionFault.class)
                .hasMessageStartingWith("invalid_option: The option event cannot be");

        String key = "beside-" + event.hashCode() + ".png";
        String good = S3EventJson.direct(fixture.upload(key, PICTURE)).toString();
        assertThat(failures(function.removeS3(S3EventJson.sqs(List.of(event, good)))))
                .containsExactly("message-0");
        assertThat(isThere("cutouts/" + key + ".png")).isTrue();
    }

    private static List<String> failures(JsonNode answer) {
        return answer.path("batchItemFailures")
                .valueStream()
                .map(failure -> failure.path("itemIdentifier").textValue())
                .toList();
    }

    @Test
    void an_event_that_comes_again_is_not_computed_again() {
        Upload upload = fixture.upload("again.png", PICTURE);

        assertThat(run(upload)).isEqualTo("written");
        assertThat(run(upload)).isEqualTo("duplicate");
        assertThat(picturesRead("again.png")).isOne();
    }

    @Test
    void an_older_event_does_not_replace_what_came_of_a_newer_one() {
        String bucket = fixture.server.versionedBucket();
        Upload older = fixture.upload(bucket, "order.png", PICTURE);
        Upload newer = fixture.upload(bucket, "order.png", OTHER);

        assertThat(run(newer)).isEqualTo("written");
        assertThat(run(older)).isEqualTo("superseded");
        assertThat(fixture.written("cutouts/order.png.png")).isEqualTo(fixture.cutout(OTHER));
    }

    @Test
    void each_version_is_cut_out_in_its_turn() {
        String bucket = fixture.server.versionedBucket();
        Upload older = fixture.upload(bucket, "versions.png", PICTURE);
        Upload newer = fixture.upload(bucket, "versions.png", OTHER);

        assertThat(run(older)).isEqualTo("written");
        assertThat(fixture.written("cutouts/versions.png.png")).isEqualTo(fixture.cutout(PICTURE));
        assertThat(run(newer)).isEqualTo("written");
        assertThat(fixture.written("cutouts/versions.png.png")).isEqualTo(fixture.cutout(OTHER));
    }

    @Test
    void an_older_version_is_not_cut_out_beside_a_newer_one_in_another_format() {
        String bucket = fixture.server.versionedBucket();
        Upload older = fixture.upload(bucket, "formats.png", PICTURE);
        Upload newer = fixture.upload(bucket, "formats.png", OTHER);
        RemoveS3Function webp =
                fixture.function(
                        Map.of("ALPHALIFT_OPTIONS_BY_PREFIX", "{\"\": {\"format\": \"webp\"}}"));

        assertThat(run(newer)).isEqualTo("written");
        assertThat(outcome(webp.removeS3(S3EventJson.direct(older)))).isEqualTo("superseded");
        assertThat(isThere("cutouts/formats.png.webp")).isFalse();
    }

    @Test
    void without_versions_the_event_of_what_was_replaced_is_left_to_its_successor() {
        Upload older = fixture.upload("replaced.png", PICTURE);
        Upload newer = fixture.upload("replaced.png", OTHER);

        assertThat(run(older)).isEqualTo("superseded");
        assertThat(isThere("cutouts/replaced.png.png")).isFalse();
        assertThat(run(newer)).isEqualTo("written");
    }

    @Test
    void sequencers_of_different_lengths_are_compared_from_the_left() {
        Uploaded uploaded = fixture.server.upload(fixture.source, "lengths.png", PICTURE);
        Instant time = Instant.parse("2026-11-25T10:00:00Z");
        Upload shorter = new Upload(fixture.source, "lengths.png", uploaded, "0B", time);
        Upload longer = new Upload(fixture.source, "lengths.png", uploaded, "0A00FF", time);

        assertThat(run(shorter)).isEqualTo("written");
        assertThat(run(longer)).isEqualTo("superseded");
    }

    @Test
    void without_sequencers_the_time_decides() {
        Uploaded uploaded = fixture.server.upload(fixture.source, "times.png", PICTURE);
        Instant time = Instant.parse("2026-11-25T10:00:00Z");

        assertThat(run(new Upload(fixture.source, "times.png", uploaded, "", time)))
                .isEqualTo("written");
        assertThat(run(new Upload(fixture.source, "times.png", uploaded, "", time)))
                .isEqualTo("duplicate");
        assertThat(run(new Upload(fixture.source, "times.png", uploaded, "", time.minusMillis(1))))
                .isEqualTo("superseded");
    }

    @Test
    void of_the_same_event_many_times_at_once_one_writes() throws Exception {
        Upload upload = fixture.upload("at-once.png", PICTURE);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> run(upload));
        }

        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                outcomes.add(call.get());
            }
        }

        assertThat(outcomes).filteredOn("written"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("duplicate"::equals).hasSize(7);
        assertThat(fixture.written("cutouts/at-once.png.png")).isEqualTo(fixture.cutout(PICTURE));
    }

    @Test
    void a_source_that_is_no_picture_leaves_a_record_and_a_sample() {
        RemoveS3Function keeping =
                fixture.function(
                        Map.of("ALPHALIFT_FAILED_SAMPLES", "s3://" + fixture.target + "/failed"));
        Upload upload = fixture.upload("bad ü.jpg", NO_PICTURE);

        assertThat(outcome(keeping.removeS3(S3EventJson.direct(upload)))).isEqualTo("failed");
        assertThat(outcome(keeping.removeS3(S3EventJson.direct(upload)))).isEqualTo("duplicate");

        JsonNode failure = fixture.record("cutouts/bad ü.jpg.error.json");
        assertThat(failure.path("code").asText()).isEqualTo("unsupported_format");
        assertThat(failure.path("message").asText()).contains("PDF");
        assertThat(failure.path("source").path("bucket").asText()).isEqualTo(fixture.source);
        assertThat(failure.path("source").path("key").asText()).isEqualTo("bad ü.jpg");
        assertThat(failure.path("source").path("etag").asText())
                .isEqualTo(upload.uploaded().etag());
        assertThat(Instant.parse(failure.path("time").asText())).isBefore(Instant.now());
        String sample = failure.path("sample").asText();
        assertThat(sample).startsWith("s3://" + fixture.target + "/failed/bad ü.jpg.");
        assertThat(fixture.written(sample.substring(("s3://" + fixture.target + "/").length())))
                .isEqualTo(NO_PICTURE);
        assertThat(isThere("cutouts/bad ü.jpg.png")).isFalse();
    }

    @Test
    void a_source_that_cannot_be_kept_leaves_a_record_all_the_same() {
        RemoveS3Function keeping =
                fixture.function(
                        Map.of("ALPHALIFT_FAILED_SAMPLES", "s3://" + fixture.target + "/failed"));
        Upload upload = fixture.upload("not kept.jpg", NO_PICTURE);
        fixture.server
                .proxy()
                .spoil(request ->
                        request.method().equals("PUT") && request.path().contains("/failed/")
                                ? Fault.DENIED
                                : Fault.NONE);

        assertThat(outcome(keeping.removeS3(S3EventJson.direct(upload)))).isEqualTo("failed");

        JsonNode failure = fixture.record("cutouts/not kept.jpg.error.json");
        assertThat(failure.path("code").asText()).isEqualTo("unsupported_format");
        assertThat(failure.has("sample")).isFalse();
    }

    @Test
    void a_label_that_was_mended_is_a_new_wish() {
        RemoveS3Function choosing = fixture.function(Map.of("ALPHALIFT_OPTIONS_FROM_TAGS", "true"));
        Upload upload = fixture.upload("mended.png", PICTURE);
        fixture.server.tag(fixture.source, "mended.png", Map.of("alphalift:format", "webpp"));

        assertThat(outcome(choosing.removeS3(S3EventJson.direct(upload)))).isEqualTo("failed");
        fixture.server.tag(fixture.source, "mended.png", Map.of("team", "shop"));
        assertThat(outcome(choosing.removeS3(S3EventJson.direct(upload)))).isEqualTo("written");
    }

    @Test
    void a_source_that_is_gone_leaves_a_record() {
        Upload upload =
                Upload.of(fixture.source, "gone.png", new Uploaded("0123456789abcdef", ""), 7);

        assertThat(run(upload)).isEqualTo("failed");
        assertThat(fixture.record("cutouts/gone.png.error.json").path("code").asText())
                .isEqualTo("source_missing");
    }

    @Test
    void after_a_failure_a_better_upload_is_cut_out_and_the_old_event_changes_nothing() {
        String bucket = fixture.server.versionedBucket();
        Upload bad = fixture.upload(bucket, "mended.png", NO_PICTURE);
        Upload good = fixture.upload(bucket, "mended.png", PICTURE);

        assertThat(run(bad)).isEqualTo("failed");
        assertThat(run(good)).isEqualTo("written");
        assertThat(run(bad)).isEqualTo("superseded");

        Upload worse = fixture.upload(bucket, "mended.png", NO_PICTURE);
        assertThat(run(worse)).isEqualTo("failed");
        assertThat(run(good)).isEqualTo("superseded");
    }

    @Test
    void what_is_denied_or_broken_is_told_to_lambda_and_done_when_it_comes_again() {
        for (Fault fault : List.of(Fault.DENIED, Fault.BROKEN, Fault.CUT)) {
            String key = "later-" + fault + ".png";
            Upload upload = fixture.upload(key, PICTURE);
            fixture.server
                    .proxy()
                    .spoil(request ->
                            request.readsObject() && request.path().endsWith(key)
                                    ? fault
                                    : Fault.NONE);

            assertThatThrownBy(() -> run(upload))
                    .isInstanceOf(FunctionFault.class)
                    .hasMessageStartingWith("source_unavailable: ");
            assertThat(
                            failures(
                                    function.removeS3(
                                            S3EventJson.sqs(
                                                    List.of(
                                                            S3EventJson.direct(upload)
                                                                    .toString())))))
                    .containsExactly("message-0");
            assertThat(fixture.server.contents(fixture.target).keySet())
                    .noneMatch(name -> name.contains(key));

            heal();
            assertThat(run(upload)).isEqualTo("written");
        }
    }

    @Test
    void where_the_result_cannot_be_written_the_event_comes_again() {
        Upload good = fixture.upload("unwritable.png", PICTURE);
        Upload bad = fixture.upload("unwritable.pdf", NO_PICTURE);
        fixture.server
                .proxy()
                .spoil(request -> request.method().equals("PUT") ? Fault.DENIED : Fault.NONE);

        for (Upload upload : List.of(good, bad)) {
            assertThatThrownBy(() -> run(upload))
                    .hasMessageStartingWith("target_unavailable: ")
                    .hasMessageContaining("s3:PutObject");
        }
    }

    @Test
    void a_conflict_with_another_writer_is_looked_at_again_without_computing_again() {
        Upload upload = fixture.upload("conflict.png", PICTURE);
        int[] left = {3};
        fixture.server
                .proxy()
                .spoil(request ->
                        request.method().equals("PUT") && left[0]-- > 0
                                ? Fault.CONFLICT
                                : Fault.NONE);

        assertThat(run(upload)).isEqualTo("written");
        assertThat(picturesRead("conflict.png")).isOne();
    }

    @Test
    void a_write_whose_answer_was_lost_is_recognised_as_its_own() {
        Upload upload = fixture.upload("lost.png", PICTURE);
        int[] left = {1};
        fixture.server
                .proxy()
                .spoil(request ->
                        request.method().equals("PUT") && left[0]-- > 0 ? Fault.LOST : Fault.NONE);

        assertThat(run(upload)).isEqualTo("duplicate");
        assertThat(fixture.written("cutouts/lost.png.png")).isEqualTo(fixture.cutout(PICTURE));
    }

    @Test
    void what_is_not_begun_in_time_comes_again() {
        RemoveS3Function late = fixture.function(Map.of(), Duration.ofNanos(1));
        Upload upload = fixture.upload("late.png", PICTURE);

        assertThatThrownBy(() -> late.removeS3(S3EventJson.direct(upload)))
                .hasMessageStartingWith("deadline_exceeded: ");
        assertThat(
                        failures(
                                late.removeS3(
                                        S3EventJson.sqs(
                                                List.of(
                                                        S3EventJson.direct(upload).toString(),
                                                        S3EventJson.direct(upload).toString())))))
                .containsExactly("message-0", "message-1");
    }

    @Test
    void of_several_records_the_others_are_done_when_one_has_to_come_again() {
        Upload bad = fixture.upload("several-1.png", PICTURE);
        Upload good = fixture.upload("several-2.png", PICTURE);
        fixture.server
                .proxy()
                .spoil(request ->
                        request.path().endsWith("/several-1.png") ? Fault.DENIED : Fault.NONE);

        assertThatThrownBy(() -> function.removeS3(S3EventJson.direct(bad, good)))
                .hasMessageStartingWith("source_unavailable: ");
        assertThat(isThere("cutouts/several-2.png.png")).isTrue();

        heal();
        JsonNode answer = function.removeS3(S3EventJson.direct(bad, good));
        assertThat(answer.path("outcomes").findValuesAsText("outcome"))
                .containsExactly("written", "duplicate");
    }

    @Test
    void results_of_its_own_are_refused_and_nothing_is_written() {
        RemoveS3Function looping =
                fixture.function(Map.of("ALPHALIFT_OUTPUT", "s3://" + fixture.source + "/out/"));
        RemoveS3Function swallowing =
                fixture.function(Map.of("ALPHALIFT_OUTPUT", "s3://" + fixture.source));
        Upload own = fixture.upload("out/result.png", PICTURE);
        Upload beside = fixture.upload("outer/picture.png", PICTURE);

        assertThatThrownBy(() -> looping.removeS3(S3EventJson.direct(own)))
                .hasMessageStartingWith("forbidden_address: ")
                .hasMessageContaining("ALPHALIFT_OUTPUT");
        assertThatThrownBy(() -> swallowing.removeS3(S3EventJson.direct(beside)))
                .hasMessageStartingWith("forbidden_address: ");
        assertThat(fixture.server.contents(fixture.source).keySet())
                .noneMatch(key -> key.startsWith("out/result.png."))
                .noneMatch(key -> key.startsWith("outer/picture.png."));
        assertThat(outcome(looping.removeS3(S3EventJson.direct(beside)))).isEqualTo("written");
    }

    @Test
    void options_come_from_the_longest_prefix_and_from_tags_on_top() {
        RemoveS3Function choosing =
                fixture.function(
                        Map.of(
                                "ALPHALIFT_OPTIONS_BY_PREFIX",
                                "{\"p/\": {\"format\": \"webp\"}, \"p/masks/\": {\"om\": true}}",
                                "ALPHALIFT_OPTIONS_FROM_TAGS",
                                "true"));
        Upload webp = fixture.upload("p/a.png", PICTURE);
        Upload mask = fixture.upload("p/masks/a.png", PICTURE);
        Upload tagged = fixture.upload("p/b.png", PICTURE);
        fixture.server.tag(
                fixture.source,
                "p/b.png",
                Map.of("alphalift:format", "jpeg", "alphalift:bgc", "255 0 0 255", "team", "shop"));
        Upload wrong = fixture.upload("p/c.png", PICTURE);
        fixture.server.tag(fixture.source, "p/c.png", Map.of("alphalift:sharpness", "9"));

        JsonNode answer = choosing.removeS3(S3EventJson.direct(webp, mask, tagged, wrong));

        assertThat(answer.path("outcomes").findValuesAsText("target"))
                .containsExactly(
                        "s3://" + fixture.target + "/cutouts/p/a.png.webp",
                        "s3://" + fixture.target + "/cutouts/p/masks/a.png.png",
                        "s3://" + fixture.target + "/cutouts/p/b.png.jpg",
                        "s3://" + fixture.target + "/cutouts/p/c.png.error.json");
        assertThat(fixture.record("cutouts/p/c.png.error.json").path("message").asText())
                .contains("sharpness");
        assertThat(outcome(choosing.removeS3(S3EventJson.direct(wrong)))).isEqualTo("duplicate");
        // The same event with other options is another wish.
        assertThat(run(mask)).isEqualTo("written");
    }
}

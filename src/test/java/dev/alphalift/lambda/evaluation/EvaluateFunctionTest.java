package dev.alphalift.lambda.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.lambda.CallLogs;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.s3.S3Case;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.testdata.GreyPictures;
import dev.alphalift.testdata.Reports;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Proxy.Request;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EvaluateFunctionTest {
    private static final int PAIRS = 10;

    private static S3Case fixture;
    private static Evaluations evaluations;
    private static String data;
    private static String reports;

    @BeforeAll
    static void start() throws IOException {
        fixture = new S3Case(Duration.ofSeconds(5));
        evaluations = fixture.evaluations();
        data = dataSet("datasets/ä set/");
        reports = address(fixture.target, "evaluations/");
    }

    /// Pairs of pictures and truths of random greys, one of which is no picture.
    private static String dataSet(String folder) {
        Random random = new Random(7);
        for (int i = 0; i < PAIRS; i++) {
            String name = "%02d + é.png".formatted(i);
            int width = 8 + i;
            byte[] truth = GreyPictures.random(width, 6, random);
            fixture.server.upload(fixture.source, folder + "gt/" + name, truth);
            fixture.server.upload(
                    fixture.source, folder + "im/" + name, GreyPictures.random(width, 6, random));
            fixture.server.upload(
                    fixture.source, folder + "pred/" + name, GreyPictures.random(width, 6, random));
        }
        fixture.server.upload(
                fixture.source,
                folder + "gt/04 + é.png",
                "no picture".getBytes(StandardCharsets.UTF_8));
        fixture.server.upload(fixture.source, folder + "im/alone.png", S3Case.picture(0));
        return address(fixture.source, folder);
    }

    @AfterAll
    static void stop() {
        evaluations.close();
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.proxy().spoil(_ -> Fault.NONE);
    }

    private static EvaluateFunction function(Duration timeout) {
        return new EvaluateFunction(
                fixture.remover,
                new FunctionSettings(timeout, S3Case.OPTIONS, 1 << 20),
                new EvaluationSettings(evaluations, 1, ObjectAddress.of("reports", reports)),
                fixture.store,
                CallLogs.NONE);
    }

    private static JsonNode call(JsonNode call) {
        return function(Duration.ofMinutes(1)).evaluate(call);
    }

    private static String address(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode onData(String report) {
        ObjectNode call = json().put("data", data).put("report", reports + report);
        call.putArray("models").add("u2net_custom");
        return call;
    }

    private static JsonNode read(String address) {
        ObjectAddress place = ObjectAddress.of("test", address);
        return TestData.parse(fixture.server.read(place.bucket(), place.key()).asByteArray());
    }

    /// Does what the state machine does, calls in a random order.
    private static JsonNode run(ObjectNode call, long seed) {
        JsonNode plan = call(call.deepCopy().put("action", "plan"));
        List<JsonNode> batches = batches(plan);
        Collections.shuffle(batches, new Random(seed));
        batches.forEach(EvaluateFunctionTest::call);
        return call(plan.get("merge"));
    }

    private static List<JsonNode> batches(JsonNode plan) {
        List<JsonNode> batches = new ArrayList<>();
        read(address(plan.at("/batches/bucket").asText(), plan.at("/batches/key").asText()))
                .forEach(batches::add);
        return batches;
    }

    @Test
    void a_data_set_that_is_cut_into_batches_gives_the_report_of_one_call() {
        JsonNode whole = call(onData("whole/"));
        for (int size : new int[] {1, 3, PAIRS}) {
            JsonNode merged = run(onData("cut-" + size + "/").put("batch", size), size);

            JsonNode report = read(merged.get("report").asText());
            assertThat(report.path("pairs")).hasSize(2 * PAIRS);
            assertThat(Reports.lasting(report))
                    .isEqualTo(Reports.lasting(read(whole.get("report").asText())));
            assertThat(merged.path("variants").path(0).path("failed").asInt()).isOne();
            assertThat(merged.path("variants").path(0).path("summary"))
                    .isEqualTo(whole.path("variants").path(0).path("summary"));
        }
    }

    @Test
    void predictions_and_the_model_are_compared_and_what_is_wrong_or_alone_is_told() {
        JsonNode answer = call(onData("told/"));

        JsonNode report = read(answer.get("report").asText());
        assertThat(report.path("variants").findValuesAsText("kind"))
                .containsExactly("predictions", "model");
        assertThat(report.at("/data/pairs").asInt()).isEqualTo(PAIRS);
        assertThat(report.at("/data/unmatched/images/0").asText()).isEqualTo("im/alone.png");
        assertThat(report.path("pairs").findValuesAsText("code"))
                .containsExactly("unsupported_format", "unsupported_format");
        assertThat(
                        fixture.server
                                .read(fixture.target, "evaluations/told/report.csv")
                                .asUtf8String())
                .startsWith("name,variant,")
                .contains("00 + é,predictions,");
        assertThat(
                        fixture.server
                                .read(fixture.target, "evaluations/told/report.html")
                                .asUtf8String())
                .startsWith("<!doctype html>")
                .contains("09 + é");
    }

    @Test
    void the_plan_says_what_is_to_be_done_and_is_put_where_reports_go() {
        ObjectNode call = json().put("action", "plan").put("data", data).put("batch", 4);
        call.put("tolerated_failure_percentage", 5).put("tolerance", 0.5);

        JsonNode plan = call(call);

        assertThat(plan.path("calls").asInt()).isEqualTo(3);
        assertThat(plan.path("tolerated_failure_percentage").asDouble()).isEqualTo(5);
        assertThat(plan.at("/merge/report").asText()).isEqualTo(reports + "ä set/");
        assertThat(plan.at("/merge/tolerance").asDouble()).isEqualTo(0.5);
        assertThat(batches(plan).getFirst().path("pairs")).hasSize(4);
        assertThat(batches(plan).getLast().path("pairs")).hasSize(2);
    }

    @Test
    void a_batch_that_is_scored_again_reads_no_picture_again() {
        JsonNode plan = call(onData("again/").put("action", "plan").put("batch", 3));
        JsonNode batch = batches(plan).getFirst();
        JsonNode first = call(batch);
        int before = fixture.server.proxy().seen().size();

        JsonNode second = call(batch);

        assertThat(second).isEqualTo(first);
        assertThat(fixture.server.proxy().seen().stream().skip(before))
                .noneMatch(request -> request.path().startsWith(fixture.source));
    }

    @Test
    void what_was_scored_before_the_time_ran_out_is_kept() {
        JsonNode plan = call(onData("late/").put("action", "plan").put("batch", PAIRS));
        JsonNode batch = batches(plan).getFirst();
        // The first pictures pass, and then one does not come.
        fixture.server
                .proxy()
                .spoil(request -> isPicture(request, "02") ? Fault.SILENT : Fault.NONE);

        assertThatThrownBy(() -> function(Duration.ofSeconds(4)).evaluate(batch))
                .hasMessageStartingWith("deadline_exceeded: ");
        heal();
        int before = fixture.server.proxy().seen().size();
        call(batch);

        List<Request> later = fixture.server.proxy().seen().stream().skip(before).toList();
        assertThat(later).noneMatch(request -> isPicture(request, "00"));
        assertThat(later).anyMatch(request -> isPicture(request, "02"));
        JsonNode merged = call(plan.get("merge"));
        assertThat(Reports.lasting(read(merged.get("report").asText())))
                .isEqualTo(
                        Reports.lasting(read(call(onData("late-whole/")).get("report").asText())));
    }

    private static boolean isPicture(Request request, String number) {
        return request.readsObject() && request.path().contains("/gt/" + number);
    }

    @Test
    void a_batch_that_is_missing_stands_in_the_report_as_failed() {
        JsonNode plan = call(onData("gap/").put("action", "plan").put("batch", 5));
        call(batches(plan).getFirst());

        JsonNode merged = call(plan.get("merge"));

        JsonNode report = read(merged.get("report").asText());
        assertThat(report.at("/data/scored").asInt()).isEqualTo(4);
        assertThat(report.at("/data/failed").asInt()).isEqualTo(6);
        assertThat(report.path("pairs").findValuesAsText("code"))
                .filteredOn("not_scored"::equals)
                .hasSize(10);
    }

    @Test
    void a_picture_that_has_changed_since_the_plan_is_not_scored() {
        String folder = dataSet("datasets/changing/");
        ObjectNode call = json().put("data", folder).put("report", reports + "changing/");
        JsonNode plan = call(call.put("action", "plan"));
        fixture.server.upload(
                fixture.source,
                "datasets/changing/gt/01 + é.png",
                GreyPictures.random(9, 6, new Random(1)));
        batches(plan).forEach(EvaluateFunctionTest::call);

        JsonNode report = read(call(plan.get("merge")).get("report").asText());

        assertThat(report.path("pairs").path(1).at("/error/message").asText())
                .contains("another one than when it was listed");
    }

    @Test
    void pairs_in_the_call_are_answered_in_the_answer() {
        Random random = new Random(3);
        ObjectNode call = json();
        call.putArray("models").add("u2net_custom");
        ObjectNode pair = call.putArray("pairs").addObject().put("name", "one");
        pair.put("image", GreyPictures.random(20, 10, random));
        pair.put("truth", GreyPictures.random(20, 10, random));
        pair.put("prediction", GreyPictures.random(20, 10, random));
        pair.putArray("tags").add("hair");

        JsonNode report = call(call);

        assertThat(report.path("schema").asText()).isEqualTo("alphalift-evaluation");
        assertThat(report.path("pairs").findValuesAsText("variant"))
                .containsExactly("predictions", "u2net_custom");
        assertThat(report.at("/pairs/0/tags/0").asText()).isEqualTo("hair");
        assertThat(report.at("/variants/0/scored").asInt()).isOne();
    }

    @Test
    void one_pair_may_stand_beside_the_options() {
        ObjectNode call = json().put("name", "one");
        call.put("truth", data + "gt/01 + é.png").put("prediction", data + "pred/01 + é.png");

        JsonNode report = call(call);

        assertThat(report.at("/pairs/0/name").asText()).isEqualTo("one");
        assertThat(report.at("/pairs/0/scores/iou").isNumber()).isTrue();
    }

    @Test
    void a_list_names_files_beside_it() {
        String list = "name,truth,prediction,tags\na,gt/01 + é.png,pred/01 + é.png,small\n";
        fixture.server.upload(
                fixture.source, "datasets/ä set/list.csv", list.getBytes(StandardCharsets.UTF_8));

        JsonNode report = call(json().put("data", data + "list.csv"));

        assertThat(report.at("/pairs/0/name").asText()).isEqualTo("a");
        assertThat(report.at("/data/tags/small").asInt()).isOne();
    }

    @Test
    void a_baseline_decides_whether_it_passed() {
        JsonNode first = call(onData("first/"));

        JsonNode again = call(onData("second/").put("baseline", first.get("report").asText()));

        assertThat(again.path("passed").asBoolean(false)).isTrue();
        assertThat(again.path("baseline").path("file").asText())
                .isEqualTo(first.get("report").asText());
    }

    private static void assertRefused(ObjectNode call, String... words) {
        assertThatThrownBy(() -> call(call)).message().contains(words);
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_read() {
        int before = fixture.server.proxy().seen().size();

        assertRefused(json(), "invalid_option: ", "data", "there is nothing to evaluate");
        assertRefused(json().put("datum", 1), "datum", "Maybe one of these: action, ");
        assertRefused(json().put("action", "guess"), "it must be whole, plan, score or merge");
        assertRefused(json().put("data", "/tmp"), "it must look like s3://bucket/key");
        assertRefused(json().put("action", "plan").put("tolerated_failure_percentage", 101), "100");
        assertRefused(json().put("action", "merge"), "report", "s3://bucket/key");
        ObjectNode pairs = json();
        pairs.putArray("pairs").addObject().put("truth", "%%%");
        assertRefused(pairs, "must be base64 or s3://bucket/key");
        assertThatThrownBy(() -> call(null)).message().contains("must be a JSON object");
        assertThat(fixture.server.proxy().seen()).hasSize(before);
    }

    @Test
    void what_is_not_there_is_refused() {
        assertRefused(
                json().put("data", address(fixture.source, "nothing/")), "there is no pair in it");
        assertRefused(json().put("data", address("no-such-bucket", "a/")), "source_missing: ");
        ObjectNode model = json().put("data", data);
        model.putArray("models").add("no-such-model");
        assertRefused(model, "no-such-model", "there is no model of that name");
        ObjectNode variant = json().put("data", data);
        variant.putObject("variants").putObject("smooth").put("pmm", true);
        assertRefused(variant, "pmm", "Maybe one of these: a, ab");
    }
}

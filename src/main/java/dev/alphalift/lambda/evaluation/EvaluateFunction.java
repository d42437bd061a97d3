package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.EvaluationBaseline;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.Tolerances;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.page.PageWriter;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionCall;
import dev.alphalift.lambda.FunctionFault;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.Payload;
import dev.alphalift.lambda.WarmUp;
import dev.alphalift.lambda.web.PictureCalls;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import io.quarkus.funqy.Funq;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The function `evaluate`: scores pairs that come with the call or lie in a store, all in one call
/// or, cut by a plan, in many.
public final class EvaluateFunction {
    /// What it is exported as.
    public static final String NAME = "evaluate";

    private static final String ADVICE =
            "name a place for the report (s3://bucket/evaluations/x/), or send fewer pairs.";

    /// What it may take to put results away.
    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(60);

    private static final int USUAL_WORST = 12;
    private static final int MOST_WORST = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final FunctionSettings function;
    private final EvaluationSettings settings;
    private final ObjectStore store;
    private final CallLog log;
    private final ComparedVariants compared;
    private final EvaluationWork work;

    public EvaluateFunction(
            BackgroundRemover remover,
            FunctionSettings function,
            EvaluationSettings settings,
            ObjectStore store,
            CallLog log) {
        this.function = function;
        this.settings = settings;
        this.store = store;
        this.log = log;
        this.compared = new ComparedVariants(remover, function.defaults());
        this.work = new EvaluationWork(settings, store);
    }

    /// Scores pairs, plans a data set, or merges what came of its batches.
    ///
    /// @param call see [EvaluationCall]
    /// @return the report, or where it is and its means; of a plan what Step Functions does next
    /// @throws FunctionFault if the call or the data set is at fault, there is no time, or the
    ///   report is too long to be sent back
    @Funq(NAME)
    public JsonNode evaluate(@Nullable JsonNode call) {
        Duration reserve = PictureCalls.reserve(function.timeout());
        Deadline deadline =
                Deadline.after(
                        function.timeout()
                                .minus(
                                        reserve.compareTo(LONGEST_RESERVE) < 0
                                                ? reserve
                                                : LONGEST_RESERVE));
        try {
            return FunctionCall.answer(
                    log,
                    NAME,
                    call,
                    WarmUp::answer,
                    entry -> evaluate(EvaluationCall.of(call), deadline, entry));
        } catch (FunctionFault fault) {
            throw fault;
        } catch (RuntimeException _) {
            throw FunctionFault.unexpected(CallLog.requestId());
        }
    }

    private JsonNode evaluate(EvaluationCall call, Deadline deadline, CallLog.Entry entry) {
        entry.with("action", call.actionName());
        return switch (call.action()) {
            case WHOLE -> whole(call, deadline, entry);
            case PLAN -> plan(call, entry);
            case SCORE -> score(call, deadline, entry);
            case MERGE -> merge(call, deadline, entry);
        };
    }

    private JsonNode whole(EvaluationCall call, Deadline deadline, CallLog.Entry entry) {
        int worst = worst(call);
        ObjectAddress place = call.address(EvaluationCall.REPORT);
        ReportFolder folder = place == null ? null : ReportFolder.at(place);
        try (Judged judged = judged(call)) {
            EvaluationWork.Task task = task(call, data(call));
            JsonNode[] answer = new JsonNode[1];
            work.run(
                    task,
                    folder == null ? null : folder.progress(),
                    false,
                    deadline,
                    (report, evaluation) -> {
                        judged.compare(report);
                        tell(report, entry);
                        answer[0] =
                                folder == null
                                        ? inline(report)
                                        : stored(report, evaluation, worst, folder, deadline);
                    });
            return answer[0];
        }
    }

    private static int worst(EvaluationCall call) {
        return call.count("worst", USUAL_WORST, MOST_WORST);
    }

    private JsonNode stored(
            Report report,
            Evaluation evaluation,
            int worst,
            ReportFolder folder,
            Deadline deadline) {
        try (Workers workers = new Workers(settings.threads())) {
            PageWriter page = new PageWriter(evaluation, workers);
            return StoredReport.write(
                    report, out -> page.write(report, worst, deadline, out), folder, store);
        }
    }

    private static JsonNode inline(Report report) {
        byte[] json = StoredReport.json(report);
        Payload.requireRoom(json.length, Payload.MOST_JSON_BYTES, ADVICE);
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode plan(EvaluationCall call, CallLog.Entry entry) {
        if (call.has(EvaluationCall.PAIRS) || call.isOnePair()) {
            throw new InvalidOption(
                    EvaluationCall.PAIRS, "", "a plan is for data that lies in a store.");
        }
        double tolerated = call.tolerated();
        judged(call).close(); // what is wrong with it is told now
        worst(call);
        DataSet data = data(call);
        task(call, data);
        ReportFolder folder = folder(call, data);
        int batches = new EvaluationPlan(store, folder).write(call, data);
        entry.with("pairs", data.pairs().size()).with("batches", batches);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("batches")
                .put("bucket", folder.batches().bucket())
                .put("key", folder.batches().key());
        answer.put("pairs", data.pairs().size()).put("calls", batches);
        answer.put(EvaluationCall.TOLERATED, tolerated);
        ObjectNode merge = answer.putObject("merge").put(EvaluationCall.ACTION, "merge");
        merge.put(EvaluationCall.REPORT, folder.toString());
        for (String member : new String[] {"baseline", "tolerance", "worst"}) {
            if (call.has(member)) {
                merge.set(member, call.get(member));
            }
        }
        return answer;
    }

    /// Where a plan's report goes: where the call says, or below the place for reports, in a folder
    /// that is called as the data set's.
    private ReportFolder folder(EvaluationCall call, DataSet data) {
        ObjectAddress place = call.address(EvaluationCall.REPORT);
        if (place != null) {
            return ReportFolder.at(place);
        }
        if (settings.reports() == null) {
            throw new InvalidOption(
                    EvaluationCall.REPORT,
                    "",
                    "it must say where the report goes: s3://bucket/x/.");
        }
        String name = data.name().replaceAll("/+$", "");
        return ReportFolder.at(
                settings.reports().resolve(name.substring(name.lastIndexOf('/') + 1)));
    }

    private JsonNode score(EvaluationCall call, Deadline deadline, CallLog.Entry entry) {
        ObjectAddress part =
                ReportFolder.at(call.requireAddress(EvaluationCall.REPORT)).part(call.batch());
        work.run(task(call, data(call)), part, true, deadline, (report, _) -> tell(report, entry));
        return JsonNodeFactory.instance.objectNode().put("part", part.toString());
    }

    private JsonNode merge(EvaluationCall call, Deadline deadline, CallLog.Entry entry) {
        int worst = worst(call);
        ReportFolder folder = ReportFolder.at(call.requireAddress(EvaluationCall.REPORT));
        try (Judged judged = judged(call)) {
            return merge(judged, worst, folder, deadline, entry);
        }
    }

    private JsonNode merge(
            Judged judged, int worst, ReportFolder folder, Deadline deadline, CallLog.Entry entry) {
        EvaluationPlan.Written plan = new EvaluationPlan(store, folder).read();
        DataSet listed = data(plan.call());
        DataSet data = new DataSet(listed.name(), listed.pairs(), plan.unmatched(), plan.notes());
        JsonNode[] answer = new JsonNode[1];
        work.merge(
                task(plan.call(), data),
                folder,
                plan.batches(),
                (report, evaluation) -> {
                    judged.compare(report);
                    tell(report, entry);
                    answer[0] = stored(report, evaluation, worst, folder, deadline);
                });
        return answer[0];
    }

    private DataSet data(EvaluationCall call) {
        return new StoredPairs(store, function.mostBytes()).dataSet(call);
    }

    private EvaluationWork.Task task(EvaluationCall call, DataSet data) {
        return new EvaluationWork.Task(data, compared.of(call, data), call.resizes());
    }

    private static void tell(Report report, CallLog.Entry entry) {
        entry.with("pairs", report.data().pairs().size()).with("failed", report.failed());
    }

    /// What a report is held against.
    private record Judged(@Nullable EvaluationBaseline baseline, Tolerances tolerances)
            implements AutoCloseable {
        void compare(Report report) {
            if (baseline != null) {
                baseline.compare(report, tolerances);
            }
        }

        @Override
        public void close() {
            if (baseline != null) {
                baseline.close();
            }
        }
    }

    private Judged judged(EvaluationCall call) {
        Tolerances tolerances = Tolerances.of(call.tolerances());
        ObjectAddress place = call.address("baseline");
        if (place == null) {
            return new Judged(null, tolerances);
        }
        byte[] bytes = StoredPairs.read(store, place, EvaluationWork.MOST_PART_BYTES);
        try {
            return new Judged(
                    EvaluationBaseline.read(new ByteArrayInputStream(bytes), place.toString()),
                    tolerances);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

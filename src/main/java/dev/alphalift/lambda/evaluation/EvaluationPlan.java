package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A data set cut into calls, as it lies in a store beside the report: `plan.json` with what is
/// needed to merge, and `batches.json`, the calls, which hold the pairs.
final class EvaluationPlan {
    static final int USUAL_BATCH = 20;
    static final int MOST_BATCH = 1000;

    /// Step Functions hands 256 KB on, of which some is its own.
    private static final int MOST_CALL_BYTES = 200 << 10;

    private static final long MOST_PLAN_BYTES = 1L << 29;
    private static final String CALL = "call";
    private static final String UNMATCHED = "unmatched";
    private static final String NOTES = "notes";
    private static final String JSON_TYPE = "application/json";
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectStore store;
    private final ReportFolder folder;

    EvaluationPlan(ObjectStore store, ReportFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /// What a plan holds.
    ///
    /// @param call what was asked for, with all pairs
    /// @param unmatched files without partner, by role
    /// @param notes what was left aside besides
    /// @param batches how many calls there are
    record Written(
            EvaluationCall call,
            Map<String, List<String>> unmatched,
            List<String> notes,
            int batches) {}

    /// Writes the calls.
    ///
    /// @return how many there are
    int write(EvaluationCall call, DataSet data) {
        ObjectNode common = call.repeated();
        common.put(EvaluationCall.NAME, data.name());
        common.put(EvaluationCall.REPORT, folder.toString());
        ArrayNode compared = common.putArray(EvaluationCall.COMPARED);
        ComparedVariants.predictions(call, data).forEach(compared::add);
        ArrayNode batches = JsonNodeFactory.instance.arrayNode();
        int size = call.count(EvaluationCall.BATCH, USUAL_BATCH, MOST_BATCH);
        List<PairSource> pairs = data.pairs();
        for (int first = 0; first < pairs.size(); first += size) {
            batches.add(
                    batch(
                            common,
                            batches.size(),
                            pairs.subList(first, Math.min(first + size, pairs.size()))));
        }
        ObjectNode plan = JsonNodeFactory.instance.objectNode();
        plan.set(CALL, common);
        ObjectNode unmatched = plan.putObject(UNMATCHED);
        data.unmatched()
                .forEach((role, files) -> files.forEach(unmatched.withArrayProperty(role)::add));
        ArrayNode notes = plan.putArray(NOTES);
        data.notes().forEach(notes::add);
        put(plan, folder.plan());
        put(batches, folder.batches());
        return batches.size();
    }

    private static ObjectNode batch(ObjectNode common, int number, List<PairSource> pairs) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put(EvaluationCall.ACTION, "score");
        call.put(EvaluationCall.BATCH, number);
        call.setAll(common);
        ArrayNode files = call.putArray(EvaluationCall.PAIRS);
        pairs.forEach(pair -> files.add(PairFiles.json(pair)));
        int length = bytes(call).length;
        if (length > MOST_CALL_BYTES) {
            throw new InvalidOption(
                    EvaluationCall.BATCH,
                    String.valueOf(pairs.size()),
                    String.format(
                            Locale.ROOT,
                            "the names of that many files take %,d bytes; %,d can be handed on.\nMaybe take fewer.",
                            length,
                            MOST_CALL_BYTES));
        }
        return call;
    }

    private void put(JsonNode json, ObjectAddress place) {
        store.put(place, bytes(json), JSON_TYPE, Map.of());
    }

    /// Reads what was written.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it is not there
    Written read() {
        JsonNode plan = json(StoredPairs.read(store, folder.plan(), MOST_PLAN_BYTES));
        JsonNode batches = json(StoredPairs.read(store, folder.batches(), MOST_PLAN_BYTES));
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        plan.path(CALL).properties().forEach(each -> call.set(each.getKey(), each.getValue()));
        ArrayNode pairs = call.putArray(EvaluationCall.PAIRS);
        batches.forEach(batch -> batch.path(EvaluationCall.PAIRS).forEach(pairs::add));
        Map<String, List<String>> unmatched = new TreeMap<>();
        plan.path(UNMATCHED)
                .properties()
                .forEach(role -> {
                    List<String> files = new ArrayList<>();
                    role.getValue().forEach(file -> files.add(file.asText()));
                    unmatched.put(role.getKey(), files);
                });
        List<String> notes = new ArrayList<>();
        plan.path(NOTES).forEach(note -> notes.add(note.asText()));
        return new Written(EvaluationCall.of(call), unmatched, notes, batches.size());
    }

    private JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new SourceUnavailable(folder.toString(), "the plan is no JSON.", e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON.", e);
        }
    }
}

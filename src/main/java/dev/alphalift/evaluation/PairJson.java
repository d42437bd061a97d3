package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.eval.Flag;
import dev.alphalift.eval.Score;
import dev.alphalift.eval.Scores;
import dev.alphalift.eval.Undefined;
import dev.alphalift.eval.truthless.TruthlessScore;
import dev.alphalift.eval.truthless.TruthlessScores;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A result as JSON: as it stands in reports, and with what is needed to go on with it or to merge
/// it. Numbers keep all their digits.
public final class PairJson {
    private static final String FLAGS = "flags";

    private PairJson() {}

    /// As it stands in a report.
    static ObjectNode reported(PairResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", result.name());
        json.put("variant", result.variant());
        ArrayNode tags = json.putArray("tags");
        result.tags().forEach(tags::add);
        if (result.size() != null) {
            json.put("width", result.size().width());
            json.put("height", result.size().height());
        }
        if (result.scores() != null) {
            write(result.scores(), json);
        }
        if (result.withoutTruth() != null) {
            write(result.withoutTruth(), json);
        }
        if (result.failure() != null) {
            json.putObject("error")
                    .put("code", result.failure().code())
                    .put("message", result.failure().message());
        }
        write(new TreeMap<>(result.milliseconds()), json.putObject("milliseconds"));
        return json;
    }

    /// With what is needed to go on with it.
    public static ObjectNode whole(PairResult result) {
        ObjectNode json = reported(result);
        json.put("stamp", result.stamp());
        if (result.scores() != null) {
            ObjectNode counts = json.putObject("counts");
            write(result.scores().counts().foreground(), counts.putArray("foreground"));
            write(result.scores().counts().background(), counts.putArray("background"));
        }
        return json;
    }

    private static void write(Scores scores, ObjectNode json) {
        ObjectNode values = json.putObject("scores");
        ObjectNode undefined = JsonNodeFactory.instance.objectNode();
        for (Score score : Score.all()) {
            if (scores.covers(score)) {
                Double value = scores.get(score);
                Undefined reason = scores.undefined(score);
                put(values, score.key(), value);
                if (reason != null) {
                    undefined.put(score.key(), reason.code());
                }
            }
        }
        json.set("undefined", undefined);
        write(scores.flags(), json);
    }

    private static void write(Set<Flag> flags, ObjectNode json) {
        ArrayNode array = json.putArray(FLAGS);
        flags.forEach(flag -> array.add(flag.code()));
    }

    private static void write(TruthlessScores scores, ObjectNode json) {
        ObjectNode values = json.putObject("without_truth");
        ObjectNode undefined = json.putObject("undefined");
        for (TruthlessScore score : TruthlessScore.all()) {
            if (scores.covers(score)) {
                put(values, score.member(), scores.get(score));
                Undefined reason = scores.undefined(score);
                if (reason != null) {
                    undefined.put(score.key(), reason.code());
                }
            }
        }
        write(scores.flags(), json);
    }

    /// Puts a value where a key says; a dot parts a group from its member.
    static void put(ObjectNode json, String key, @Nullable Double value) {
        place(json, key).put(key.substring(key.indexOf('.') + 1), value);
    }

    static ObjectNode place(ObjectNode json, String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? json : json.withObjectProperty(key.substring(0, dot));
    }

    private static void write(Map<String, Double> values, ObjectNode json) {
        values.forEach((key, value) -> put(json, key, value));
    }

    private static void write(int[] counts, ArrayNode json) {
        for (int count : counts) {
            json.add(count);
        }
    }

    /// The numbers below an object, by their keys with dots; nulls are left out.
    static Map<String, Double> flattened(JsonNode json) {
        Map<String, Double> values = new TreeMap<>();
        json.properties()
                .forEach(member -> {
                    if (member.getValue().isNumber()) {
                        values.put(member.getKey(), member.getValue().doubleValue());
                    } else if (member.getValue().isObject()) {
                        flattened(member.getValue())
                                .forEach((key, value) ->
                                        values.put(member.getKey() + "." + key, value));
                    }
                });
        return values;
    }
}

package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.EvaluatePair;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pairs as they stand in calls of the function. A file is base64, an address `s3://bucket/key`, or
/// `{"at": address, "etag"}` for one state of it.
///
/// @param mostBytes more of a file in the store is not read
record PairFiles(ObjectStore store, long mostBytes) {
    private static final String AT = "at";
    private static final String ETAG = "etag";

    /// The pairs of an array.
    ///
    /// @throws InvalidOption if it is none, or one of them makes no sense
    List<PairSource> read(JsonNode array) {
        return EvaluatePair.ofParts(this::open).all(EvaluationCall.PAIRS, array);
    }

    private Content open(String option, String place, JsonNode value) {
        if (value.isObject()) {
            return stored(option, value);
        }
        if (value.isTextual() && ObjectAddress.looksLikeOne(value.textValue())) {
            return stored(option, value.textValue(), null);
        }
        try {
            return EvaluatePair.base64(option, place, value);
        } catch (InvalidOption noBase64) {
            throw new InvalidOption(
                    option, "", "it must be base64 or s3://bucket/key, and not empty.");
        }
    }

    private Content stored(String option, JsonNode file) {
        JsonNode etag = file.path(ETAG);
        boolean isKnown =
                file.properties().stream()
                        .allMatch(member ->
                                member.getKey().equals(AT) || member.getKey().equals(ETAG));
        if (!isKnown
                || !file.path(AT).isTextual()
                || !(etag.isTextual() || etag.isMissingNode() || etag.isNull())) {
            throw new InvalidOption(
                    option,
                    file.toString(),
                    "it must look like {\"at\": \"s3://bucket/key\", \"etag\": ...}.");
        }
        return stored(option, file.path(AT).textValue(), etag.textValue());
    }

    private Content stored(String option, String address, @Nullable String etag) {
        return new StoredContent(store, ObjectAddress.of(option, address), etag, mostBytes);
    }

    /// A pair whose files lie in the store.
    static ObjectNode json(PairSource pair) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(EvaluatePair.NAME, pair.name());
        if (!pair.tags().isEmpty()) {
            ArrayNode tags = json.putArray(EvaluatePair.TAGS);
            pair.tags().forEach(tags::add);
        }
        put(json, EvaluatePair.TRUTH, pair.truth());
        put(json, EvaluatePair.TRIMAP, pair.trimap());
        put(json, pair.isForeground() ? EvaluatePair.FOREGROUND : EvaluatePair.IMAGE, pair.image());
        if (!pair.predictions().isEmpty()) {
            ObjectNode predictions = json.putObject(EvaluatePair.PREDICTIONS);
            new TreeMap<>(pair.predictions())
                    .forEach((variant, content) -> put(predictions, variant, content));
        }
        return json;
    }

    private static void put(ObjectNode json, String member, @Nullable Content content) {
        if (content != null) {
            json.putObject(member).put(AT, content.place()).put(ETAG, content.stamp());
        }
    }
}

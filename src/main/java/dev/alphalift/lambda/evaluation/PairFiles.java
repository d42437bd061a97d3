package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.form.Base64Text;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pairs as they stand in calls: `{"name", "image", "truth", "trimap", "prediction", "tags"}`. A
/// file is base64, an address `s3://bucket/key`, or `{"at": address, "etag"}` for one state of it;
/// `foreground` stands for an image that has to be put over something, and `predictions` holds
/// those of several variants by name.
///
/// @param mostBytes more of a file in the store is not read
record PairFiles(ObjectStore store, long mostBytes) {
    private static final String PAIRS = "pairs";
    private static final String NAME = "name";
    private static final String IMAGE = "image";
    private static final String FOREGROUND = "foreground";
    private static final String TRUTH = "truth";
    private static final String TRIMAP = "trimap";
    private static final String PREDICTION = "prediction";
    private static final String PREDICTIONS = "predictions";
    private static final String TAGS = "tags";
    private static final String AT = "at";
    private static final String ETAG = "etag";
    private static final Set<String> MEMBERS =
            Set.of(NAME, IMAGE, FOREGROUND, TRUTH, TRIMAP, PREDICTION, PREDICTIONS, TAGS);

    /// The pairs of an array.
    ///
    /// @throws InvalidOption if it is none, or one of them makes no sense
    List<PairSource> read(JsonNode array) {
        if (!(array instanceof ArrayNode)) {
            throw new InvalidOption(PAIRS, "", "it must be an array of objects.");
        }
        List<PairSource> pairs = new ArrayList<>();
        for (JsonNode pair : array) {
            pairs.add(pair(pair, String.format(Locale.ROOT, "pair-%04d", pairs.size() + 1)));
        }
        return pairs;
    }

    private PairSource pair(JsonNode pair, String called) {
        if (!pair.isObject()) {
            throw new InvalidOption(PAIRS, pair.toString(), "a pair must be an object.");
        }
        for (var member : pair.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new InvalidOption(
                        PAIRS,
                        member.getKey(),
                        "a pair has no such member.\nMaybe one of these: %s."
                                .formatted(String.join(", ", MEMBERS.stream().sorted().toList())));
            }
        }
        String name = name(pair.path(NAME), called);
        Map<String, Content> predictions = new HashMap<>();
        Content prediction = content(pair.get(PREDICTION), PREDICTION, name);
        if (prediction != null) {
            predictions.put(Role.PREDICTIONS.key(), prediction);
        }
        JsonNode several = pair.path(PREDICTIONS);
        if (pair.hasNonNull(PREDICTIONS) && !several.isObject()) {
            throw refused("the predictions of %s must be an object of files by name.", name);
        }
        for (var member : several.properties()) {
            Content content = content(member.getValue(), PREDICTION, name);
            if (content != null) {
                predictions.put(member.getKey(), content);
            }
        }
        Content image = content(pair.get(IMAGE), IMAGE, name);
        Content foreground = content(pair.get(FOREGROUND), FOREGROUND, name);
        Content truth = content(pair.get(TRUTH), TRUTH, name);
        Content trimap = content(pair.get(TRIMAP), TRIMAP, name);
        boolean isForeground = image == null && foreground != null;
        Content shown = isForeground ? foreground : image;
        if (predictions.isEmpty() && shown == null) {
            throw refused("%s needs a prediction, or an image for a model.", name);
        }
        if (truth == null && (shown == null || trimap != null || isForeground)) {
            throw refused("%s needs a truth.", name);
        }
        return new PairSource(
                name, tags(pair, name), predictions, truth, trimap, shown, isForeground);
    }

    private static String name(JsonNode name, String called) {
        if (name.isMissingNode() || name.isNull()) {
            return called;
        }
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw refused("the name of %s must be a text.", called);
        }
        return name.textValue();
    }

    private static List<String> tags(JsonNode pair, String name) {
        List<String> tags = new ArrayList<>();
        if (pair.hasNonNull(TAGS) && !pair.path(TAGS).isArray()) {
            throw refused("the tags of %s must be an array of texts.", name);
        }
        for (JsonNode tag : pair.path(TAGS)) {
            if (!tag.isTextual() || tag.textValue().isBlank()) {
                throw refused("the tags of %s must be texts.", name);
            }
            tags.add(tag.textValue());
        }
        return tags;
    }

    private static InvalidOption refused(String what, String pair) {
        return new InvalidOption(PAIRS, "", what.formatted(pair));
    }

    private @Nullable Content content(@Nullable JsonNode file, String role, String pair) {
        if (file == null || file.isNull()) {
            return null;
        }
        if (file.isObject()) {
            return stored(file, role, pair);
        }
        if (!file.isTextual() && !file.isBinary()) {
            throw refused("the " + role + " of %s must be a text.", pair);
        }
        String text = file.asText();
        if (ObjectAddress.looksLikeOne(text)) {
            return stored(text, null);
        }
        if (text.isBlank()) {
            throw refused("the " + role + " of %s is empty.", pair);
        }
        try {
            return new BytesContent(
                    "%s of %s".formatted(role, pair), Base64Text.decode(role, text));
        } catch (InvalidOption e) {
            throw new InvalidOption(
                    PAIRS,
                    "",
                    "the %s of %s must be base64 or s3://bucket/key.".formatted(role, pair));
        }
    }

    private Content stored(JsonNode file, String role, String pair) {
        JsonNode etag = file.path(ETAG);
        boolean isKnown =
                file.properties().stream()
                        .allMatch(member ->
                                member.getKey().equals(AT) || member.getKey().equals(ETAG));
        if (!isKnown
                || !file.path(AT).isTextual()
                || !(etag.isTextual() || etag.isMissingNode() || etag.isNull())) {
            throw refused(
                    "the "
                            + role
                            + " of %s must look like {\"at\": \"s3://bucket/key\", \"etag\": ...}.",
                    pair);
        }
        return stored(file.path(AT).textValue(), etag.textValue());
    }

    private Content stored(String address, @Nullable String etag) {
        return new StoredContent(store, ObjectAddress.of(PAIRS, address), etag, mostBytes);
    }

    /// A pair whose files lie in the store.
    static ObjectNode json(PairSource pair) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(NAME, pair.name());
        if (!pair.tags().isEmpty()) {
            ArrayNode tags = json.putArray(TAGS);
            pair.tags().forEach(tags::add);
        }
        put(json, TRUTH, pair.truth());
        put(json, TRIMAP, pair.trimap());
        put(json, pair.isForeground() ? FOREGROUND : IMAGE, pair.image());
        if (!pair.predictions().isEmpty()) {
            ObjectNode predictions = json.putObject(PREDICTIONS);
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

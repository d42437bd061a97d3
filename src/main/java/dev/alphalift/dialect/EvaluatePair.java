package dev.alphalift.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.alphalift.dialect.form.Base64Text;
import dev.alphalift.dialect.form.Members;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.Content;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A pair of a call: `{"name", "image", "prediction", "truth", "trimap", "tags"}`.
final class EvaluatePair {
    static final String NAME = "name";
    static final List<String> FILES = List.of("image", "prediction", "truth", "trimap");
    static final List<String> MEMBERS =
            List.of("image", NAME, "prediction", "tags", "trimap", "truth");

    private static final String IMAGE = "image";
    private static final String PREDICTION = "prediction";
    private static final String TRUTH = "truth";
    private static final String TRIMAP = "trimap";
    private static final String TAGS = "tags";

    private EvaluatePair() {}

    /// @param place of the pair in the call, for messages; empty where it is the call itself
    /// @param called its name where it says none
    /// @throws InvalidOption that names the member which is at fault
    static PairSource read(String place, JsonNode entry, String called) {
        if (!(entry instanceof ObjectNode pair)) {
            throw new InvalidOption(place, entry.toString(), "a pair must be an object.");
        }
        String before = place.isEmpty() ? "" : place + ".";
        Members.requireKnown(pair, before, MEMBERS, "a pair has no such member.");
        Map<String, Content> files = new TreeMap<>();
        for (String file : FILES) {
            JsonNode value = pair.path(file);
            if (!value.isMissingNode() && !value.isNull()) {
                files.put(file, base64(before + file, file, value));
            }
        }
        requireEnough(before, files);
        Content prediction = files.get(PREDICTION);
        return new PairSource(
                name(before, pair.path(NAME), called),
                tags(before, pair.path(TAGS)),
                prediction == null ? Map.of() : Map.of(Role.PREDICTIONS.key(), prediction),
                files.get(TRUTH),
                files.get(TRIMAP),
                files.get(IMAGE),
                false);
    }

    private static void requireEnough(String before, Map<String, Content> files) {
        if (!files.containsKey(PREDICTION) && !files.containsKey(IMAGE)) {
            throw new InvalidOption(
                    before + PREDICTION, "", "a pair needs a prediction, or an image for a model.");
        }
        boolean hasTruth = files.containsKey(TRUTH);
        if (!hasTruth && !files.containsKey(IMAGE)) {
            throw new InvalidOption(
                    before + TRUTH, "", "a prediction alone cannot be scored: a truth is missing.");
        }
        if (!hasTruth && files.containsKey(TRIMAP)) {
            throw new InvalidOption(
                    before + TRUTH, "", "a trimap says where to score: a truth is missing.");
        }
    }

    private static String name(String before, JsonNode name, String called) {
        if (name.isMissingNode() || name.isNull()) {
            return called;
        }
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw new InvalidOption(before + NAME, name.toString(), "it must be a text.");
        }
        return name.textValue();
    }

    private static List<String> tags(String before, JsonNode given) {
        List<String> tags = new ArrayList<>();
        boolean isThere = !given.isMissingNode() && !given.isNull();
        if (isThere && !given.isArray()) {
            throw new InvalidOption(
                    before + TAGS, given.toString(), "it must be an array of texts.");
        }
        for (JsonNode tag : given) {
            if (!tag.isTextual() || tag.textValue().isBlank()) {
                throw new InvalidOption(before + TAGS, tag.toString(), "a tag must be a text.");
            }
            tags.add(tag.textValue());
        }
        return tags;
    }

    private static Content base64(String option, String file, JsonNode value) {
        byte[] bytes =
                switch (value) {
                    case BinaryNode part -> part.binaryValue(); // of a form
                    case TextNode text -> Base64Text.decode(option, text.textValue());
                    default -> throw new InvalidOption(option, "", "it must be a text of base64.");
                };
        if (bytes.length == 0) {
            throw new InvalidOption(option, "", "it is empty.");
        }
        return new BytesContent(file, bytes);
    }
}

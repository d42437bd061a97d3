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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads pairs of a call: `{"name", "image", "prediction", "truth", "trimap", "tags"}`, and where a
/// data set can be told in parts, too, `predictions` of several variants by name and a `foreground`
/// in an image's place, which has to be put over something.
public final class EvaluatePair {
    /// How a file stands in a call.
    @FunctionalInterface
    public interface Opener {
        /// The file that a member stands for.
        ///
        /// @param option the member that holds it, for messages
        /// @param place what the file is called in messages
        /// @throws InvalidOption that names the member, if it is no file
        Content open(String option, String place, JsonNode value);
    }

    public static final String NAME = "name";
    public static final String IMAGE = "image";
    public static final String FOREGROUND = "foreground";
    public static final String TRUTH = "truth";
    public static final String TRIMAP = "trimap";
    public static final String PREDICTION = "prediction";
    public static final String PREDICTIONS = "predictions";
    public static final String TAGS = "tags";

    static final List<String> FILES = List.of(IMAGE, PREDICTION, TRUTH, TRIMAP);
    static final List<String> MEMBERS = List.of(IMAGE, NAME, PREDICTION, TAGS, TRIMAP, TRUTH);

    /// Of forms and of JSON: files are bytes, or base64.
    static final EvaluatePair OF_CALLS = new EvaluatePair(MEMBERS, EvaluatePair::base64);

    private final List<String> members;
    private final Opener opener;

    private EvaluatePair(List<String> members, Opener opener) {
        this.members = members;
        this.opener = opener;
    }

    /// With all members that a pair can have.
    public static EvaluatePair ofParts(Opener opener) {
        List<String> all =
                Stream.concat(MEMBERS.stream(), Stream.of(FOREGROUND, PREDICTIONS)).toList();
        return new EvaluatePair(all, opener);
    }

    /// The pairs of an array.
    ///
    /// @param option what the array is called
    /// @throws InvalidOption if it is none, or names the member which is at fault
    public List<PairSource> all(String option, JsonNode listed) {
        if (!listed.isArray()) {
            throw new InvalidOption(option, "", "it must be an array of objects.");
        }
        List<PairSource> pairs = new ArrayList<>();
        for (JsonNode entry : listed) {
            int number = pairs.size();
            pairs.add(
                    read(
                            "%s[%s]".formatted(option, number),
                            entry,
                            String.format(Locale.ROOT, "pair-%05d", number + 1)));
        }
        return pairs;
    }

    /// @param place of the pair in the call, for messages; empty where it is the call itself
    /// @param called its name where it says none
    /// @throws InvalidOption that names the member which is at fault
    PairSource read(String place, JsonNode entry, String called) {
        if (!(entry instanceof ObjectNode pair)) {
            throw new InvalidOption(place, entry.toString(), "a pair must be an object.");
        }
        String before = place.isEmpty() ? "" : place + ".";
        Members.requireKnown(pair, before, members, "a pair has no such member.");
        String name = name(before, pair.path(NAME), called);
        Content image = file(before, IMAGE, pair, name);
        Content foreground = file(before, FOREGROUND, pair, name);
        Content truth = file(before, TRUTH, pair, name);
        Content trimap = file(before, TRIMAP, pair, name);
        Map<String, Content> predictions = predictions(before, pair, name);
        boolean isForeground = image == null && foreground != null;
        Content shown = isForeground ? foreground : image;
        if (predictions.isEmpty() && shown == null) {
            throw new InvalidOption(
                    before + PREDICTION, "", "a pair needs a prediction, or an image for a model.");
        }
        if (truth == null) {
            requireNoUseOfTruth(before, shown, isForeground, trimap);
        }
        return new PairSource(
                name,
                tags(before, pair.path(TAGS)),
                predictions,
                truth,
                trimap,
                shown,
                isForeground);
    }

    private static void requireNoUseOfTruth(
            String before,
            @Nullable Content shown,
            boolean isForeground,
            @Nullable Content trimap) {
        if (shown == null) {
            throw new InvalidOption(
                    before + TRUTH, "", "a prediction alone cannot be scored: a truth is missing.");
        }
        if (isForeground) {
            throw new InvalidOption(
                    before + TRUTH,
                    "",
                    "a foreground is put over something by its truth: a truth is missing.");
        }
        if (trimap != null) {
            throw new InvalidOption(
                    before + TRUTH, "", "a trimap says where to score: a truth is missing.");
        }
    }

    private Map<String, Content> predictions(String before, ObjectNode pair, String name) {
        Map<String, Content> predictions = new TreeMap<>();
        Content prediction = file(before, PREDICTION, pair, name);
        if (prediction != null) {
            predictions.put(Role.PREDICTIONS.key(), prediction);
        }
        JsonNode several = pair.path(PREDICTIONS);
        if (pair.hasNonNull(PREDICTIONS) && !(several instanceof ObjectNode)) {
            throw new InvalidOption(
                    before + PREDICTIONS,
                    several.toString(),
                    "it must be an object of files by the names of their variants.");
        }
        if (several instanceof ObjectNode named) {
            for (Map.Entry<String, JsonNode> member : named.properties()) {
                Content content = file(before + PREDICTIONS + ".", member.getKey(), named, name);
                if (content != null) {
                    predictions.put(member.getKey(), content);
                }
            }
        }
        return predictions;
    }

    private @Nullable Content file(String before, String member, ObjectNode holder, String pair) {
        JsonNode value = holder.path(member);
        return value.isMissingNode() || value.isNull()
                ? null
                : opener.open(before + member, "%s of %s".formatted(member, pair), value);
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

    /// The bytes of a form's part, or those that a text of base64 stands for.
    public static Content base64(String option, String place, JsonNode value) {
        byte[] bytes =
                switch (value) {
                    case BinaryNode part -> part.binaryValue();
                    case TextNode text -> Base64Text.decode(option, text.textValue());
                    default -> throw new InvalidOption(option, "", "it must be a text of base64.");
                };
        if (bytes.length == 0) {
            throw new InvalidOption(option, "", "it is empty.");
        }
        return new BytesContent(place, bytes);
    }
}

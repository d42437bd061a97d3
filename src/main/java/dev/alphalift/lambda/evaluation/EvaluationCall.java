package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.form.Members;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.store.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a call of `evaluate` asks for. Names and kinds of its members are checked when it is made.
final class EvaluationCall {
    static final String ACTION = "action";
    static final String NAME = "name";
    static final String DATA = "data";
    static final String PAIRS = "pairs";
    static final String REPORT = "report";
    static final String BATCH = "batch";
    static final String TOLERATED = "tolerated_failure_percentage";

    /// Names of given predictions that are compared, where one batch need not hold all of them.
    static final String COMPARED = "compared_predictions";

    /// Says that it is meant that there is no truth.
    static final String WITHOUT_TRUTH = "without_truth";

    private static final String RESIZES = "resize_predictions";
    private static final String TOLERANCE = "tolerance";

    /// Of a call that holds one pair beside its options.
    static final Set<String> OF_ONE_PAIR =
            Set.of(NAME, "image", "prediction", "truth", "trimap", "tags");

    /// Where pairs come from that are not in the call one by one.
    private static final Set<String> OTHER_SOURCES =
            Set.of(
                    DATA,
                    "image",
                    "prediction",
                    "truth",
                    "trimap",
                    "images",
                    "trimaps",
                    "predictions");

    private static final Set<String> MEMBERS =
            Stream.concat(
                            OTHER_SOURCES.stream(),
                            Stream.of(
                                    ACTION,
                                    NAME,
                                    "tags",
                                    PAIRS,
                                    "model",
                                    "models",
                                    "variants",
                                    COMPARED,
                                    RESIZES,
                                    REPORT,
                                    "worst",
                                    "baseline",
                                    TOLERANCE,
                                    BATCH,
                                    TOLERATED,
                                    WITHOUT_TRUTH))
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> REPEATED = Set.of("model", "models", "variants", RESIZES);

    /// What is to be done.
    enum Action {
        /// All of it, now.
        WHOLE,
        PLAN,
        SCORE,
        MERGE
    }

    private final ObjectNode json;
    private final Action action;

    private EvaluationCall(ObjectNode json) {
        this.json = json;
        this.action = action(json.path(ACTION));
        boolean isNamed = json.has(NAME);
        if (isNamed && (!json.path(NAME).isTextual() || json.path(NAME).asText().isBlank())) {
            throw new InvalidOption(NAME, json.path(NAME).toString(), "it must be a text.");
        }
    }

    /// @throws InvalidOption if it is no object, or has a member that none is called like
    static EvaluationCall of(@Nullable JsonNode call) {
        if (!(call instanceof ObjectNode given)) {
            throw new InvalidOption(DATA, "", "the call must be a JSON object.");
        }
        ObjectNode object = given.deepCopy();
        object.properties().removeIf(member -> member.getValue().isNull());
        Members.requireKnown(object, "", MEMBERS, "there is no such option.");
        EvaluationCall understood = new EvaluationCall(object);
        understood.requireOneSource();
        return understood;
    }

    /// What nobody looks at where pairs are in the call, or one pair beside its options, is
    /// refused.
    private void requireOneSource() {
        Set<String> passedOver =
                has(PAIRS)
                        ? OTHER_SOURCES
                        : isOnePair()
                                ? Set.of(DATA, "images", "trimaps", "predictions")
                                : Set.of("trimap");
        for (String member : new TreeSet<>(passedOver)) {
            if (has(member)) {
                throw new InvalidOption(
                        member,
                        "",
                        "nobody would look at it beside %s.\nMaybe leave one of them out."
                                .formatted(
                                        has(PAIRS) ? PAIRS : isOnePair() ? "one pair" : "folders"));
            }
        }
    }

    private static Action action(JsonNode given) {
        String text = given.isMissingNode() ? "whole" : given.isTextual() ? given.asText() : "";
        return switch (text) {
            case "whole" -> Action.WHOLE;
            case "plan" -> Action.PLAN;
            case "score" -> Action.SCORE;
            case "merge" -> Action.MERGE;
            default ->
                    throw new InvalidOption(
                            ACTION, given.asText(), "it must be whole, plan, score or merge.");
        };
    }

    Action action() {
        return action;
    }

    String actionName() {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /// A member; an empty node where it says nothing.
    JsonNode get(String member) {
        return json.path(member);
    }

    boolean has(String member) {
        return json.has(member);
    }

    /// Whether it holds one pair beside its options.
    boolean isOnePair() {
        return !has(PAIRS) && (has("image") || has("prediction"));
    }

    /// A place in a store; null where it names none.
    ///
    /// @throws InvalidOption if it is none
    @Nullable ObjectAddress address(String member) {
        JsonNode value = json.path(member);
        if (json.has(member) && !value.isTextual()) {
            throw new InvalidOption(member, value.toString(), "it must look like s3://bucket/key.");
        }
        return json.has(member) ? ObjectAddress.of(member, value.asText()) : null;
    }

    /// @throws InvalidOption if it names none
    ObjectAddress requireAddress(String member) {
        ObjectAddress address = address(member);
        if (address == null) {
            throw new InvalidOption(member, "", "it must look like s3://bucket/key.");
        }
        return address;
    }

    /// A whole number from 1 up.
    int count(String member, int otherwise, int most) {
        JsonNode value = json.path(member);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 1
                || value.intValue() > most) {
            throw new InvalidOption(
                    member, value.toString(), "it must be a number from 1 to %s.".formatted(most));
        }
        return value.intValue();
    }

    /// How many batches in a hundred may fail.
    double tolerated() {
        JsonNode value = json.path(TOLERATED);
        double percentage = value.asDouble(0);
        if ((json.has(TOLERATED) && !value.isNumber()) || percentage < 0 || percentage > 100) {
            throw new InvalidOption(TOLERATED, value.toString(), "it must be from 0 to 100.");
        }
        return percentage;
    }

    /// By how much means may be worse than those of a baseline: a number, or an object of numbers.
    List<String> tolerances() {
        JsonNode value = json.path(TOLERANCE);
        List<String> tolerances = new ArrayList<>();
        if (json.has(TOLERANCE) && !value.isNumber() && !value.isTextual() && !value.isObject()) {
            throw new InvalidOption(
                    TOLERANCE, value.toString(), "it must be a number, or an object of numbers.");
        }
        if (value.isValueNode()) {
            tolerances.add(value.asText());
        }
        value.properties()
                .forEach(member -> {
                    if (!member.getValue().isNumber() && !member.getValue().isTextual()) {
                        throw new InvalidOption(
                                TOLERANCE + "." + member.getKey(),
                                member.getValue().toString(),
                                "it must be a number.");
                    }
                    tolerances.add(member.getKey() + "=" + member.getValue().asText());
                });
        return tolerances;
    }

    /// Whether predictions of another size than the truth are resized to it.
    boolean resizes() {
        return Members.flag(json, RESIZES);
    }

    /// The members that calls of a plan repeat, since they decide over results.
    ObjectNode repeated() {
        ObjectNode repeated = JsonNodeFactory.instance.objectNode();
        json.properties()
                .forEach(member -> {
                    if (REPEATED.contains(member.getKey())) {
                        repeated.set(member.getKey(), member.getValue());
                    }
                });
        return repeated;
    }

    /// A member that is a text, or an object of texts by name.
    ///
    /// @param alone what a single one is called
    Map<String, String> texts(String member, String alone) {
        JsonNode value = json.path(member);
        Map<String, String> texts = new TreeMap<>();
        if (value.isTextual()) {
            texts.put(alone, value.asText());
        } else if (json.has(member) && !value.isObject()) {
            throw new InvalidOption(
                    member, value.toString(), "it must be a text, or an object of texts by name.");
        }
        value.properties().forEach(each -> texts.put(each.getKey(), text(member, each.getValue())));
        return texts;
    }

    /// A member that is a text or an array of texts.
    List<String> list(String member) {
        JsonNode value = json.path(member);
        List<String> list = new ArrayList<>();
        if (value.isTextual()) {
            list.add(value.asText());
        } else if (json.has(member) && !value.isArray()) {
            throw new InvalidOption(
                    member, value.toString(), "it must be a text, or an array of texts.");
        }
        if (value.isArray()) {
            value.forEach(each -> list.add(text(member, each)));
        }
        return list;
    }

    private static String text(String member, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InvalidOption(member, value.toString(), "it must be a text.");
        }
        return value.textValue();
    }

    /// The number of a batch, which the plan has given it.
    int batch() {
        JsonNode value = json.path(BATCH);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw new InvalidOption(BATCH, value.toString(), "it must be the number of a batch.");
        }
        return value.intValue();
    }

    /// Whether it is meant that there is no truth.
    boolean goesWithoutTruth() {
        return Members.flag(json, WITHOUT_TRUTH);
    }

    /// The whole call, not a copy.
    ObjectNode json() {
        return json;
    }
}

package dev.alphalift.lambda.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.Repeats;
import dev.alphalift.dialect.form.Members;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.store.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call of `benchmark` asks for: `{"models": ["u2netp"], "images": ["s3://..."], "sizes":
/// [1, 12], "seed": 1, "runs": 20, "warm_up": 5, "concurrency": [1, 2], "baseline": "s3://...",
/// "tolerance": 0.1, "report": "s3://..."}`, all of which may be left out.
///
/// @param models names in the catalogue; empty: the function's own
/// @param images pictures in a store
/// @param sizes megapixels of pictures that are made for this, where none are named
/// @param baseline an earlier report; null: there is none
/// @param tolerance how much worse than that a figure may be, as a part of it
/// @param report where the report is put; null: nowhere
record BenchmarkCall(
        List<String> models,
        List<ObjectAddress> images,
        List<Double> sizes,
        long seed,
        Repeats repeats,
        @Nullable ObjectAddress baseline,
        double tolerance,
        @Nullable ObjectAddress report) {
    private static final String MODELS = "models";
    private static final String IMAGES = "images";
    private static final String SIZES = "sizes";
    private static final String SEED = "seed";
    private static final String RUNS = "runs";
    private static final String WARM_UP = "warm_up";
    private static final String CONCURRENCY = "concurrency";
    private static final String BASELINE = "baseline";
    private static final String TOLERANCE = "tolerance";
    private static final String REPORT = "report";
    private static final Set<String> MEMBERS =
            Set.of(
                    MODELS,
                    IMAGES,
                    SIZES,
                    SEED,
                    RUNS,
                    WARM_UP,
                    CONCURRENCY,
                    BASELINE,
                    TOLERANCE,
                    REPORT);
    private static final double USUAL_TOLERANCE = 0.1;

    BenchmarkCall {
        models = List.copyOf(models);
        images = List.copyOf(images);
        sizes = List.copyOf(sizes);
    }

    /// What an object asks for; nothing asks for what is usual.
    ///
    /// @throws InvalidOption if a member is unknown, or none that can be
    static BenchmarkCall of(@Nullable JsonNode call) {
        if (call != null && !(call instanceof ObjectNode) && !call.isNull()) {
            throw new InvalidOption("call", "", "it must be a JSON object.");
        }
        ObjectNode json = call instanceof ObjectNode given ? given.deepCopy() : empty();
        json.properties().removeIf(member -> member.getValue().isNull());
        Members.requireKnown(json, "", MEMBERS, "there is no such option.");
        List<Double> sizes = new ArrayList<>();
        json.path(SIZES).forEach(size -> sizes.add(size.asDouble()));
        List<ObjectAddress> images = new ArrayList<>();
        json.path(IMAGES).forEach(image -> images.add(ObjectAddress.of(IMAGES, image.asText())));
        return new BenchmarkCall(
                texts(json.path(MODELS)),
                images,
                sizes.isEmpty() ? List.of(1.0) : sizes,
                json.path(SEED).asLong(1),
                repeats(json),
                address(json, BASELINE),
                tolerance(json),
                address(json, REPORT));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /// Whole processes cannot be measured here: the function is one.
    private static Repeats repeats(ObjectNode json) {
        List<Integer> concurrency = new ArrayList<>();
        json.path(CONCURRENCY).forEach(callers -> concurrency.add(callers.asInt()));
        return new Repeats(
                json.path(RUNS).asInt(Repeats.DEFAULT.runs()),
                json.path(WARM_UP).asInt(Repeats.DEFAULT.warmUp()),
                0,
                json.has(CONCURRENCY) ? concurrency : Repeats.DEFAULT.concurrency());
    }

    private static double tolerance(ObjectNode json) {
        double tolerance = json.path(TOLERANCE).asDouble(USUAL_TOLERANCE);
        if (!(tolerance >= 0)) {
            throw new InvalidOption(
                    TOLERANCE, Double.toString(tolerance), "it must not be negative.");
        }
        return tolerance;
    }

    private static @Nullable ObjectAddress address(ObjectNode json, String member) {
        return json.has(member) ? ObjectAddress.of(member, json.path(member).asText()) : null;
    }
}

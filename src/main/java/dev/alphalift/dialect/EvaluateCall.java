package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.dialect.form.CallJson;
import dev.alphalift.dialect.form.Members;
import dev.alphalift.dialect.form.MultipartForm;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A call for an evaluation: `{"pairs": [{"name", "image", "prediction", "truth", "trimap",
/// "tags"}], "models": ["u2netp"], "variants": {"smooth": {"model": "u2netp", "ppm": true}},
/// "resize_predictions": false}`, or the members of one pair beside the others. Files are base64.
/// What is not known is refused: it would be scored as if it were not there.
///
/// @param data the pairs
/// @param variants what is compared
/// @param resizes whether predictions of another size are resized
public record EvaluateCall(DataSet data, List<Variant> variants, boolean resizes) {
    private static final String PAIRS = "pairs";
    private static final String MODEL = VariantWords.MODEL;
    private static final String MODELS = "models";
    private static final String VARIANTS = "variants";
    private static final String NO_MEMBER = "there is no such member.";
    private static final String RESIZES = "resize_predictions";
    private static final List<String> OPTIONS = List.of(MODEL, MODELS, VARIANTS, RESIZES);

    private static final JsonMapper JSON =
            CallJson.reader()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                    .build();

    public EvaluateCall {
        variants = List.copyOf(variants);
    }

    /// What a call asks for.
    ///
    /// @param query what stands in the address beside its body
    /// @throws InvalidOption if it cannot be understood
    public static EvaluateCall of(WebBody body, NamedTexts query, RemovalOptions defaults) {
        return switch (body) {
            case WebBody.Form(MultipartForm form) ->
                    ofForm(form.apart(), form.everyName(), defaults);
            case WebBody.Read json -> {
                // It would be scored as if it were not there.
                for (String name : query.names()) {
                    throw new InvalidOption(name, "", "it must be a member of the JSON object.");
                }
                yield ofJson(json.bytes(), defaults);
            }
        };
    }

    /// What a body asks for.
    ///
    /// @throws InvalidOption if it cannot be understood
    static EvaluateCall ofJson(byte[] body, RemovalOptions defaults) {
        try {
            return of(JSON.readTree(body), defaults);
        } catch (IOException e) {
            throw new InvalidOption(
                    "body", "", "it is no JSON, or says a member of an object twice.");
        }
    }

    /// What a form asks for: the files `prediction`, `truth`, `trimap` and `image`, and rembg's
    /// parameters for the model.
    ///
    /// @param names of all that is in the form and in the query
    /// @throws InvalidOption if a name or a value cannot be understood
    static EvaluateCall ofForm(WebForm form, Collection<String> names, RemovalOptions defaults) {
        Map<String, String> words = new HashMap<>();
        for (String name : names) {
            String value = form.get(name);
            if (VariantWords.isKnown(name)) {
                if (value != null && !value.isBlank()) {
                    words.put(name, value);
                }
            } else if (!EvaluatePair.FILES.contains(name)
                    && !name.equals(EvaluatePair.NAME)
                    && !name.equals(RESIZES)) {
                throw Members.unknown(name, formWords(), NO_MEMBER);
            }
        }
        ObjectNode pair = JsonNodeFactory.instance.objectNode();
        for (String file : EvaluatePair.FILES) {
            byte[] bytes = form.file(file);
            String text = form.get(file);
            // An empty field of a form is one that was left alone.
            if (bytes != null && bytes.length > 0) {
                pair.put(file, bytes);
            } else if (text != null && !text.isBlank()) {
                throw new InvalidOption(
                        file,
                        "",
                        "it must be a file of the form.\nMaybe curl -F %s=@FILE.".formatted(file));
            }
        }
        String name = form.get(EvaluatePair.NAME);
        if (name != null && !name.isBlank()) {
            pair.put(EvaluatePair.NAME, name);
        }
        DataSet data = dataSet(List.of(EvaluatePair.OF_CALLS.read("", pair, "pair")));
        EvaluateVariants variants = given(data, defaults);
        if (variants.isEmpty() || !words.isEmpty()) {
            requireImage(pair);
            RemovalOptions options = VariantWords.options(words, defaults);
            variants.add(new Variant(options.model(), options));
        }
        return new EvaluateCall(data, variants.orUsual(), RembgParameters.bool(form, RESIZES));
    }

    private static void requireImage(ObjectNode pair) {
        if (!pair.has("image")) {
            throw new InvalidOption("image", "", "a model needs the picture.");
        }
    }

    private static Collection<String> formWords() {
        TreeSet<String> words = new TreeSet<>(EvaluatePair.FILES);
        words.addAll(VariantWords.known());
        words.add(EvaluatePair.NAME);
        words.add(RESIZES);
        return words;
    }

    private static EvaluateCall of(JsonNode call, RemovalOptions defaults) {
        if (!(call instanceof ObjectNode object)) {
            throw new InvalidOption("call", "", "it must be a JSON object.");
        }
        object.properties().removeIf(member -> member.getValue().isNull());
        boolean isOnePair = !object.has(PAIRS);
        List<String> known = new ArrayList<>(OPTIONS);
        if (isOnePair) {
            known.addAll(EvaluatePair.MEMBERS);
        }
        known.add(PAIRS);
        Members.requireKnown(object, "", known, NO_MEMBER);
        DataSet data = dataSet(isOnePair ? onePair(object) : pairs(object.get(PAIRS)));
        return new EvaluateCall(
                data, variants(object, data, defaults), Members.flag(object, RESIZES));
    }

    private static List<PairSource> onePair(ObjectNode object) {
        ObjectNode pair = object.deepCopy();
        pair.remove(OPTIONS);
        return List.of(EvaluatePair.OF_CALLS.read("", pair, "pair"));
    }

    private static List<PairSource> pairs(JsonNode listed) {
        List<PairSource> pairs = EvaluatePair.OF_CALLS.all(PAIRS, listed);
        if (pairs.isEmpty()) {
            throw new InvalidOption(PAIRS, "", "there is no pair in it.");
        }
        return pairs;
    }

    private static DataSet dataSet(List<PairSource> pairs) {
        return new DataSet("call", pairs, Map.of());
    }

    /// The predictions that come with the call.
    private static EvaluateVariants given(DataSet data, RemovalOptions defaults) {
        EvaluateVariants variants = EvaluateVariants.ofCall(defaults);
        if (data.pairs().stream().anyMatch(pair -> !pair.predictions().isEmpty())) {
            variants.addPredictions(List.of(Role.PREDICTIONS.key()));
        }
        return variants;
    }

    private static List<Variant> variants(
            ObjectNode object, DataSet data, RemovalOptions defaults) {
        EvaluateVariants variants = given(data, defaults);
        JsonNode models = object.path(MODELS);
        if (object.has(MODELS) && !models.isArray()) {
            throw new InvalidOption(MODELS, models.toString(), "it must be an array of names.");
        }
        models.forEach(name -> variants.addModel(model(MODELS, name)));
        if (object.has(MODEL)) {
            variants.addModel(model(MODEL, object.path(MODEL)));
        }
        variants.addNamed(
                object.path(VARIANTS),
                (name, words) -> new Variant(name, VariantWords.options(words, defaults)));
        return variants.orUsual();
    }

    private static String model(String member, JsonNode name) {
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw new InvalidOption(
                    member, name.toString(), "a model has a name, which is a text.");
        }
        return name.textValue();
    }
}

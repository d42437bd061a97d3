package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.FaultKind;
import dev.alphalift.pipeline.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// What the description of the interface says about `/evaluate`.
final class EvaluateDescription {
    static final String PATH = "/evaluate";

    private static final Map<String, String> FILES =
            Map.of(
                    "prediction", "The mask that is scored; without it a model predicts.",
                    "truth", "The true matte; without it nothing is said about accuracy.",
                    "trimap", "Where matting scores are taken besides.",
                    "image", "The picture: for a model, and for scores of composites.");

    private static final String NOT_BLANK = "\\S";
    private static final String NAME = "What the pair is called in the report.";
    private static final String RESIZES = "Resize predictions to the truth.";

    /// What a problem has besides when the deadline comes.
    private static final String LATE =
            "With `done` of `all` results, and those in `pairs` as they would stand in the report.";

    private EvaluateDescription() {}

    static void describe(Operation post) {
        post.summary("Score masks, or models, against the truth")
                .description(
                        "`curl -F prediction=@mask.png -F truth=@truth.png"
                                + " http://localhost:7000/evaluate`, or pairs as JSON with their files"
                                + " in base64. The answer is a report as `alphalift evaluate --json`"
                                + " writes it; what is wrong with one of several pairs stands in it.")
                .requestBody(createRequestBody().required(true).content(bodies()))
                .responses(answers());
    }

    private static Schema text(String description) {
        return createSchema().type(List.of(SchemaType.STRING)).description(description);
    }

    private static Content bodies() {
        return createContent()
                .addMediaType("multipart/form-data", createMediaType().schema(form()))
                .addMediaType("application/json", createMediaType().schema(call()));
    }

    private static Schema object() {
        return createSchema()
                .type(List.of(SchemaType.OBJECT))
                .additionalPropertiesSchema(createSchema().booleanSchema(false));
    }

    private static Schema array(Schema items) {
        return createSchema().type(List.of(SchemaType.ARRAY)).items(items);
    }

    private static Schema bool(String description) {
        return createSchema().type(List.of(SchemaType.BOOLEAN)).description(description);
    }

    private static Schema modelName() {
        return text("A name of those at /models.").enumeration(new ArrayList<>(ModelEntry.names()));
    }

    private static Schema form() {
        Schema form = object();
        FILES.forEach(
                (name, description) -> form.addProperty(name, text(description).format("binary")));
        RemovalOptionTable.ofMasks()
                .forEach(option ->
                        form.addProperty(
                                option.parameter(),
                                OptionSchemas.inForm(option).description(option.help())));
        form.addProperty("extras", Schemas.extras());
        // Words are a model's, which needs the picture.
        RemovalOptionTable.ofMasks()
                .forEach(option -> form.addDependentRequired(option.parameter(), List.of("image")));
        form.addDependentRequired("extras", List.of("image"));
        form.addProperty("name", text(NAME));
        form.addProperty("resize_predictions", Schemas.flag().description("true: " + RESIZES));
        return enough(form);
    }

    private static Schema pair() {
        Schema pair = object();
        FILES.forEach((name, description) ->
                pair.addProperty(
                        name, text(description + " In base64.").format("byte").minLength(1)));
        pair.addProperty("name", text(NAME).pattern(NOT_BLANK));
        pair.addProperty("tags", array(text("A subset that it belongs to.").pattern(NOT_BLANK)));
        return pair;
    }

    /// A prediction needs a truth, and so does a trimap; a model needs an image.
    private static Schema enough(Schema schema) {
        return schema.addDependentRequired("trimap", List.of("truth"))
                .addAnyOf(createSchema().required(List.of("prediction", "truth")))
                .addAnyOf(createSchema().required(List.of("image")));
    }

    /// Pairs, or the members of one, beside the options.
    private static Schema call() {
        Schema several = object().addRequired("pairs");
        several.addProperty("pairs", array(enough(pair())).minItems(1));
        return createSchema().addAnyOf(withOptions(enough(pair()))).addAnyOf(withOptions(several));
    }

    /// What is compared has one name each in the report: a model is asked for once, and a variant
    /// is not called like one.
    private static Schema withOptions(Schema call) {
        call.addProperty("models", array(modelName()).uniqueItems(true));
        call.addProperty("model", modelName());
        call.addProperty("variants", variants());
        call.addProperty("resize_predictions", bool(RESIZES));
        return call.not(createSchema().required(List.of("model", "models")));
    }

    private static Schema variants() {
        Schema variant = object();
        RemovalOptionTable.ofMasks()
                .forEach(option ->
                        variant.addProperty(
                                option.parameter(),
                                OptionSchemas.inJson(option).description(option.help())));
        variant.addProperty("extras", Schemas.extras());
        return createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description("Models with options, by the names that the report has.")
                .propertyNames(
                        createSchema()
                                .type(List.of(SchemaType.STRING))
                                .pattern(NOT_BLANK)
                                .not(modelName()))
                .additionalPropertiesSchema(variant);
    }

    private static APIResponses answers() {
        Schema report =
                createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .description("The report, schema_version 1.1.");
        APIResponses answers =
                createAPIResponses()
                        .addAPIResponse(
                                "200",
                                createAPIResponse()
                                        .description("The report.")
                                        .content(
                                                createContent()
                                                        .addMediaType(
                                                                "application/json",
                                                                createMediaType().schema(report))));
        Refusals.addProblems(
                answers,
                Refusals.ofPairs()
                        .map(entry ->
                                entry.code().equals(FaultKind.DEADLINE_EXCEEDED.code())
                                        ? entry.with(LATE)
                                        : entry));
        return answers;
    }
}

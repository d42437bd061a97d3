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
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// What the description of the interface says about `/evaluate`.
final class EvaluateDescription {
    static final String PATH = "/evaluate";

    private record File(String name, String meaning) {}

    private static final List<File> FILES =
            List.of(
                    new File("prediction", "The mask that is scored; without it a model predicts."),
                    new File("truth", "The true matte; without it nothing is said about accuracy."),
                    new File("trimap", "Where matting scores are taken besides."),
                    new File("image", "The picture: for a model, and for scores of composites."));

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

    private static Schema optional(SchemaType type) {
        return Schemas.orNull(type);
    }

    private static Schema array(Schema items) {
        return optional(SchemaType.ARRAY).items(items);
    }

    private static List<Object> models() {
        return new ArrayList<>(ModelEntry.names());
    }

    private static Schema modelName() {
        return text("A name of those at /models.").enumeration(models());
    }

    private static Schema modelNameOrNull() {
        List<Object> names = models();
        names.add(null);
        return optional(SchemaType.STRING)
                .description("A name of those at /models.")
                .enumeration(names);
    }

    private static Schema form() {
        Schema form = object();
        FILES.forEach(file -> form.addProperty(file.name(), text(file.meaning()).format("binary")));
        RemovalOptionTable.ofMasks()
                .forEach(option ->
                        form.addProperty(
                                option.parameter(),
                                OptionSchemas.inForm(option).description(option.help())));
        form.addProperty("extras", Schemas.extras());
        form.addProperty("name", text(NAME));
        form.addProperty("resize_predictions", Schemas.flag().description("true: " + RESIZES));
        // Empty is left alone, as browsers send a field of a form where nothing was chosen.
        Schema given = whole("prediction", "truth");
        RemovalOptionTable.ofMasks().forEach(option -> leftAlone(given, option.parameter()));
        return form.addAnyOf(leftAlone(given, "extras"))
                .addAnyOf(whole("image", "truth"))
                .addAnyOf(leftAlone(whole("image"), "trimap"));
    }

    private static Schema whole(String... files) {
        Schema schema = createSchema().required(List.of(files));
        for (String file : files) {
            schema.addProperty(file, createSchema().minLength(1));
        }
        return schema;
    }

    private static Schema leftAlone(Schema schema, String name) {
        return schema.addProperty(name, createSchema().maxLength(0));
    }

    private static Schema pair() {
        Schema pair = object();
        FILES.forEach(file ->
                pair.addProperty(
                        file.name(),
                        optional(SchemaType.STRING)
                                .description(file.meaning() + " In base64.")
                                .format("byte")
                                .minLength(1)));
        pair.addProperty("name", optional(SchemaType.STRING).description(NAME).pattern(NOT_BLANK));
        pair.addProperty("tags", array(text("A subset that it belongs to.").pattern(NOT_BLANK)));
        return pair;
    }

    /// A prediction needs a truth, and so does a trimap; a model needs an image.
    private static Schema enough(Schema schema) {
        return schema.addAnyOf(holding("prediction", "truth"))
                .addAnyOf(holding("image", "truth"))
                .addAnyOf(
                        holding("image")
                                .addProperty(
                                        "trimap", createSchema().type(List.of(SchemaType.NULL))));
    }

    private static Schema holding(String... files) {
        Schema schema = createSchema().required(List.of(files));
        for (String file : files) {
            schema.addProperty(file, createSchema().type(List.of(SchemaType.STRING)));
        }
        return schema;
    }

    /// Pairs, or the members of one, beside the options.
    private static Schema call() {
        Schema several = object().addRequired("pairs");
        several.addProperty(
                "pairs",
                createSchema().type(List.of(SchemaType.ARRAY)).items(enough(pair())).minItems(1));
        return createSchema().addAnyOf(withOptions(enough(pair()))).addAnyOf(withOptions(several));
    }

    /// What is compared has one name each in the report: a model is asked for once, and a variant
    /// is not called like one.
    private static Schema withOptions(Schema call) {
        call.addProperty("models", array(modelName()).uniqueItems(true));
        call.addProperty("model", modelNameOrNull());
        call.addProperty("variants", variants());
        call.addProperty("resize_predictions", optional(SchemaType.BOOLEAN).description(RESIZES));
        return call.not(
                createSchema()
                        .required(List.of("model", "models"))
                        .addProperty("model", createSchema().type(List.of(SchemaType.STRING)))
                        .addProperty("models", createSchema().type(List.of(SchemaType.ARRAY))));
    }

    private static Schema variants() {
        Schema variant = object();
        RemovalOptionTable.ofMasks()
                .forEach(option ->
                        variant.addProperty(
                                option.parameter(),
                                OptionSchemas.inJson(option).description(option.help())));
        variant.addProperty("extras", Schemas.extras());
        return optional(SchemaType.OBJECT)
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

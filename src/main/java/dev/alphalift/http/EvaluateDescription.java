package dev.alphalift.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.Problem;
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

    private static final Map<String, String> PROBLEMS =
            Map.of(
                    "400", "invalid_option: the call cannot be understood.",
                    "401", "unauthorized: X-Api-Key is missing or wrong, where keys are set.",
                    "408", "request_too_slow: the call did not arrive in time.",
                    "413", "image_too_large: too many bytes or pixels.",
                    "415", "unsupported_format: a file is no readable picture.",
                    "422", "unreadable_image, size_mismatch, source_missing: the only pair.",
                    "429", "busy: try again after the seconds in Retry-After.",
                    "501", "not_available: known, but not here.",
                    "503", "model_unavailable: the model's file is missing here.",
                    "504", "deadline_exceeded: it took too long.");

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
        Schema form = createSchema().type(List.of(SchemaType.OBJECT));
        Schema pair = createSchema().type(List.of(SchemaType.OBJECT));
        FILES.forEach((name, description) -> {
            form.addProperty(name, text(description).format("binary"));
            pair.addProperty(name, text(description + " In base64."));
        });
        form.addProperty("model", text("A name of those at /models."));
        form.addProperty("resize_predictions", text("true: resize predictions to the truth."));
        pair.addProperty("name", text("What the pair is called in the report."));
        Schema call =
                createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .addProperty(
                                "pairs", createSchema().type(List.of(SchemaType.ARRAY)).items(pair))
                        .addProperty(
                                "models",
                                createSchema()
                                        .type(List.of(SchemaType.ARRAY))
                                        .items(text("A name of those at /models.")));
        return createContent()
                .addMediaType("multipart/form-data", createMediaType().schema(form))
                .addMediaType("application/json", createMediaType().schema(call));
    }

    private static APIResponses answers() {
        Schema report =
                createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .description("The report, schema_version 1.0.");
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
        PROBLEMS.forEach((status, description) ->
                answers.addAPIResponse(
                        status,
                        createAPIResponse()
                                .description(description)
                                .content(
                                        createContent()
                                                .addMediaType(
                                                        Problem.MEDIA_TYPE,
                                                        createMediaType()
                                                                .schema(
                                                                        createSchema()
                                                                                .ref(
                                                                                        "#/components/schemas/Problem"))))));
        return answers;
    }
}

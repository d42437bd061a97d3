package dev.alphalift.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// What the description of the interface says about remove.bg's part of it.
final class RemoveBgDescription {
    /// The schema of faults, and its name.
    static final String ERRORS = "RemoveBgErrors";

    private static final Map<String, String> FIELDS = fields();

    private static final Map<String, String> ANSWERS =
            Map.of(
                    "400",
                            "A parameter or the picture: invalid_option, missing_source,"
                                    + " multiple_sources, unreadable_image, unsupported_format,"
                                    + " unknown_foreground and others.",
                    "403", "auth_failed: X-Api-Key is missing or wrong.",
                    "413", "image_too_large.",
                    "429", "rate_limit_exceeded: try again after the seconds in Retry-After.",
                    "501", "not_available: known to remove.bg, not available here.",
                    "503", "model_unavailable.",
                    "504", "deadline_exceeded.");

    private RemoveBgDescription() {}

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_file", "The picture, a file; or image_file_b64, or image_url.");
        fields.put("image_file_b64", "The picture in base64.");
        fields.put("image_url", "Where the picture is; only hosts that the operator allows.");
        fields.put("size", "preview, medium, hd, full or auto; auto is full here.");
        fields.put("type", "auto, person, product, animal, car ...; changes nothing.");
        fields.put("format", "auto, png, jpg, webp or zip.");
        fields.put("roi", "Where the subject is: x1 y1 x2 y2 in px or %.");
        fields.put("crop", "true: cut off what is around the subject.");
        fields.put("crop_margin", "1, 2 or 4 lengths in px or %.");
        fields.put("scale", "10% to 100% of the canvas, or original.");
        fields.put("position", "original, center, or one or two percentages.");
        fields.put("channels", "rgba or alpha.");
        fields.put("bg_color", "A colour behind: 3, 4, 6 or 8 hex digits, or a CSS name.");
        fields.put("bg_image_file", "A picture behind, a file; or bg_image_url.");
        fields.put("bg_image_url", "Where the picture behind is.");
        return fields;
    }

    static void describe(Paths paths) {
        Operation post = paths.getPathItem("/v1.0/removebg").getPOST();
        post.summary("Remove the background of a picture, in remove.bg's words")
                .description(
                        "Clients of remove.bg work with this address instead of theirs. The result"
                                + " is of full resolution unless size says otherwise; X-Type is"
                                + " the type that was asked for, since nothing is classified.")
                .requestBody(createRequestBody().required(true).content(bodies()))
                .responses(answers());
        paths.getPathItem("/v1.0/account")
                .getGET()
                .summary("The credits of remove.bg's callers, which never run out here")
                .responses(
                        createAPIResponses()
                                .addAPIResponse(
                                        "200",
                                        createAPIResponse()
                                                .description("Always the same.")
                                                .content(json(object())))
                                .addAPIResponse("403", failure("403")));
    }

    static Schema errors() {
        Schema error = object();
        for (String name : List.of("title", "code", "detail")) {
            error.addProperty(name, text());
        }
        return object().description("Why a call of remove.bg's interface was not done.")
                .addProperty("errors", createSchema().type(List.of(SchemaType.ARRAY)).items(error));
    }

    private static Content bodies() {
        Schema form = object();
        Schema texts = object();
        FIELDS.forEach((name, description) -> {
            if (name.endsWith("_file")) {
                form.addProperty(name, binary().description(description));
            } else {
                form.addProperty(name, text().description(description));
                texts.addProperty(name, text().description(description));
            }
        });
        return createContent()
                .addMediaType("multipart/form-data", createMediaType().schema(form))
                .addMediaType("application/x-www-form-urlencoded", createMediaType().schema(texts))
                .addMediaType("application/json", createMediaType().schema(texts));
    }

    private static APIResponses answers() {
        APIResponse done = createAPIResponse().description("The result.");
        Content kinds = createContent();
        for (String type : List.of("image/png", "image/jpeg", "image/webp", "application/zip")) {
            kinds.addMediaType(type, createMediaType().schema(binary()));
        }
        kinds.addMediaType(
                "application/json",
                createMediaType()
                        .schema(
                                object().addProperty(
                                                "data",
                                                object().addProperty("result_b64", text()))));
        for (String header :
                List.of(
                        "X-Width",
                        "X-Height",
                        "X-Max-Width",
                        "X-Max-Height",
                        "X-Type",
                        "X-Credits-Charged",
                        "X-Foreground-Top",
                        "X-Foreground-Left",
                        "X-Foreground-Width",
                        "X-Foreground-Height")) {
            done.addHeader(header, createHeader().schema(text()));
        }
        APIResponses answers = createAPIResponses().addAPIResponse("200", done.content(kinds));
        ANSWERS.keySet().forEach(status -> answers.addAPIResponse(status, failure(status)));
        return answers;
    }

    private static APIResponse failure(String status) {
        return createAPIResponse()
                .description(ANSWERS.get(status))
                .content(json(createSchema().ref("#/components/schemas/" + ERRORS)));
    }

    private static Content json(Schema schema) {
        return createContent().addMediaType("application/json", createMediaType().schema(schema));
    }

    private static Schema object() {
        return createSchema().type(List.of(SchemaType.OBJECT));
    }

    private static Schema text() {
        return createSchema().type(List.of(SchemaType.STRING));
    }

    private static Schema binary() {
        return text().format("binary");
    }
}

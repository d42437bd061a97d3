package dev.alphalift.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// What the description of the interface says about `/api/remove`, and what [RemoveBgDescription]
/// adds. It is written here and not in annotations because each parameter is in three places: the
/// form, the query of POST and that of GET.
public final class ApiDescription implements OASFilter {
    private static final String KEY = "key";

    private record Field(
            String name, SchemaType type, Object fallback, Object example, String description) {
        Schema schema() {
            return createSchema()
                    .type(List.of(type))
                    .defaultValue(fallback)
                    .examples(List.of(example))
                    .description(description);
        }

        Parameter inQuery() {
            return createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .description(description)
                    .schema(createSchema().type(List.of(type)).defaultValue(fallback))
                    .example(example);
        }
    }

    private static final List<Field> FIELDS =
            List.of(
                    text("model", "u2netp", "u2netp", "A name of those at /models."),
                    flag("a", "Refine the edges by alpha matting; not available yet."),
                    number("af", 240, "With a: a mask above this (0 to 255) is foreground."),
                    number("ab", 10, "With a: a mask below this (0 to 255) is background."),
                    number("ae", 10, "With a: pixels that the sure areas are drawn in."),
                    flag("om", "The mask, an 8-bit grey picture, instead of the cutout."),
                    flag("ppm", "Smooth the mask and make it hard: 0 or 255."),
                    flag("dc", "Take the old background out of the edges; not available yet."),
                    flag("vm", "Refine the edges by ViTMatte; not available yet."),
                    text(
                            "bgc",
                            "0,0,0,0",
                            "255,255,255,255",
                            "A colour behind the cutout: red, green, blue, opacity."),
                    text("extras", "{}", "{\"putalpha\": true}", "rembg's extras, a JSON object."),
                    text("format", "auto", "webp", "png, webp, jpeg, or auto: what Accept says."),
                    number("quality", 90, "Of WebP and JPEG, 1 to 100."),
                    flag("lossless", "With format=webp: keep the colours as they are."));

    private static final Map<String, String> PROBLEMS =
            Map.ofEntries(
                    Map.entry("400", "invalid_option: a parameter cannot be understood."),
                    Map.entry(
                            "401",
                            "unauthorized: X-Api-Key is missing or wrong, where keys are set."),
                    Map.entry("403", "forbidden_address: that address is not read."),
                    Map.entry("408", "request_too_slow: the picture did not arrive in time."),
                    Map.entry(
                            "413",
                            "image_too_large: too many bytes or pixels, for the limits or the memory."),
                    Map.entry(
                            "415",
                            "unsupported_format: it is something else than a readable picture."),
                    Map.entry("422", "unreadable_image: the picture is damaged."),
                    Map.entry("429", "busy: try again after the seconds in Retry-After."),
                    Map.entry("501", "not_available: known, but not here."),
                    Map.entry("503", "model_unavailable: the model's file is missing here."),
                    Map.entry("504", "deadline_exceeded: it took too long."));

    private static Field text(String name, String fallback, String example, String description) {
        return new Field(name, SchemaType.STRING, fallback, example, description);
    }

    private static Field flag(String name, String description) {
        return new Field(name, SchemaType.BOOLEAN, false, true, description);
    }

    private static Field number(String name, int fallback, String description) {
        return new Field(name, SchemaType.INTEGER, fallback, fallback, description);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        // What was found by looking at the methods' arguments is the framework's inside.
        Map<String, Schema> schemas = new TreeMap<>(api.getComponents().getSchemas());
        schemas.keySet().retainAll(Set.of("Answer", "ModelEntry"));
        schemas.put("Problem", problemSchema());
        schemas.put(RemoveBgDescription.ERRORS, RemoveBgDescription.errors());
        api.getComponents().setSchemas(schemas);
        api.getComponents()
                .addSecurityScheme(
                        KEY,
                        createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(ApiKeys.HEADER)
                                .description("Only where the operator has set keys."));
        // Or nothing: most servers have no keys.
        List<SecurityRequirement> keys =
                List.of(
                        createSecurityRequirement(),
                        createSecurityRequirement().addScheme(KEY, List.of()));
        RemoveBgDescription.describe(api.getPaths());
        EvaluateDescription.describe(
                api.getPaths().getPathItem(EvaluateDescription.PATH).getPOST());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> {
                    if (!path.equals("/models")) {
                        item.getOperations().values().forEach(each -> each.setSecurity(keys));
                    }
                });
        PathItem remove = api.getPaths().getPathItem("/api/remove");
        Operation post = remove.getPOST();
        post.summary("Remove the background of a picture that is sent")
                .description(
                        "As rembg: `curl -F file=@photo.jpg http://localhost:7000/api/remove -o"
                                + " cutout.png`. Each parameter counts in the form or in the query.")
                .parameters(FIELDS.stream().map(Field::inQuery).toList())
                .requestBody(createRequestBody().required(true).content(bodies()))
                .responses(answers());
        Operation get = remove.getGET();
        Parameter url =
                createParameter()
                        .name("url")
                        .in(Parameter.In.QUERY)
                        .required(true)
                        .schema(createSchema().type(List.of(SchemaType.STRING)))
                        .example("https://images.example.com/photo.jpg")
                        .description("Where the picture is; only hosts that the operator allows.");
        get.summary("Remove the background of a picture on the web, where that is switched on")
                .parameters(
                        Stream.concat(Stream.of(url), FIELDS.stream().map(Field::inQuery)).toList())
                .responses(answers());
    }

    private static Schema problemSchema() {
        Schema schema =
                createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .description("Why a request was not done (RFC 9457).");
        for (String name : List.of("type", "title", "code", "detail", "requestId")) {
            schema.addProperty(name, createSchema().type(List.of(SchemaType.STRING)));
        }
        return schema.addProperty("status", createSchema().type(List.of(SchemaType.INTEGER)));
    }

    private static Content bodies() {
        Schema form = createSchema().type(List.of(SchemaType.OBJECT)).addRequired("file");
        form.addProperty(
                "file",
                createSchema()
                        .type(List.of(SchemaType.STRING))
                        .format("binary")
                        .description("JPEG, PNG, WebP, BMP, GIF or TIFF."));
        FIELDS.forEach(field -> form.addProperty(field.name(), field.schema()));
        Schema bytes = createSchema().type(List.of(SchemaType.STRING)).format("binary");
        Schema call = createSchema().type(List.of(SchemaType.OBJECT)).addRequired("image");
        call.addProperty(
                "image",
                createSchema()
                        .type(List.of(SchemaType.STRING))
                        .description("In base64; beside it model, format and rembg's options."));
        return createContent()
                .addMediaType("multipart/form-data", createMediaType().schema(form))
                .addMediaType("application/json", createMediaType().schema(call))
                .addMediaType("image/*", createMediaType().schema(bytes))
                .addMediaType("application/octet-stream", createMediaType().schema(bytes));
    }

    private static APIResponses answers() {
        Content pictures = createContent();
        for (String type : List.of("image/png", "image/webp", "image/jpeg")) {
            pictures.addMediaType(
                    type,
                    createMediaType()
                            .schema(
                                    createSchema()
                                            .type(List.of(SchemaType.STRING))
                                            .format("binary")));
        }
        APIResponses answers =
                createAPIResponses()
                        .addAPIResponse(
                                "200",
                                createAPIResponse()
                                        .description("The cutout, or the mask with om.")
                                        .content(pictures)
                                        .addHeader("X-Width", header("Pixels in a row", "1024"))
                                        .addHeader("X-Height", header("Rows", "768"))
                                        .addHeader("X-Model", header("The model", "u2netp"))
                                        .addHeader(
                                                "X-Subject-Found",
                                                header("false: nothing was found", "true"))
                                        .addHeader(
                                                "X-Request-ID",
                                                header("The client's own or a new one", "mine-42"))
                                        .addHeader(
                                                "Server-Timing",
                                                header(
                                                        "Milliseconds by step",
                                                        "decode;dur=9.1, inference;dur=98.0")));
        PROBLEMS.forEach((status, description) ->
                answers.addAPIResponse(
                        status,
                        createAPIResponse()
                                .description(description)
                                .content(problem(status, description))));
        return answers;
    }

    private static Header header(String description, String example) {
        return createHeader()
                .description(description)
                .schema(createSchema().type(List.of(SchemaType.STRING)))
                .example(example);
    }

    private static Content problem(String status, String description) {
        String[] parts = description.split(": ", 2);
        return createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        createMediaType()
                                .schema(createSchema().ref("#/components/schemas/Problem"))
                                .addExample(
                                        parts[0],
                                        createExample()
                                                .value(
                                                        Map.of(
                                                                "type",
                                                                "about:blank",
                                                                "title",
                                                                Problem.title(
                                                                        Integer.parseInt(status)),
                                                                "status",
                                                                Integer.valueOf(status),
                                                                "code",
                                                                parts[0],
                                                                "detail",
                                                                parts[1],
                                                                "requestId",
                                                                "mine-42"))));
    }
}

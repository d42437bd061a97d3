package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.pipeline.ModelEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    /// Described beside the models that they belong to.
    private static final Set<String> OF_MODELS =
            Set.of(
                    "model",
                    "model_path",
                    "vitmatte_model",
                    "cc",
                    "cloth_category",
                    "sam_prompt",
                    "sam_model",
                    "sam_quant");

    private record Field(String name, Supplier<Schema> type, String example, String description) {
        Schema schema() {
            return type.get().examples(List.of(example)).description(description);
        }

        Parameter inQuery() {
            return createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .description(description)
                    .schema(type.get())
                    .example(example);
        }
    }

    private static final String HINT =
            "A picture of what is kept (white) and erased (black), whatever the model says; where it"
                    + " is transparent or grey the model decides.";

    private static final List<Field> FIELDS =
            Stream.concat(
                            RemovalOptionTable.parameters().map(ApiDescription::field),
                            Stream.of(
                                    new Field(
                                            "extras",
                                            Schemas::extras,
                                            "{\"putalpha\": true}",
                                            "rembg's extras, a JSON object."),
                                    new Field(
                                            "format",
                                            () ->
                                                    Schemas.oneOf(
                                                            "auto", "png", "webp", "jpeg", "jpg"),
                                            "webp",
                                            "png, webp, jpeg, or auto: what Accept says."),
                                    new Field(
                                            "quality",
                                            Schemas::quality,
                                            "90",
                                            "Of WebP and JPEG, 1 to 100."),
                                    new Field(
                                            "lossless",
                                            Schemas::flag,
                                            "true",
                                            "With format=webp: keep the colours as they are.")))
                    .toList();

    private static Field field(RemovalOption<?> option) {
        return new Field(
                option.parameter(),
                () -> OptionSchemas.inForm(option),
                option.example(),
                option.help());
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        // What was found by looking at the methods' arguments is the framework's inside.
        Map<String, Schema> schemas = new TreeMap<>(api.getComponents().getSchemas());
        schemas.keySet().retainAll(Set.of("Answer", "ModelEntry"));
        Objects.requireNonNull(schemas.get("ModelEntry"))
                .addProperty(
                        "hash",
                        Schemas.orNull(SchemaType.STRING)
                                .description(
                                        "Algorithm and value; null for a model of one's own."));
        schemas.put("Problem", Schemas.problemSchema());
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
                    if (item.getGET() != null) {
                        item.getGET().requestBody(null);
                    }
                    if (!path.equals("/models")) {
                        item.getOperations().values().forEach(each -> each.setSecurity(keys));
                    }
                });
        Refusals.addProblems(
                api.getPaths().getPathItem("/models").getGET().getResponses(), Refusals.anywhere());
        PathItem remove = api.getPaths().getPathItem("/api/remove");
        Operation post = remove.getPOST();
        post.summary("Remove the background of a picture that is sent")
                .description(
                        "As rembg: `curl -F file=@photo.jpg http://localhost:7000/api/remove -o"
                                + " cutout.png`. Each parameter counts in the form or in the query, and"
                                + " where both have it in the form.")
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

    private static Content bodies() {
        Schema form = Schemas.object().addRequired("file");
        form.addProperty(
                "file", Schemas.binary().description("JPEG, PNG, WebP, BMP, GIF or TIFF."));
        form.addProperty("hint", Schemas.binary().description(HINT));
        FIELDS.forEach(field -> form.addProperty(field.name(), field.schema()));
        // Names have no case: A would be a, and a second value of it.
        form.propertyNames(createSchema().type(List.of(SchemaType.STRING)).pattern("^[^A-Z]*$"));
        return createContent()
                .addMediaType("multipart/form-data", createMediaType().schema(form))
                .addMediaType("application/json", createMediaType().schema(call()))
                .addMediaType("image/*", createMediaType().schema(Schemas.binary()))
                .addMediaType(
                        "application/octet-stream", createMediaType().schema(Schemas.binary()));
    }

    private static Schema call() {
        Schema call =
                Schemas.object()
                        .addRequired("image")
                        .additionalPropertiesSchema(createSchema().booleanSchema(false));
        call.addProperty(
                "image",
                Schemas.base64().description("In base64, or a data: address, in either alphabet."));
        call.addProperty(
                "hint",
                Schemas.base64()
                        .type(List.of(SchemaType.STRING, SchemaType.NULL))
                        .description(HINT));
        List<Object> models = new ArrayList<>(ModelEntry.names());
        models.add(null);
        call.addProperty("model", Schemas.orNull(SchemaType.STRING).enumeration(models));
        call.addProperty(
                "format",
                Schemas.orNull(SchemaType.STRING)
                        .enumeration(Arrays.asList("png", "webp", "jpeg", "jpg", null)));
        call.addProperty(
                "quality",
                Schemas.orNull(SchemaType.INTEGER)
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(100)));
        call.addProperty("lossless", Schemas.orNull(SchemaType.BOOLEAN));
        RemovalOptionTable.rows().stream()
                .filter(option -> !OF_MODELS.contains(option.name()))
                .forEach(option ->
                        call.addProperty(
                                option.name(),
                                OptionSchemas.inJson(option).description(option.help())));
        return call.description(
                "A picture and the options by their long names; model_path beside a model of one's"
                        + " own, vitmatte_model beside vitmatte, cc (cloth_category) beside the"
                        + " model u2net_cloth_seg, sam_prompt, sam_model and sam_quant beside sam.");
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
                                                "X-Confidence",
                                                header(
                                                        "How far the result can be trusted, 0 to 1",
                                                        "0.93"))
                                        .addHeader(
                                                "X-Needs-Review",
                                                header("Whether a person should look", "false"))
                                        .addHeader(
                                                "X-Review-Reason",
                                                header("What is likely to be wrong", "clear"))
                                        .addHeader(
                                                "X-Refined-By",
                                                header(
                                                        "What refined the edges: none,"
                                                                + " decontaminate, fast, quality,"
                                                                + " rembg or vitmatte",
                                                        "none"))
                                        .addHeader(
                                                "X-Request-ID",
                                                header("The client's own or a new one", "mine-42"))
                                        .addHeader(
                                                "Server-Timing",
                                                header(
                                                        "Milliseconds by step",
                                                        "decode;dur=9.1, inference;dur=98.0")));
        Refusals.addProblems(answers, Refusals.ofPictures());
        return answers;
    }

    private static Header header(String description, String example) {
        return createHeader()
                .description(description)
                .schema(createSchema().type(List.of(SchemaType.STRING)))
                .example(example);
    }
}

package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.FaultAnswer;
import dev.alphalift.dialect.RemoveBgCall;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.fault.FaultKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private static final String LENGTH = "(0|[0-9]{1,7}(\\.[0-9]{1,9})?(px|%))";
    private static final String PERCENT = "(100|[0-9]{1,2})%";

    private record Field(Schema type, String description) {
        Schema schema() {
            return type.description(description);
        }
    }

    private RemoveBgDescription() {}

    /// Faults of pictures and parameters that remove.bg tells apart.
    private static Stream<Refusals.Entry> own() {
        return Stream.of(
                badRequest("missing_source", "there is no picture."),
                badRequest("multiple_sources", "there is more than one picture."),
                badRequest("unknown_foreground", "no subject was found in the picture."));
    }

    private static Refusals.Entry badRequest(String code, String meaning) {
        return new Refusals.Entry(WebStatus.BAD_REQUEST.number(), code, meaning);
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "image_file",
                new Field(
                        Schemas.binary(), "The picture, a file; or image_file_b64, or image_url."));
        fields.put(
                "image_file_b64",
                new Field(Schemas.base64(), "The picture in base64, or a data: address."));
        fields.put(
                "image_url",
                new Field(
                        Schemas.text().format("uri").minLength(1),
                        "Where the picture is; only hosts that the operator allows."));
        fields.put(
                "size",
                new Field(
                        Schemas.oneOf(
                                "preview", "small", "regular", "medium", "hd", "full", "4k", "50MP",
                                "auto"),
                        "preview, medium, hd, full or auto; auto is full here."));
        fields.put(
                "type",
                new Field(
                        Schemas.oneOf(RemoveBgCall.types().toArray(String[]::new)),
                        "Changes nothing."));
        fields.put(
                "format",
                new Field(
                        Schemas.oneOf("auto", "png", "jpg", "jpeg", "webp", "zip"),
                        "auto: JPEG where nothing is transparent, else PNG."));
        fields.put(
                "roi",
                new Field(
                        lengths("(%s( %s){3})"), "Where the subject is: x1 y1 x2 y2 in px or %."));
        fields.put("crop", new Field(Schemas.flag(), "true: cut off what is around the subject."));
        fields.put(
                "crop_margin",
                new Field(lengths("(%s( %s( %1$s %1$s)?)?)"), "1, 2 or 4 lengths in px or %."));
        fields.put(
                "scale",
                new Field(
                        Schemas.text().pattern("^(original|[1-9][0-9]%|100%)?$"),
                        "10% to 100% of the canvas, or original."));
        fields.put(
                "position",
                new Field(
                        Schemas.text()
                                .pattern(
                                        "^(original|center|%s( %s)?)?$"
                                                .formatted(PERCENT, PERCENT)),
                        "original, center, or one or two percentages."));
        fields.put("channels", new Field(Schemas.oneOf("rgba", "alpha"), "rgba or alpha."));
        fields.put(
                "bg_color",
                new Field(
                        Schemas.text()
                                .pattern(
                                        "^(#?([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|[a-zA-Z]+)?$"),
                        "A colour behind: 3, 4, 6 or 8 hex digits, or a CSS name."));
        fields.put(
                "bg_image_file",
                new Field(Schemas.binary(), "A picture behind, a file; or bg_image_url."));
        fields.put(
                "bg_image_url",
                new Field(Schemas.text().format("uri"), "Where the picture behind is."));
        fields.put(
                "type_level",
                new Field(Schemas.oneOf("none", "1", "2", "latest"), "Changes nothing."));
        fields.put(
                "shadow_type",
                new Field(
                        Schemas.oneOf("none", "auto", "car", "3d", "drop"),
                        "With add_shadow: how it falls."));
        fields.put(
                "shadow_opacity",
                new Field(
                        Schemas.text().pattern("^([0-9]{1,2}|100)?$"),
                        "With add_shadow: how dark it is, in percent."));
        fields.put("semitransparency", new Field(Schemas.flag(), "Changes nothing."));
        fields.put("add_shadow", new Field(Schemas.flag(), "A soft shadow of the subject."));
        return fields;
    }

    private static Schema lengths(String pattern) {
        return Schemas.text().pattern("^" + pattern.formatted(LENGTH, LENGTH) + "?$");
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
                .responses(account());
    }

    private static APIResponses account() {
        APIResponses answers =
                createAPIResponses()
                        .addAPIResponse(
                                "200",
                                createAPIResponse()
                                        .description("Always the same.")
                                        .content(Schemas.json(Schemas.object())));
        String wrongKey = FaultAnswer.of(FaultKind.UNAUTHORIZED).removeBgCode();
        addErrors(
                answers,
                Stream.concat(
                        Refusals.anywhere(),
                        Refusals.ofRemoveBg().filter(entry -> entry.code().equals(wrongKey))));
        return answers;
    }

    static Schema errors() {
        Schema error = Schemas.object();
        for (String name : List.of("title", "code", "detail")) {
            error.addProperty(name, Schemas.text());
        }
        error.required(List.of("title", "code"));
        return Schemas.object()
                .description("Why a call of remove.bg's interface was not done.")
                .addProperty("errors", createSchema().type(List.of(SchemaType.ARRAY)).items(error))
                .required(List.of("errors"));
    }

    private static Content bodies() {
        Schema form = Schemas.object();
        Schema texts = Schemas.object();
        fields().forEach((name, field) -> {
            form.addProperty(name, field.schema());
            if (!name.endsWith("_file")) {
                texts.addProperty(name, field.schema());
            }
        });
        return createContent()
                .addMediaType(
                        "multipart/form-data",
                        createMediaType()
                                .schema(
                                        oneSource(
                                                form, "image_file", "image_file_b64", "image_url")))
                .addMediaType(
                        "application/x-www-form-urlencoded",
                        createMediaType().schema(oneSource(texts, "image_file_b64", "image_url")))
                .addMediaType(
                        "application/json",
                        createMediaType().schema(oneSource(texts, "image_file_b64", "image_url")));
    }

    /// Exactly one of them.
    private static Schema oneSource(Schema schema, String... names) {
        Schema one = Schemas.object().properties(schema.getProperties());
        for (String name : names) {
            one.addOneOf(createSchema().required(List.of(name)));
        }
        return one;
    }

    private static APIResponses answers() {
        APIResponse done = createAPIResponse().description("The result.");
        Content kinds = createContent();
        for (String type : List.of("image/png", "image/jpeg", "image/webp", "application/zip")) {
            kinds.addMediaType(type, createMediaType().schema(Schemas.binary()));
        }
        kinds.addMediaType(
                "application/json",
                createMediaType()
                        .schema(
                                Schemas.object()
                                        .addProperty(
                                                "data",
                                                Schemas.object()
                                                        .addProperty(
                                                                "result_b64", Schemas.text()))));
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
            done.addHeader(header, createHeader().schema(Schemas.text()));
        }
        APIResponses answers = createAPIResponses().addAPIResponse("200", done.content(kinds));
        addErrors(answers, Stream.concat(Refusals.ofRemoveBg(), own()));
        return answers;
    }

    private static void addErrors(APIResponses answers, Stream<Refusals.Entry> entries) {
        Refusals.byStatus(entries)
                .forEach((status, several) ->
                        answers.addAPIResponse(status, failure(Refusals.text(several))));
    }

    private static APIResponse failure(String description) {
        return createAPIResponse()
                .description(description)
                .content(Schemas.json(createSchema().ref("#/components/schemas/" + ERRORS)));
    }
}

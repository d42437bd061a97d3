package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.Problem;
import dev.alphalift.pipeline.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// What values of parameters and answers look like, as the description of the interface says it:
/// exactly, so that a program which reads it knows what will be refused. All parameters are texts,
/// since an empty one is one that was left alone.
final class Schemas {
    private static final String NO = "[Ff]([Aa][Ll][Ss][Ee])?|[Nn][Oo]?|[Oo][Ff][Ff]|0";
    private static final String YES = "[Tt]([Rr][Uu][Ee])?|[Yy]([Ee][Ss])?|[Oo][Nn]|1";
    private static final String CHANNEL = "([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final String EXTRA =
            "\"(putalpha|only_mask|post_process_mask)\": ?(true|false)"
                    + "|\"bgcolor\": ?\\[C, ?C, ?C, ?C\\]"
                            .replace("C", "([1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])");

    /// What any request may be answered, wherever it goes.
    private static final Map<String, String> ANYWHERE =
            Map.of(
                    "400", "bad_request: the address cannot be decoded, or a host is missing.",
                    "405", "method_not_allowed: Allow says what the path knows.",
                    "414", "uri_too_long: the address is too long.",
                    "431", "headers_too_long: the headers are too long.",
                    "500", "unexpected: a bug; please report it with its requestId.");

    private Schemas() {}

    static Schema text() {
        return createSchema().type(List.of(SchemaType.STRING));
    }

    static Schema object() {
        return createSchema().type(List.of(SchemaType.OBJECT));
    }

    static Schema binary() {
        return text().format("binary");
    }

    /// A yes or a no, in any way that rembg's server understands.
    static Schema flag() {
        return text().pattern("^(%s|%s)?$".formatted(YES, NO)).defaultValue("false");
    }

    /// One that cannot be met yet.
    static Schema unmetFlag() {
        return text().pattern("^(%s)?$".formatted(NO)).defaultValue("false");
    }

    /// A number of 0 to 255.
    static Schema level() {
        return text().pattern("^%s?$".formatted(CHANNEL));
    }

    /// A whole number.
    static Schema count() {
        return text().pattern("^[0-9]{0,9}$");
    }

    /// 1 to 100.
    static Schema quality() {
        return text().pattern("^([1-9][0-9]?|100)?$").defaultValue("90");
    }

    /// One of several words, or nothing.
    static Schema oneOf(String... words) {
        return text().enumeration(
                        List.<Object>copyOf(
                                Stream.concat(Stream.of(""), Stream.of(words)).toList()));
    }

    /// A model that needs no path beside it.
    static Schema model() {
        return oneOf(ModelEntry.names().toArray(String[]::new));
    }

    static Schema colour() {
        return text().pattern("^(%s(,%s){3})?$".formatted(CHANNEL, CHANNEL));
    }

    /// rembg's extras as JSON; `model_path` belongs to models of one's own.
    static Schema extras() {
        return text().pattern("^(\\{((%s)(, ?(%s))*)?\\})?$".formatted(EXTRA, EXTRA));
    }

    /// A picture as text.
    static Schema base64() {
        return text().format("byte")
                .minLength(4)
                .pattern("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$");
    }

    /// What may also be left out by saying null.
    static Schema orNull(SchemaType type) {
        return createSchema().type(List.of(type, SchemaType.NULL));
    }

    /// A problem: its code, a colon, what it means.
    static APIResponse problem(String status, String description) {
        String[] parts = description.split(": ", 2);
        return createAPIResponse()
                .description(description)
                .content(
                        createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        createMediaType()
                                                .schema(
                                                        createSchema()
                                                                .ref(
                                                                        "#/components/schemas/Problem"))
                                                .addExample(
                                                        parts[0],
                                                        createExample()
                                                                .value(example(status, parts)))));
    }

    private static Map<String, Object> example(String status, String... parts) {
        int number = Integer.parseInt(status);
        return Map.of(
                "type",
                "about:blank",
                "title",
                Problem.title(number),
                "status",
                number,
                "code",
                parts[0],
                "detail",
                parts[1],
                "requestId",
                "mine-42");
    }

    static Content json(Schema schema) {
        return createContent().addMediaType("application/json", createMediaType().schema(schema));
    }

    /// Problems of a path and those that any path has, by status.
    static Map<String, String> withAnywhere(Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(ANYWHERE);
        all.putAll(own);
        return all;
    }

    /// [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457).
    static Schema problemSchema() {
        Schema schema = object().description("Why a request was not done (RFC 9457).");
        List<String> required = new ArrayList<>();
        for (String name : List.of("type", "title", "code", "detail")) {
            schema.addProperty(name, text());
            required.add(name);
        }
        required.add("status");
        return schema.addProperty("requestId", text())
                .addProperty("status", createSchema().type(List.of(SchemaType.INTEGER)))
                .required(required);
    }
}

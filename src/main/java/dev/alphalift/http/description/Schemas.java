package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.pipeline.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// What values of parameters and answers look like, as the description of the interface says it:
/// exactly, so that a program which reads it knows what will be refused. All parameters are texts,
/// since an empty one is one that was left alone.
final class Schemas {
    private static final String NO = "[Ff]([Aa][Ll][Ss][Ee])?|[Nn][Oo]?|[Oo][Ff][Ff]|0";
    private static final String DECIMALS = "(\\.[0-9]{1,400})?";
    private static final String NO_DECIMALS = "(\\.0{1,400})?";

    /// A length as a text: up to 500 pixels, 50 per mille or 5 percent.
    static final String EXTENT =
            "0{0,4}([0-4]?[0-9]{1,2}%1$s|500%2$s) ?([Pp][Xx])?".formatted(DECIMALS, NO_DECIMALS)
                    + "|0{0,5}([0-4]?[0-9]%1$s|50%2$s) ?(‰|[Pp][Mm])"
                            .formatted(DECIMALS, NO_DECIMALS)
                    + "|0{0,6}([0-4]%1$s|5%2$s) ?%%".formatted(DECIMALS, NO_DECIMALS);

    /// A length with the shape of a brush before it or not.
    static final String BRUSH = "([Bb][Oo][Xx]:|[Dd][Ii][Ss][Cc]:)?(%s)".formatted(EXTENT);

    private static final String YES = "[Tt]([Rr][Uu][Ee])?|[Yy]([Ee][Ss])?|[Oo][Nn]|1";
    private static final String CHANNEL = "([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final String EXTRA =
            "\"(putalpha|only_mask|post_process_mask)\": ?(true|false)"
                    + "|\"bgcolor\": ?\\[C, ?C, ?C, ?C\\]"
                            .replace("C", "([1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])");

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

    /// A number of 0 to 255.
    static Schema level() {
        return text().pattern("^%s?$".formatted(CHANNEL));
    }

    /// A number of 0 to 100.
    static Schema percent() {
        return text().pattern("^([0-9]{1,2}|100)?$");
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

    static Content json(Schema schema) {
        return createContent().addMediaType("application/json", createMediaType().schema(schema));
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

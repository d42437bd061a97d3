package dev.alphalift.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.form.Base64Text;
import dev.alphalift.dialect.form.CallJson;
import dev.alphalift.dialect.form.JsonPicture;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.Parameters;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A picture and what is wanted of it as one JSON object: `image` (base64), `model`, rembg's
/// options by their long names, and of ours `format`, `quality` and `lossless`.
public final class RembgCall {
    private static final String IMAGE = "image";
    private static final Set<String> OF_OURS =
            Set.of(IMAGE, RembgWeb.HINT, "model", "format", "quality", "lossless");

    /// What is base64.
    private static final Set<String> PICTURES = Set.of(IMAGE, RembgWeb.HINT);

    private static final JsonMapper JSON = CallJson.reader().build();

    private final byte[] image;
    private final RemovalOptions options;

    private RembgCall(byte[] image, RemovalOptions options) {
        this.image = image;
        this.options = options;
    }

    /// What a body asks for.
    ///
    /// @param query what stands in the address beside it, and holds where it says nothing
    /// @param defaults what holds where neither says anything
    /// @throws InvalidOption if it is no JSON object, lacks the picture, or a name or value in it
    ///   is unknown
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable for an option that is not built
    ///   yet
    public static RembgCall ofJson(byte[] body, Parameters query, RemovalOptions defaults) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidOption("body", "", "it must be a JSON object.");
            }
            ObjectNode call = JSON.createObjectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String key = NamedTexts.key(name);
                boolean isPicture =
                        parser.nextToken() == JsonToken.VALUE_STRING && PICTURES.contains(key);
                JsonNode value =
                        isPicture
                                ? call.binaryNode(JsonPicture.decode(key, parser, body))
                                : JSON.readTree(parser);
                if (call.replace(name, value) != null) {
                    throw twice(name);
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new InvalidOption("body", "", "it must be one JSON object.");
            }
            return of(call, query, defaults);
        } catch (IOException e) {
            throw new InvalidOption("body", "", "it is no JSON.");
        }
    }

    /// What an object asks for.
    ///
    /// @param defaults what holds where it says nothing
    /// @throws InvalidOption if it is none, lacks the picture, or a name or value in it is unknown
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable for an option that is not built
    ///   yet
    public static RembgCall of(@Nullable JsonNode call, RemovalOptions defaults) {
        return of(call, new NamedTexts(), defaults);
    }

    private static RembgCall of(
            @Nullable JsonNode call, Parameters query, RemovalOptions defaults) {
        if (!(call instanceof ObjectNode given)) {
            throw new InvalidOption("image", "", "the call must be a JSON object with a picture.");
        }
        ObjectNode object = given.objectNode();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name = NamedTexts.key(member.getKey());
            if (object.has(name)) {
                throw twice(name);
            }
            // What is null was left out by a client that names everything.
            if (!member.getValue().isNull()) {
                object.set(name, member.getValue());
            }
        }
        byte[] image = picture(IMAGE, object.get(IMAGE));
        if (image == null) {
            throw new InvalidOption(
                    IMAGE, "", "the picture is missing; it must be a text of base64.");
        }
        RemovalOptions options = RembgParameters.options(query, defaults);
        String model = text(object, "model");
        if (model != null) {
            options = options.withModel(model, null);
        }
        ObjectNode extras = object.deepCopy();
        extras.remove(OF_OURS);
        options = RembgExtras.apply(extras, options);
        options = options.withOutput(output(object, query, options));
        return new RembgCall(image, RembgWeb.withHint(options, hint(object)));
    }

    private static InvalidOption twice(String name) {
        return new InvalidOption(name, "", "it is there twice.");
    }

    private static byte @Nullable [] hint(ObjectNode object) {
        JsonNode value = object.get(RembgWeb.HINT);
        byte[] hint = picture(RembgWeb.HINT, value);
        if (value != null && (hint == null || hint.length == 0)) {
            throw new InvalidOption(RembgWeb.HINT, "", "it must be a picture in base64.");
        }
        return hint;
    }

    private static byte @Nullable [] picture(String name, @Nullable JsonNode value) {
        try {
            if (value != null && value.isTextual()) {
                return Base64Text.decode(name, value.textValue());
            }
            return value == null ? null : value.binaryValue();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes need no decoding.", e);
        }
    }

    private static OutputFormat output(
            ObjectNode object, Parameters query, RemovalOptions options) {
        String format = text(object, "format");
        JsonNode quality = object.get("quality");
        // 90.0 is whole, too.
        if (quality != null
                && !(quality.isNumber() && quality.doubleValue() == quality.intValue())) {
            throw new InvalidOption("quality", quality.toString(), "it must be a whole number.");
        }
        JsonNode lossless = object.get("lossless");
        if (lossless != null && !lossless.isBoolean()) {
            throw new InvalidOption("lossless", lossless.toString(), "it must be true or false.");
        }
        return OutputFormat.named(
                format == null ? Negotiation.format(query, null) : format,
                quality == null ? Negotiation.quality(query) : quality.intValue(),
                lossless == null ? Negotiation.lossless(query) : lossless.booleanValue(),
                options.backgroundOr(OutputFormat.Jpeg.WHITE));
    }

    private static @Nullable String text(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidOption(name, value.toString(), "it must be a text.");
        }
        return value.textValue();
    }

    /// The file, not a copy.
    public byte[] image() {
        return image;
    }

    public RemovalOptions options() {
        return options;
    }
}

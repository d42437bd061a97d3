package dev.alphalift.dialect.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form that a body of `application/x-www-form-urlencoded` or `application/json` is. Pictures
/// come in both as base64, and are decoded where they lie: as texts they would take their memory
/// several times over.
public final class TextForm implements WebForm {
    /// What the names of pictures in base64 end in.
    static final String PICTURES = "_b64";

    private final NamedTexts texts = new NamedTexts();
    private final Map<String, byte[]> files = new HashMap<>();

    private TextForm() {}

    @Override
    public @Nullable String get(String name) {
        return texts.get(name);
    }

    /// The bytes of a picture in base64, whose name ends in `_b64`.
    @Override
    public byte @Nullable [] file(String name) {
        return files.get(NamedTexts.key(name));
    }

    /// The form of an object: texts, numbers, true and false by name. What is null counts as left
    /// out.
    ///
    /// @throws InvalidOption if the body is no JSON object, or a picture in it no base64
    public static TextForm ofJson(byte[] body) {
        TextForm form = new TextForm();
        // A factory keeps the names that it has read, and clients make up names: one for each form.
        // Without its names it would read letters instead of bytes, and not say where a text lies.
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidOption("body", "", "it must be a JSON object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                form.put(NamedTexts.key(parser.currentName()), parser.nextToken(), parser, body);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new InvalidOption("body", "", "it must be one JSON object.");
            }
            return form;
        } catch (IOException e) {
            throw new InvalidOption("body", "", "it is no JSON.");
        }
    }

    private void put(String name, JsonToken token, JsonParser parser, byte[] body)
            throws IOException {
        if (token == JsonToken.VALUE_STRING && name.endsWith(PICTURES)) {
            putFile(name, JsonPicture.decode(name, parser, body));
        } else if (token != JsonToken.VALUE_NULL) {
            texts.add(name, parser.getText());
            parser.skipChildren();
        }
    }

    /// An empty one was left out.
    private void putFile(String name, byte[] bytes) {
        if (bytes.length > 0 && files.put(name, bytes) != null) {
            throw new InvalidOption(name, "", "it is there twice.");
        }
    }

    /// The form of a body like `size=auto&crop=true`.
    ///
    /// @throws InvalidOption if a picture in it is no base64
    public static TextForm ofUrlEncoded(byte[] body) {
        TextForm form = new TextForm();
        int start = 0;
        while (start <= body.length) {
            int end = indexOf('&', body, start, body.length);
            int equals = indexOf('=', body, start, end);
            String name = NamedTexts.key(text(decoded(body, start, equals, ' ')));
            if (!name.isEmpty()) {
                int value = Math.min(equals + 1, end);
                if (name.endsWith(PICTURES)) {
                    // Base64 has plus signs and no blanks, and many forget to encode them.
                    form.putFile(name, Base64Text.decode(name, decoded(body, value, end, '+')));
                } else {
                    form.texts.add(name, text(decoded(body, value, end, ' ')));
                }
            }
            start = end + 1;
        }
        return form;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int indexOf(char sought, byte[] body, int from, int end) {
        int at = from;
        while (at < end && body[at] != sought) {
            at++;
        }
        return at;
    }

    /// The bytes of an encoded part; what is no good escape stands for itself.
    ///
    /// @param plus what a plus sign stands for
    private static byte[] decoded(byte[] body, int from, int end, char plus) {
        byte[] result = new byte[end - from];
        int length = 0;
        for (int at = from; at < end; at++) {
            byte value = body[at];
            if (value == '+') {
                value = (byte) plus;
            } else if (value == '%' && at + 2 < end) {
                int high = Character.digit(body[at + 1], 16);
                int low = Character.digit(body[at + 2], 16);
                if (high >= 0 && low >= 0) {
                    value = (byte) (high << 4 | low);
                    at += 2;
                }
            }
            result[length++] = value;
        }
        return length == result.length ? result : Arrays.copyOf(result, length);
    }
}

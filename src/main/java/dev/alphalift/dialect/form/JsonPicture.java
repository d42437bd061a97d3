package dev.alphalift.dialect.form;

import com.fasterxml.jackson.core.JsonParser;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.util.Arrays;

/// A picture that is a text in JSON, decoded where it lies: as a text of Java's it would take its
/// memory several times over.
public final class JsonPicture {
    private JsonPicture() {}

    /// The bytes that the text stands for that a parser has come to.
    ///
    /// @param body what it parses
    /// @throws InvalidOption if it is neither base64 nor a `data:` address
    public static byte[] decode(String name, JsonParser parser, byte[] body) throws IOException {
        long offset = parser.currentTokenLocation().getByteOffset();
        if (offset < 0 || offset >= body.length || body[(int) offset] != '"') {
            // Not in UTF-8.
            return Base64Text.decode(name, parser.getText());
        }
        int start = (int) offset + 1;
        int end = start;
        boolean escaped = false;
        while (end < body.length && body[end] != '"') {
            boolean escape = body[end] == '\\';
            escaped |= escape;
            end += escape ? 2 : 1;
        }
        if (end >= body.length) {
            throw new InvalidOption(name, "", "it is no JSON: the text has no end.");
        }
        if (!escaped) {
            return Base64Text.decode(name, body, start, end);
        }
        return Base64Text.decode(name, unescaped(name, body, start, end));
    }

    /// Many write `\/`, and line breaks as `\n`.
    private static byte[] unescaped(String name, byte[] body, int start, int end) {
        byte[] result = new byte[end - start];
        int length = 0;
        for (int at = start; at < end; at++) {
            byte value = body[at];
            if (value == '\\') {
                value = body[++at];
                if (value == 'u') {
                    value = character(name, body, at + 1, end);
                    at += 4;
                } else {
                    value =
                            switch (value) {
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                case 't' -> '\t';
                                default -> value;
                            };
                }
            }
            result[length++] = value;
        }
        return Arrays.copyOf(result, length);
    }

    private static byte character(String name, byte[] body, int from, int end) {
        int code = 0;
        for (int at = from; at < from + 4; at++) {
            int digit = at < end ? Character.digit(body[at], 16) : -1;
            if (digit < 0) {
                throw new InvalidOption(name, "", "it is no JSON: an escape breaks off.");
            }
            code = code << 4 | digit;
        }
        // Nothing beyond belongs to base64 or an address.
        return (byte) (code < 0x80 ? code : '?');
    }
}

package dev.alphalift.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Locale;

/// Bytes to text and back without loss. In a text each byte that is no UTF-8 is one half of a
/// surrogate pair, U+DC80 to U+DCFF, as in Python (PEP 383).
final class NameText {
    private static final char FIRST_BYTE = '\udc80';
    private static final char LAST_BYTE = '\udcff';
    private static final int BYTE_BASE = 0xdc00;

    private NameText() {}

    static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(NameText::isHalf);
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isByte(int codePoint) {
        return codePoint >= FIRST_BYTE && codePoint <= LAST_BYTE;
    }

    static String of(byte[] bytes) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int count = result.length(); count > 0; count--) {
                out.put((char) (BYTE_BASE | (in.get() & 0xff)));
            }
            decoder.reset();
        }
    }

    /// @throws InvalidPathException if the text holds half a character that stands for no byte
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints()
                .forEach(codePoint -> {
                    if (isByte(codePoint)) {
                        bytes.write(codePoint & 0xff);
                    } else if (isHalf(codePoint)) {
                        throw new InvalidPathException(text, "it holds half a character");
                    } else {
                        bytes.writeBytes(utf8(codePoint));
                    }
                });
        return bytes.toByteArray();
    }

    private static byte[] utf8(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }

    /// The text with each byte that is no UTF-8, and all that would steer a terminal or reorder a
    /// line, as `\xHH`.
    ///
    /// @param asName whether it is a name and nothing else: then a backslash is doubled, so that
    ///   two names never look the same, and a line's end is escaped as well
    static String escaped(String text, boolean asName) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(codePoint -> {
                    if (asName && codePoint == '\\') {
                        escaped.append("\\\\");
                    } else if (isByte(codePoint)) {
                        escape(codePoint & 0xff, escaped);
                    } else if (isHalf(codePoint)) {
                        escaped.append('?');
                    } else if (steers(codePoint)
                            && (asName || (codePoint != '\n' && codePoint != '\t'))) {
                        for (byte part : utf8(codePoint)) {
                            escape(part & 0xff, escaped);
                        }
                    } else {
                        escaped.appendCodePoint(codePoint);
                    }
                });
        return escaped.toString();
    }

    private static void escape(int value, StringBuilder escaped) {
        escaped.append(String.format(Locale.ROOT, "\\x%02x", value));
    }

    /// Control characters, ends of lines, and marks that turn the direction of writing.
    private static boolean steers(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x061c
                || codePoint == 0x200e
                || codePoint == 0x200f
                || (codePoint >= 0x2028 && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    /// The text that was escaped as a name.
    static String unescaped(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            int codePoint = escaped.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint != '\\' || at == escaped.length()) {
                bytes.writeBytes(bytes(Character.toString(codePoint)));
            } else if (escaped.charAt(at) == 'x' && isHexadecimal(escaped, at + 1)) {
                bytes.write(Integer.parseInt(escaped, at + 1, at + 3, 16));
                at += 3;
            } else {
                bytes.write('\\');
                at += escaped.charAt(at) == '\\' ? 1 : 0;
            }
        }
        return of(bytes.toByteArray());
    }

    private static boolean isHexadecimal(String text, int at) {
        return at + 2 <= text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}

package dev.alphalift.dialect.form;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are written as text: base64 in either alphabet (RFC 4648, 4 and 5), with or without
/// padding and line breaks, or a `data:` address (RFC 2397), whose media type is not believed.
public final class Base64Text {
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64";

    /// What a `data:` address may have before its comma.
    private static final int LONGEST_HEAD = 1024;

    private static final int SKIPPED = -1;
    private static final int NONE = -2;
    private static final int PADDING = -3;
    private static final byte[] DIGITS = digits();

    private Base64Text() {}

    private static byte[] digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) NONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int digit = 0; digit < alphabet.length(); digit++) {
            digits[alphabet.charAt(digit)] = (byte) digit;
        }
        digits['-'] = digits['+'];
        digits['_'] = digits['/'];
        digits['='] = PADDING;
        for (char blank : " \t\r\n".toCharArray()) {
            digits[blank] = SKIPPED;
        }
        return digits;
    }

    /// Whether a text is a `data:` address.
    public static boolean isDataAddress(String text) {
        return text.stripLeading().regionMatches(true, 0, DATA, 0, DATA.length());
    }

    /// Whether bytes are a `data:` address.
    static boolean isDataAddress(byte[] text) {
        return isDataAddress(
                new String(text, 0, Math.min(text.length, 64), StandardCharsets.ISO_8859_1));
    }

    /// The bytes that a text stands for.
    ///
    /// @param name what the text is called, for a fault
    /// @throws InvalidOption if it is neither base64 nor a `data:` address
    public static byte[] decode(String name, String text) {
        return decode(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The bytes that a text stands for; the text is not changed.
    static byte[] decode(String name, byte[] text) {
        return decode(name, text, 0, text.length);
    }

    static byte[] decode(String name, byte[] text, int from, int end) {
        int start = from;
        while (start < end && DIGITS[text[start] & 0xff] == SKIPPED) {
            start++;
        }
        if (!startsWith(DATA, text, start, end)) {
            return ofBase64(name, text, start, end);
        }
        int comma = start;
        while (comma < Math.min(end, start + LONGEST_HEAD) && text[comma] != ',') {
            comma++;
        }
        if (comma == end || text[comma] != ',') {
            throw new InvalidOption(name, "", "it is a data: address without a comma.");
        }
        String head =
                new String(text, start, comma - start, StandardCharsets.ISO_8859_1).stripTrailing();
        boolean isBase64 = head.regionMatches(true, head.length() - BASE64.length(), BASE64, 0, 7);
        byte[] content = withoutPercents(text, comma + 1, end);
        return isBase64 ? ofBase64(name, content, 0, content.length) : content;
    }

    private static boolean startsWith(String start, byte[] text, int from, int end) {
        if (end - from < start.length()) {
            return false;
        }
        for (int at = 0; at < start.length(); at++) {
            if (Character.toLowerCase((char) (text[from + at] & 0xff)) != start.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutPercents(byte[] text, int from, int end) {
        byte[] result = new byte[end - from];
        int length = 0;
        for (int at = from; at < end; at++) {
            byte value = text[at];
            if (value == '%' && at + 2 < end) {
                int high = Character.digit(text[at + 1], 16);
                int low = Character.digit(text[at + 2], 16);
                if (high >= 0 && low >= 0) {
                    value = (byte) (high << 4 | low);
                    at += 2;
                }
            }
            result[length++] = value;
        }
        return length == result.length ? result : Arrays.copyOf(result, length);
    }

    private static byte[] ofBase64(String name, byte[] text, int from, int end) {
        byte[] result = new byte[(int) ((end - from) * 3L / 4)];
        int length = 0;
        int bits = 0;
        int digits = 0;
        int padding = 0;
        for (int at = from; at < end; at++) {
            int digit = DIGITS[text[at] & 0xff];
            if (digit >= 0 && padding == 0) {
                bits = bits << 6 | digit;
                digits++;
                if ((digits & 3) == 0) {
                    result[length++] = (byte) (bits >> 16);
                    result[length++] = (byte) (bits >> 8);
                    result[length++] = (byte) bits;
                }
            } else if (digit == PADDING) {
                padding++;
            } else if (digit != SKIPPED) {
                throw noBase64(name);
            }
        }
        int rest = digits & 3;
        if (rest == 1 || (padding > 0 && rest + padding != 4)) {
            throw noBase64(name);
        }
        if (rest > 1) {
            result[length++] = (byte) (rest == 2 ? bits >> 4 : bits >> 10);
        }
        if (rest == 3) {
            result[length++] = (byte) (bits >> 2);
        }
        return length == result.length ? result : Arrays.copyOf(result, length);
    }

    private static InvalidOption noBase64(String name) {
        return new InvalidOption(name, "", "it is no base64.");
    }
}

package dev.alphalift.fetch;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which piece of the whole a server sends, by its header `Content-Range` (RFC 9110, 14.4).
///
/// @param first place of the first byte; -1 where the server sends no piece
/// @param last place of the last byte; -1 where the server sends no piece
/// @param total bytes of the whole, if the server says
record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM =
            Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");
    private static final ContentRange UNKNOWN = new ContentRange(-1, -1, OptionalLong.empty());

    /// What the headers say; nothing where they say nonsense.
    static ContentRange of(HttpHeaders headers) {
        Matcher matcher = FORM.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!matcher.matches()) {
            return UNKNOWN;
        }
        OptionalLong total =
                matcher.group(3).equals("*")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(matcher.group(3)));
        return matcher.group(1) == null
                ? new ContentRange(-1, -1, total)
                : new ContentRange(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), total);
    }

    /// Whether it is all that is missing behind so many bytes.
    boolean completes(long present) {
        return first == present
                && last >= first
                && (total.isEmpty() || last == total.getAsLong() - 1);
    }
}

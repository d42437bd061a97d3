package dev.alphalift.dialect.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header `Accept-Encoding` (RFC 9110, 12.5.3).
final class EncodingHeader {
    private EncodingHeader() {}

    /// Whether gzip is welcome. Without the header anything is, but who says nothing may be unable.
    static boolean allowsGzip(@Nullable String header) {
        boolean any = false;
        for (String range :
                (header == null ? "" : header.toLowerCase(Locale.ROOT)).split(",", -1)) {
            String[] parts = range.split(";", -1);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> {
                    return isWelcome(parts);
                }
                case "*" -> any = isWelcome(parts);
                default -> {}
            }
        }
        return any;
    }

    private static boolean isWelcome(String... parts) {
        for (int at = 1; at < parts.length; at++) {
            String text = parts[at].strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2)) > 0;
                } catch (NumberFormatException e) {
                    return false;
                }
            }
        }
        return true;
    }
}

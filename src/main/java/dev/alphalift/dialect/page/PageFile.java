package dev.alphalift.dialect.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of the page, read, named by its hash and compressed once. Owns its arrays, which are
/// never written to again.
final class PageFile {
    private static final String FOLDER = "/page/";

    /// The list of all files, itself none of them.
    private static final String LIST = "files.txt";

    private static final int DIGITS = 32;

    private static final Map<String, String> MEDIA_TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    private final String mediaType;
    private final byte[] bytes;
    private final byte @Nullable [] zipped;
    private final String hash;

    private PageFile(String mediaType, byte[] bytes, byte @Nullable [] zipped) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.zipped = zipped;
        this.hash = hash(bytes);
    }

    /// The names of all files, in the order of the list. A list, since an executable cannot look
    /// into folders of its own.
    static List<String> names() {
        return new String(content(LIST), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// One of them.
    static PageFile load(String name) {
        byte[] bytes = content(name);
        byte[] zipped = zipped(bytes);
        return new PageFile(mediaType(name), bytes, zipped.length < bytes.length ? zipped : null);
    }

    /// By the end of its name.
    String mediaType() {
        return mediaType;
    }

    /// As they are.
    byte[] bytes() {
        return bytes;
    }

    /// The same by gzip, null where that makes nothing shorter.
    byte @Nullable [] zipped() {
        return zipped;
    }

    /// Of the bytes, in hexadecimal digits.
    String hash() {
        return hash;
    }

    /// Where a file lies among the program's resources.
    static String resource(String name) {
        return FOLDER.substring(1) + name;
    }

    /// Where the list of them lies.
    static String list() {
        return resource(LIST);
    }

    static String mediaType(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = MEDIA_TYPES.get(end);
        if (type == null) {
            throw new IllegalStateException("The page has no media type for %s.".formatted(name));
        }
        return type;
    }

    private static byte[] content(String name) {
        try (InputStream stream = PageFile.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks page/%s.".formatted(name));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream =
                new GZIPOutputStream(zipped) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256.", e);
        }
    }
}

package dev.alphalift.dialect.form;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The body of a web call, and what it is. Its media type says how a form is to be taken apart; for
/// the rest its first bytes are believed before its type, which many libraries leave out or make
/// up.
public sealed interface WebBody {
    /// A form of several parts.
    record Form(MultipartForm form) implements WebBody {}

    /// Bytes that were read. Owns them; they are not copied.
    abstract sealed class Read implements WebBody {
        private final byte[] bytes;

        private Read(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /// A JSON object, by its type or its looks.
    final class Json extends Read {
        private Json(byte[] bytes) {
            super(bytes);
        }
    }

    /// Fields like `size=auto&crop=true`.
    final class Fields extends Read {
        private Fields(byte[] bytes) {
            super(bytes);
        }
    }

    /// A picture, or what nobody can say.
    final class Bytes extends Read {
        private final ImageFormat format;
        private final String mediaType;

        private Bytes(byte[] bytes, ImageFormat format, String mediaType) {
            super(bytes);
            this.format = format;
            this.mediaType = mediaType;
        }

        /// What it looks like.
        public ImageFormat format() {
            return format;
        }

        /// What it was said to be, in small letters; may be empty.
        public String mediaType() {
            return mediaType;
        }
    }

    /// Reads a body.
    ///
    /// @param contentType the header, as it came
    /// @param stream of a length that somebody else watches
    /// @param query what stands in the address beside it
    /// @throws InvalidOption if a form is none
    /// @throws IOException if the stream fails
    static WebBody read(@Nullable String contentType, InputStream stream, NamedTexts query)
            throws IOException {
        if (contentType != null && MultipartBody.isForm(contentType)) {
            MultipartForm form = MultipartForm.of(contentType, stream, query);
            stream.transferTo(OutputStream.nullOutputStream());
            return new Form(form);
        }
        byte[] bytes = stream.readAllBytes();
        String type = mediaType(contentType);
        ImageFormat format = ImageFormat.of(bytes);
        if (format.isReadable() && !isFields(type, bytes)) {
            return new Bytes(bytes, format, type);
        }
        return switch (type) {
            case "application/json" -> new Json(bytes);
            case "application/x-www-form-urlencoded" ->
                    beginsWith('{', bytes) ? new Json(bytes) : fieldsOrBytes(bytes, format, type);
            case "multipart/form-data" ->
                    throw new InvalidOption(
                            "Content-Type",
                            type,
                            "it does not say what is between the parts (boundary).\nMaybe leave this"
                                    + " header to the library that writes the form.");
            default ->
                    type.endsWith("+json") || beginsWith('{', bytes)
                            ? new Json(bytes)
                            : new Bytes(bytes, format, type);
        };
    }

    /// The name of a media type in small letters; empty where a header is none or names none.
    static String mediaType(@Nullable String contentType) {
        String name = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        return Names.TYPE.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : "";
    }

    private static WebBody fieldsOrBytes(byte[] bytes, ImageFormat format, String type) {
        return format == ImageFormat.UNKNOWN || isFields(type, bytes)
                ? new Fields(bytes)
                : new Bytes(bytes, format, type);
    }

    /// `BM=1` is a field that looks like a picture.
    private static boolean isFields(String type, byte[] bytes) {
        if (!type.equals("application/x-www-form-urlencoded")) {
            return false;
        }
        for (int at = 0; at < Math.min(bytes.length, Names.LOOKED_AT); at++) {
            if (bytes[at] <= ' ' || bytes[at] > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsWith(char expected, byte[] bytes) {
        int at = 0;
        // A byte order mark, and blanks.
        while (at < bytes.length
                && (bytes[at] == ' '
                        || bytes[at] == '\t'
                        || bytes[at] == '\r'
                        || bytes[at] == '\n'
                        || (at < 3 && bytes[at] == (byte) Names.MARK.charAt(at)))) {
            at++;
        }
        return at < bytes.length && bytes[at] == expected;
    }

    /// What an interface cannot keep to itself.
    final class Names {
        private static final Pattern TYPE = Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+");
        private static final int LOOKED_AT = 64;
        private static final String MARK = "\u00ef\u00bb\u00bf";

        private Names() {}
    }
}

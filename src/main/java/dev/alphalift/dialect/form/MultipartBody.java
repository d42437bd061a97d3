package dev.alphalift.dialect.form;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;
import org.jspecify.annotations.Nullable;

/// Reads a form (RFC 7578) part by part. Nothing of it is written to a disk.
final class MultipartBody {
    private static final int MOST_PARTS = 100;

    /// A part's head may hold a long name of a file, in percent signs.
    private static final int LONGEST_HEAD = 16 << 10;

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;(.*;)?\\s*boundary\\s*=\\s*[^;\\s].*");

    private static final Pattern CHARSET =
            Pattern.compile("(?i).*;\\s*charset\\s*=\\s*\"?([^\";\\s]+).*");

    private MultipartBody() {}

    /// Takes the parts of a form.
    @FunctionalInterface
    interface Parts {
        /// Takes one part.
        ///
        /// @param charset of its text, if it is one
        /// @param isFile whether it was sent with the name of a file
        void take(String name, byte[] bytes, Charset charset, boolean isFile);
    }

    /// Whether a media type is that of a form, and says where its parts begin and end.
    static boolean isForm(String contentType) {
        return BOUNDARY.matcher(contentType).matches();
    }

    /// Reads all parts.
    ///
    /// @throws InvalidOption if the body is no form
    /// @throws IOException if it cannot be read
    static void read(String contentType, InputStream body, Parts parts) throws IOException {
        Upload upload = new Upload();
        upload.setMaxPartHeaderSize(LONGEST_HEAD);
        Watched watched = new Watched(body);
        try {
            FileItemInputIterator items = upload.getItemIterator(new Body(contentType, watched));
            for (int count = 0; items.hasNext(); count++) {
                if (count == MOST_PARTS) {
                    throw new InvalidOption(
                            "body", "", "the form has more than %s parts.".formatted(MOST_PARTS));
                }
                take(items.next(), parts);
            }
        } catch (IOException e) {
            // The library and the stream speak of their troubles by the same class.
            if (watched.failed) {
                throw e;
            }
            throw new InvalidOption("body", "", "the form breaks off or is none.");
        }
    }

    private static void take(FileItemInput item, Parts parts) throws IOException {
        String name = item.getFieldName();
        if (name == null) {
            return;
        }
        try (InputStream stream = item.getInputStream()) {
            byte[] bytes = stream.readAllBytes();
            String encoding = item.getHeaders().getHeader("Content-Transfer-Encoding");
            parts.take(
                    name,
                    decoded(name, bytes, encoding),
                    charset(name, item.getContentType()),
                    !item.isFormField());
        }
    }

    /// Out of use (RFC 7578, 4.7), but not out of the world.
    private static byte[] decoded(String name, byte[] bytes, @Nullable String encoding) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "7bit", "8bit", "binary" -> bytes;
            case "base64" -> Base64Text.decode(name, bytes);
            default ->
                    throw new InvalidOption(
                            name, "", "its Content-Transfer-Encoding is not understood.");
        };
    }

    private static Charset charset(String name, @Nullable String contentType) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType);
        if (!charset.matches()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(charset.group(1));
        } catch (IllegalArgumentException e) {
            throw new InvalidOption(name, "", "there is no such charset as its type names.");
        }
    }

    /// A stream of which is known whether it failed.
    private static final class Watched extends FilterInputStream {
        private boolean failed;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    /// What the library needs to know of the call.
    private static final class Body extends AbstractRequestContext<InputStream> {
        private final String contentType;
        private final InputStream stream;

        Body(String contentType, InputStream stream) {
            super(_ -> null, () -> -1, stream);
            this.contentType = contentType;
            this.stream = stream;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return stream;
        }
    }

    /// The library's reader, of which only the part that keeps nothing is used.
    private static final class Upload
            extends AbstractFileUpload<Body, DiskFileItem, DiskFileItemFactory> {
        @Override
        public FileItemInputIterator getItemIterator(Body body) throws IOException {
            return getItemIterator((RequestContext) body);
        }

        @Override
        public Map<String, List<DiskFileItem>> parseParameterMap(Body body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DiskFileItem> parseRequest(Body body) {
            throw new UnsupportedOperationException();
        }
    }
}

package dev.alphalift.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;
import org.jspecify.annotations.Nullable;

/// Reads a form (RFC 7578) that lies in memory as a whole. Nothing of it is written to a disk.
final class MultipartBody {
    private static final int MOST_PARTS = 100;

    private MultipartBody() {}

    /// Takes the parts of a form.
    @FunctionalInterface
    interface Parts {
        /// Takes one part.
        ///
        /// @param isFile whether it has a file's name
        void take(String name, boolean isFile, byte[] bytes);
    }

    /// Reads all parts.
    ///
    /// @throws IOException if the body is no form
    static void read(@Nullable String contentType, byte[] body, Parts parts) throws IOException {
        Upload upload = new Upload();
        FileItemInputIterator items = upload.getItemIterator(new Body(contentType, body));
        int count = 0;
        while (items.hasNext()) {
            if (++count > MOST_PARTS) {
                throw new IOException("There are more than %d parts.".formatted(MOST_PARTS));
            }
            FileItemInput item = items.next();
            if (item.getFieldName() != null) {
                try (InputStream stream = item.getInputStream()) {
                    parts.take(item.getFieldName(), !item.isFormField(), stream.readAllBytes());
                }
            }
        }
    }

    /// What the library needs to know of the call.
    private static final class Body extends AbstractRequestContext<byte[]> {
        private final @Nullable String contentType;
        private final byte[] bytes;

        Body(@Nullable String contentType, byte[] bytes) {
            super(_ -> null, () -> bytes.length, bytes);
            this.contentType = contentType;
            this.bytes = bytes;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public @Nullable String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
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

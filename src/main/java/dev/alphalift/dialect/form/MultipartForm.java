package dev.alphalift.dialect.form;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form of several parts (RFC 7578), and the query of the address beside it. A part is what is
/// asked of it, be it sent with the name of a file or without: libraries differ in that.
public final class MultipartForm implements WebForm {
    private static final class Part {
        private final byte[] bytes;
        private final Charset charset;

        Part(byte[] bytes, Charset charset) {
            this.bytes = bytes;
            this.charset = charset;
        }

        String text() {
            return new String(bytes, charset);
        }
    }

    private final NamedTexts query;
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private MultipartForm(NamedTexts query) {
        this.query = query;
    }

    /// The form that a body is.
    ///
    /// @param body of a length that somebody else watches
    /// @throws InvalidOption if it is none
    /// @throws IOException if it cannot be read
    static MultipartForm of(String contentType, InputStream body, NamedTexts query)
            throws IOException {
        MultipartForm form = new MultipartForm(query);
        MultipartBody.read(contentType, body, form::put);
        if (form.parts.isEmpty()) {
            // What stands before the first boundary counts for nothing, be it all there is.
            throw new InvalidOption(
                    "body", "", "nothing in it is of the form that its type names.");
        }
        return form;
    }

    private void put(String name, byte[] bytes, Charset charset) {
        parts.computeIfAbsent(NamedTexts.key(name), _ -> new ArrayList<>(1))
                .add(new Part(bytes, charset));
    }

    private List<Part> parts(String name) {
        return parts.getOrDefault(NamedTexts.key(name), List.of());
    }

    /// The text of a part, and where there is none of the query.
    ///
    /// @throws InvalidOption if it is there with two different values
    @Override
    public @Nullable String get(String name) {
        List<String> values = parts(name).stream().map(Part::text).toList();
        return values.isEmpty() ? query.get(name) : NamedTexts.one(name, values);
    }

    /// The bytes of a part. A `data:` address stands for what it holds, and where the name ends in
    /// `_b64` base64 does.
    ///
    /// @throws InvalidOption if there are two, or it cannot be decoded
    @Override
    public byte @Nullable [] file(String name) {
        byte[] known = files.get(NamedTexts.key(name));
        if (known != null) {
            return known;
        }
        byte[] sent = null;
        for (Part part : parts(name)) {
            if (sent != null && sent.length > 0 && part.bytes.length > 0) {
                throw new InvalidOption(name, "", "it is there twice.");
            }
            if (sent == null || part.bytes.length > 0) {
                sent = part.bytes;
            }
        }
        if (sent == null) {
            return null;
        }
        boolean isText =
                NamedTexts.key(name).endsWith(TextForm.PICTURES) || Base64Text.isDataAddress(sent);
        byte[] file = isText ? Base64Text.decode(name, sent) : sent;
        files.put(NamedTexts.key(name), file);
        return file;
    }

    /// The names of what there is, for a message.
    public String names() {
        return String.join(", ", parts.keySet().stream().sorted().toList());
    }
}

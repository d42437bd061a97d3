package dev.alphalift.dialect.form;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A form of several parts (RFC 7578), and the query of the address beside it. A part is what is
/// asked of it, be it sent with the name of a file or without: libraries differ in that.
public final class MultipartForm implements WebForm {
    private static final class Part {
        private final byte[] bytes;
        private final Charset charset;
        private final boolean isFile;

        Part(byte[] bytes, Charset charset, boolean isFile) {
            this.bytes = bytes;
            this.charset = charset;
            this.isFile = isFile;
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

    private void put(String name, byte[] bytes, Charset charset, boolean isFile) {
        parts.computeIfAbsent(NamedTexts.key(name), _ -> new ArrayList<>(1))
                .add(new Part(bytes, charset, isFile));
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

    /// The names of all parts and of all that is in the query, in small letters and in order.
    ///
    /// @throws InvalidOption if one of them is there twice
    public Set<String> everyName() {
        Set<String> names = new TreeSet<>();
        parts.forEach((name, several) -> {
            add(names, name);
            if (several.size() > 1) {
                add(names, name);
            }
        });
        query.names().forEach(name -> add(names, name));
        return names;
    }

    private static void add(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new InvalidOption(name, "", "it is there more than once.");
        }
    }

    /// The same form, where a part that was sent with the name of a file is that and no text, and
    /// one without is a text and no file.
    public WebForm apart() {
        return new WebForm() {
            @Override
            public @Nullable String get(String name) {
                return isFile(name) ? query.get(name) : MultipartForm.this.get(name);
            }

            @Override
            public byte @Nullable [] file(String name) {
                return isFile(name) ? MultipartForm.this.file(name) : null;
            }
        };
    }

    private boolean isFile(String name) {
        return parts(name).stream().anyMatch(part -> part.isFile);
    }
}

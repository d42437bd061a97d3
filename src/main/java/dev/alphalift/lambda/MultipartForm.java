package dev.alphalift.lambda;

import dev.alphalift.dialect.WebForm;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields and files of a form of several parts; what is no part of it is looked for in the
/// query of the address.
final class MultipartForm implements WebForm {
    private final Map<String, String> query;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private MultipartForm(Map<String, String> query) {
        this.query = query;
    }

    /// The form that a body is.
    ///
    /// @throws InvalidOption if it is none, or the query cannot be decoded
    static MultipartForm of(HttpEvent call, byte[] body) {
        MultipartForm form = new MultipartForm(call.query());
        try {
            MultipartBody.read(call.header("Content-Type"), body, form::put);
        } catch (IOException e) {
            throw new InvalidOption("body", "", "the form breaks off or is none.");
        }
        if (form.texts.isEmpty() && form.files.isEmpty()) {
            // What stands before the first boundary counts for nothing, be it all there is.
            throw new InvalidOption(
                    "body", "", "nothing in it is of the form that its type names.");
        }
        return form;
    }

    private void put(String name, boolean isFile, byte[] bytes) {
        if (isFile) {
            files.putIfAbsent(name, bytes);
        } else {
            texts.putIfAbsent(name, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public @Nullable String get(String name) {
        String text = texts.get(name);
        return text == null ? query.get(name) : text;
    }

    @Override
    public byte @Nullable [] file(String name) {
        return files.get(name);
    }
}

package dev.alphalift.http;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/// A form of several parts; what is no part of it is looked for in the query of the address. Files
/// are read when they are first asked for.
final class FormFields implements WebForm {
    private final MultipartFormDataInput form;
    private final UriInfo address;
    private final ImageLimits limits;
    private final Deadline deadline;
    private final Map<String, byte[]> files = new HashMap<>();

    FormFields(
            MultipartFormDataInput form, UriInfo address, ImageLimits limits, Deadline deadline) {
        this.form = form;
        this.address = address;
        this.limits = limits;
        this.deadline = deadline;
    }

    @Override
    public @Nullable String get(String name) {
        FormValue value = first(name);
        return value == null || value.isFileItem() ? query(address, name) : value.getValue();
    }

    @Override
    public byte @Nullable [] file(String name) {
        FormValue value = first(name);
        return value == null || !value.isFileItem()
                ? null
                : files.computeIfAbsent(name, _ -> read(value));
    }

    private byte[] read(FormValue value) {
        try (InputStream stream = value.getFileItem().getInputStream()) {
            return limits.read(stream);
        } catch (IOException e) {
            // It is deleted when the client goes away.
            deadline.check();
            throw new IllegalStateException("An uploaded picture cannot be read again.", e);
        }
    }

    /// Whether a field is there, as a file or as a text.
    boolean has(String name) {
        return first(name) != null;
    }

    /// The names of all fields and of all that is in the query.
    ///
    /// @throws InvalidOption if one of them is there twice
    Collection<String> names() {
        Set<String> names = new TreeSet<>();
        form.getValues().forEach((name, values) -> add(names, name, values.size()));
        address.getQueryParameters().forEach((name, values) -> add(names, name, values.size()));
        return names;
    }

    private static void add(Set<String> names, String name, int times) {
        if (times > 1 || !names.add(name)) {
            throw new InvalidOption(name, "", "it is there more than once.");
        }
    }

    private @Nullable FormValue first(String name) {
        Collection<FormValue> values = form.getValues().get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }

    static @Nullable String query(UriInfo address, String name) {
        return address.getQueryParameters().getFirst(name);
    }
}

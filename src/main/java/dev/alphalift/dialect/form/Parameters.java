package dev.alphalift.dialect.form;

import org.jspecify.annotations.Nullable;

/// The named texts of a web call: fields of a form, or of the query of an address.
@FunctionalInterface
public interface Parameters {
    /// The value as the client wrote it, null when it is not there.
    @Nullable String get(String name);
}

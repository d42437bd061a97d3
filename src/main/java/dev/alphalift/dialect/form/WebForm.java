package dev.alphalift.dialect.form;

import org.jspecify.annotations.Nullable;

/// What a web call brings: texts by name, from its form or its query, and files.
public interface WebForm extends Parameters {
    /// The bytes of a file of the form, null when it is not there; the file, not a copy.
    byte @Nullable [] file(String name);
}

package dev.alphalift.settings;

import java.util.Set;

/// Who reads a setting.
public enum Reader {
    COMMAND_LINE,
    SERVER,
    /// All functions.
    FUNCTIONS,
    REMOVE_HTTP,
    REMOVE_S3,
    /// The functions `evaluate` and `benchmark`.
    EVALUATION,
    /// The script `alphalift`.
    LAUNCHER,
    /// What builds and tests the program.
    DEVELOPMENT;

    static final Set<Reader> EVERYBODY = Set.of(COMMAND_LINE, SERVER, FUNCTIONS);
    static final Set<Reader> ANSWERING = Set.of(SERVER, FUNCTIONS);

    /// The server and the function that does the same.
    static final Set<Reader> WEB = Set.of(SERVER, REMOVE_HTTP);
}

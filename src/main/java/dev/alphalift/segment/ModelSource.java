package dev.alphalift.segment;

import java.nio.file.Path;

/// Where a model's bytes come from.
public sealed interface ModelSource {
    /// A resource inside the program.
    record Embedded(String resource) implements ModelSource {}

    /// A file on this machine, its hash already checked.
    record InFile(Path path) implements ModelSource {}

    /// Two files on this machine, of a model that takes a prompt, their hashes already checked.
    record InTwoFiles(Path encoder, Path decoder) implements ModelSource {}
}

package dev.alphalift.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of `p`: an empty folder for pictures, one for results that is not there yet, and the
/// command line with a small model of one's own.
abstract class FolderCase {
    @TempDir Path folder;
    Cli cli;
    Path input;
    Path output;

    @BeforeEach
    void setUp() throws IOException {
        cli = Cli.withTinyModel(folder.resolve("home"));
        input = Files.createDirectory(folder.resolve("in"));
        output = folder.resolve("out");
    }
}

package dev.alphalift.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process that failed said.
final class Trouble {
    private static final int LONGEST = 2_000;

    private Trouble() {}

    /// @param errors the file that its standard error went to
    static String of(int exitCode, Path errors) {
        String said;
        try {
            said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            said = "";
        }
        String end = said.substring(Math.max(0, said.length() - LONGEST));
        return "it ended with exit code %s.%s".formatted(exitCode, end.isEmpty() ? "" : "\n" + end);
    }
}

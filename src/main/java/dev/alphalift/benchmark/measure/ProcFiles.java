package dev.alphalift.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The kernel's files about processes and machines, where there are such files.
final class ProcFiles {
    static final Path SELF = Path.of("/proc/self");

    private ProcFiles() {}

    /// The whole text; null where it cannot be read.
    static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return null; // another system, or not allowed: the figure is absent then
        }
    }

    /// What stands after `NAME:` in a text of such lines; null if no line does.
    static @Nullable String value(@Nullable String text, String name) {
        if (text == null) {
            return null;
        }
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + "\\s*:\\s*(.*)$").matcher(text);
        return line.find() ? line.group(1).strip() : null;
    }
}

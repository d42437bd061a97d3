package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the other tools cannot hold of the style guide.
class SourceStyleTest {
    private static final Pattern BANNED_NAME =
            Pattern.compile(
                    ".*(Manager|Helper|Util|Utils|Impl|Processor|Service|Data|Info|Base)\\.java");
    // Names of fields, variables and parameters that the glossary spells out.
    // What others call their folders may be quoted.
    private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|`[^`\n]*`");
    private static final Pattern BANNED_WORD =
            Pattern.compile("(?<!remove\\.)\\b(img|fg|bg|gt)\\b");

    private static final Pattern LOG_FORMAT =
            Pattern.compile(
                    "\\.(?:trace|debug|info|warn|error|fatal)[fv]"
                            + "\\((?:\\s*\\w+,)?\\s*\"((?:\\\\.|[^\"\\\\])*)\"");
    private static final Pattern LOCALISED = Pattern.compile("%[^sn%]|\\{\\d");

    @Test
    void sources_keep_to_the_style_guide() throws IOException {
        for (Path file : files("src/main/java")) {
            String text = Files.readString(file);
            String name = TestData.project().relativize(file).toString();

            assertThat(text).as(name).doesNotContain("/**");
            assertThat(text.replaceAll("TODO \\(#\\d+\\)", "")).as(name).doesNotContain("TODO");
            assertThat(text.lines().count()).as(name + ": lines").isLessThanOrEqualTo(400);
            assertThat(BANNED_NAME.matcher(name).matches()).as(name + ": name").isFalse();
            String unquoted = QUOTED.matcher(text).replaceAll("");
            assertThat(BANNED_WORD.matcher(unquoted).find()).as(name + ": short words").isFalse();
        }
    }

    /// Error Prone holds String.format and formatted (DefaultLocale), but does not know the log.
    @Test
    void a_line_of_the_log_has_one_form_whatever_the_language() throws IOException {
        for (Path file : files("src/main/java")) {
            assertThat(logFormats(Files.readString(file)))
                    .as("%s: only %%s writes numbers as they are", file.getFileName())
                    .allMatch(format -> !LOCALISED.matcher(format).find());
        }
    }

    @Test
    void a_number_in_a_line_of_the_log_is_seen() {
        assertThat(logFormats("Log.infof(\"after %d ms\", 1); Log.warnf(e,\n \"in %s %n\", 2);"))
                .containsExactly("after %d ms", "in %s %n")
                .filteredOn(format -> LOCALISED.matcher(format).find())
                .containsExactly("after %d ms");
    }

    private static List<String> logFormats(String source) {
        return LOG_FORMAT.matcher(source).results().map(found -> found.group(1)).toList();
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        for (Path file : files("src/main/java")) {
            Path description = file.resolveSibling("package-info.java");
            assertThat(description).exists();
            assertThat(Files.readString(description)).contains("@NullMarked");
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> paths = Files.walk(TestData.project().resolve(folder))) {
            return paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}

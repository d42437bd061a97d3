package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the sources send a reader to is there.
class CitedDocumentsTest {
    private static final Pattern DOCUMENT = Pattern.compile("\\bdocs/[\\w./-]*\\w");
    private static final Pattern SCHEMA =
            Pattern.compile("\\b(?:evaluation|benchmark)-\\d\\.\\d\\.json");

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(TestData.project().resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static boolean isThere(String cited) throws IOException {
        Path path = TestData.project().resolve(cited);
        if (Files.exists(path)) {
            return true;
        }
        // Decisions are cited by their numbers: docs/adr/0009.
        try (var files = Files.list(path.getParent())) {
            return files.anyMatch(
                    file -> file.getFileName().toString().startsWith(path.getFileName() + "-"));
        }
    }

    @Test
    void documents_and_schemas_that_the_sources_cite_are_there() throws IOException {
        assertThat(sources()).isNotEmpty();
        for (Path source : sources()) {
            String text = Files.readString(source, StandardCharsets.UTF_8);
            for (Matcher found = DOCUMENT.matcher(text); found.find(); ) {
                assertThat(isThere(found.group())).as(source + ": " + found.group()).isTrue();
            }
            for (Matcher found = SCHEMA.matcher(text); found.find(); ) {
                assertThat(isThere("src/main/resources/schema/" + found.group()))
                        .as(source + ": " + found.group())
                        .isTrue();
            }
        }
    }
}

package dev.alphalift.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of settings beside the sources and the documents.
class SettingsTableTest {
    /// A whole name; what ends with an underscore is the beginning of one.
    private static final Pattern OURS = Pattern.compile("ALPHALIFT_[A-Z0-9_]*[A-Z0-9]\\b");

    private static final Pattern READ =
            Pattern.compile(
                    "(?:environment|variables|getenv)(?:\\(\\))?(?:\\.get|\\.getOrDefault|\\.containsKey)?"
                            + "\\(\\s*\"([A-Z0-9_]+)\"");

    /// What the system and Lambda say, and nobody sets.
    private static final Set<String> OF_THE_PLATFORM =
            Set.of(
                    "HOME",
                    "PATH",
                    "TERM",
                    "LAMBDA_TASK_ROOT",
                    "AWS_REGION",
                    "AWS_DEFAULT_REGION",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "AWS_ENDPOINT_URL");

    private static final Set<String> KNOWN =
            Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());

    private static List<Path> files(String folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(TestData.project().resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            endings.length == 0
                                    || Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }

    private static String text(Path file) {
        return new String(TestData.read(file), StandardCharsets.ISO_8859_1);
    }

    private static Set<String> names(Pattern pattern, int group, List<Path> files) {
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            pattern.matcher(text(file)).results().forEach(found -> names.add(found.group(group)));
        }
        return names;
    }

    @Test
    void every_variable_that_the_program_names_or_reads_is_in_the_table() throws IOException {
        List<Path> sources = files("src/main");

        assertThat(names(OURS, 0, sources)).isNotEmpty().isSubsetOf(KNOWN);
        Set<String> read = names(READ, 1, files("src/main/java", ".java"));
        assertThat(read).contains("U2NET_HOME", "AWS_REGION");
        read.removeAll(OF_THE_PLATFORM);
        assertThat(read).isSubsetOf(KNOWN);
    }

    @Test
    void no_source_has_the_name_of_one_of_ours_in_it_as_a_literal_of_its_own() throws IOException {
        Pattern literal = Pattern.compile("\"(ALPHALIFT_[A-Z0-9_]*)\"");
        List<Path> others = new ArrayList<>(files("src/main/java", ".java"));
        others.removeIf(file -> file.endsWith("settings/Setting.java"));

        assertThat(names(literal, 1, others)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "docs", "deploy", ".mvn", ".ci"})
    void every_variable_that_scripts_and_documents_name_is_in_the_table(String folder)
            throws IOException {
        List<Path> files =
                files(folder, ".sh", ".py", ".mjs", ".yml", ".md", ".txt", "run", ".properties");

        assertThat(names(OURS, 0, files)).isSubsetOf(KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "alphalift",
                "alphalift.cmd",
                "mvnw",
                "mvnw.cmd",
                "serverless.yml"
            })
    void so_is_what_the_launchers_and_the_front_page_name(String file) {
        assertThat(names(OURS, 0, List.of(TestData.project().resolve(file)))).isSubsetOf(KNOWN);
    }

    /// Where people find the settings.
    private static Path page() {
        return TestData.project().resolve("docs/settings.md");
    }

    /// Before there was that page, words for defaults stood nowhere.
    private static Stream<String> documented() {
        List<String> places =
                Files.exists(page())
                        ? List.of("docs/settings.md")
                        : List.of("README.md", "alphalift", "deploy/evaluation.yml");
        return places.stream()
                .flatMap(file -> text(TestData.project().resolve(file)).lines())
                .map(line -> line.replaceAll("(?<=\\d)[,_](?=\\d{3})", ""));
    }

    private static String documentedDefault(Setting setting) {
        return switch (setting.value()) {
            case Value.Whole(long fallback, _, _) -> Long.toString(fallback);
            case Value.Text(String fallback) -> Files.exists(page()) ? fallback : "";
            case Value.Computed _ -> "";
        };
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_setting_is_documented_with_its_default(Setting setting) {
        if (setting.readers().equals(Set.of(Reader.DEVELOPMENT))) {
            return;
        }
        Pattern name = word(setting.variable());
        Pattern fallback = word(documentedDefault(setting));

        assertThat(documented())
                .anyMatch(line -> name.matcher(line).find() && fallback.matcher(line).find());
    }

    private static Pattern word(String text) {
        return Pattern.compile(text.isEmpty() ? "" : "\\b" + Pattern.quote(text) + "\\b");
    }
}

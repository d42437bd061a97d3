package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Refiners;
import dev.alphalift.settings.Setting;
import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents name is there, and what there is they name.
class DocumentsTest {
    private static final int LONGEST_README = 9000;
    private static final int LONGEST_REPORT = 60_000;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|^ {4}[^\n]*$|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern VARIABLE = Pattern.compile("\\bALPHALIFT_[A-Z0-9_]+");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)`.*$");

    static Stream<Path> documents() throws IOException {
        Path project = TestData.project();
        try (var docs = Files.walk(project.resolve("docs"));
                var scripts = Files.walk(project.resolve("dev"))) {
            return Stream.of(
                    docs,
                    scripts,
                    Stream.of("README.md", "README.zh-CN.md", "samples/README.md")
                            .map(project::resolve))
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_somewhere(Path document) throws IOException {
        String prose = CODE.matcher(Files.readString(document)).replaceAll("");
        for (MatchResult found : LINK.matcher(prose).results().toList()) {
            String link = found.group(1);
            if (link.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s: %s", document, link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("%s: %s", document, link).contains(parts[1]);
            }
        }
    }

    /// The names that GitHub gives to the headings of a page.
    static List<String> anchors(Path document) {
        return HEADING.matcher(new String(TestData.read(document), StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void the_readme_is_short_and_shows_the_picture() {
        byte[] readme = TestData.projectFile("README.md");

        assertThat(readme.length).isLessThanOrEqualTo(LONGEST_README);
        assertThat(new String(readme, StandardCharsets.UTF_8))
                .contains("(docs/images/before-after.jpg)");
    }

    @Test
    void no_report_of_a_benchmark_is_longer_than_anybody_reads() throws IOException {
        try (Stream<Path> files = Files.list(TestData.project().resolve("docs/benchmarks"))) {
            for (Path file : files.toList()) {
                assertThat(Files.size(file))
                        .as("%s: maybe keep its medians, by dev/bench/medians.py", file)
                        .isLessThanOrEqualTo(LONGEST_REPORT);
            }
        }
    }

    @Test
    void the_first_two_commands_of_the_readme_cut_out_and_test() {
        assertThat(DocumentedExample.all("README.md"))
                .startsWith("./alphalift i samples/coffee.png > cutout.png\n", "./mvnw verify\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command-line",
                "server",
                "page",
                "edges",
                "remove-bg",
                "deployment",
                "functions",
                "settings",
                "models",
                "pictures",
                "evaluation",
                "benchmark-report",
                "beside-rembg",
            })
    void a_page_for_users_has_an_example_and_the_readme_leads_there(String page) {
        assertThat(DocumentedExample.all("docs/" + page + ".md")).isNotEmpty();
        assertThat(DocumentedExample.page("README.md")).contains("(docs/" + page + ".md)");
    }

    @Test
    void every_variable_that_is_read_is_in_the_settings_and_no_other() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TestData.project().resolve("src/main"))) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(DocumentsTest::isText).toList()) {
                read.addAll(variables(Files.readString(file)));
            }
        }
        // The table makes most names of its own.
        for (Setting setting : Setting.values()) {
            read.addAll(variables(setting.variable()));
        }
        for (String script : List.of("alphalift", "mvnw")) {
            read.addAll(variables(DocumentedExample.page(script)));
        }
        // What tests say of a machine, to the launcher and to each other.
        read.removeAll(
                Set.of("ALPHALIFT_MAVEN_PLACES", "ALPHALIFT_JDK_PLACES", "ALPHALIFT_SURROUNDINGS"));
        read.add(TestData.VARIABLE);

        assertThat(variables(DocumentedExample.page("docs/settings.md")))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|properties|json|html|js)");
    }

    private static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    @Test
    void every_model_is_named() {
        List<ModelSpec> models = new ArrayList<>(Models.all());
        models.addAll(Refiners.all());

        assertThat(DocumentedExample.page("docs/models.md"))
                .contains(models.stream().map(model -> "`" + model.name() + "`").toList());
    }

    /// Nothing else holds the page's commands: they need an account. dev/deploy/check.sh packages
    /// with the very version of osls that the page names.
    @Test
    void the_deployment_has_the_names_that_its_page_uses() throws IOException {
        String page = DocumentedExample.page("docs/deployment.md");
        String service = deployment();

        List<String> example =
                DocumentedExample.all("docs/deployment.md").getFirst().lines().toList();
        assertThat(example).hasSize(3);
        assertThat(example.getFirst()).isEqualTo("./mvnw package -Dnative");
        assertThat(example.get(1))
                .startsWith("aws ssm put-parameter --name /alphalift/dev/api-keys ");
        assertThat(service).contains("{{resolve:ssm:/alphalift/${sls:stage}/api-keys}}");
        assertThat(example.get(2)).matches("npx osls@\\d+\\.\\d+\\.\\d+ deploy");
        assertThat(DocumentedExample.page("dev/deploy/check.sh")).contains("docs/deployment.md");

        Pattern output = Pattern.compile("\\$\\(output (\\w+)\\)");
        assertThat(output.matcher(page).results().map(found -> found.group(1)))
                .contains("HttpApiUrl") // which osls makes of an HTTP API
                .filteredOn(name -> !name.equals("HttpApiUrl"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(service).contains(name + ":"));
    }

    @Test
    void the_parameters_of_the_deployment_are_those_of_its_page() throws IOException {
        String page = DocumentedExample.page("docs/deployment.md");
        Pattern parameter = Pattern.compile("\\$\\{param:(\\w+)");

        Set<String> read = new TreeSet<>();
        parameter.matcher(deployment()).results().forEach(found -> read.add(found.group(1)));

        Set<String> told = new TreeSet<>();
        for (MatchResult row : FIRST_CELL.matcher(page).results().toList()) {
            String cell = row.group().split(" \\| ", 2)[0];
            Pattern.compile("`(\\w+)`")
                    .matcher(cell)
                    .results()
                    .forEach(found -> told.add(found.group(1)));
        }
        assertThat(told).containsAll(read);
    }

    private static String deployment() throws IOException {
        StringBuilder text = new StringBuilder(DocumentedExample.page("serverless.yml"));
        try (Stream<Path> files = Files.list(TestData.project().resolve("deploy"))) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}

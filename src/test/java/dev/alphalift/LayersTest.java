package dev.alphalift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The import table of docs/ARCHITECTURE.md.
class LayersTest {
    private static final String ROOT = "dev.alphalift";

    /// What every package may use: java.base, the annotations, itself. Named one by one where a
    /// package of another module begins alike (java.lang.management, java.util.logging).
    private static final List<String> ALWAYS =
            List.of(
                    "java.io",
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.constant",
                    "java.lang.invoke",
                    "java.lang.module",
                    "java.lang.ref",
                    "java.lang.reflect",
                    "java.lang.runtime",
                    "java.math",
                    "java.net",
                    "java.nio..",
                    "java.security..",
                    "java.text..",
                    "java.time..",
                    "java.util",
                    "java.util.concurrent..",
                    "java.util.function",
                    "java.util.jar",
                    "java.util.random",
                    "java.util.regex",
                    "java.util.stream",
                    "java.util.zip",
                    "org.jspecify..");

    /// Files in one package, its `package-info` included.
    private static final int MOST_FILES = 30;

    private record Row(String name, List<String> siblings, List<String> libraries) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Map<String, List<String>> LIBRARIES =
            Map.ofEntries(
                    libraries("codec", "javax.imageio..", "java.awt.."),
                    libraries("codec.jpeg", "javax.imageio..", "java.awt.."),
                    libraries("codec.tiff", "java.awt.."),
                    libraries(
                            "codec.webp",
                            "java.lang.foreign..",
                            "org.graalvm.nativeimage.c..",
                            "org.graalvm.word.."),
                    libraries("segment.onnx", "ai.onnxruntime.."),
                    libraries("fetch", "java.net.http..", "javax.net..", "org.apache.hc.core5.."),
                    libraries(
                            "store.s3",
                            "software.amazon.awssdk..",
                            "com.oracle.svm.core.annotate.."),
                    libraries(
                            "evaluation",
                            "com.fasterxml.jackson..",
                            "org.apache.commons.statistics..",
                            "org.apache.commons.csv.."),
                    libraries(
                            "evaluation.data",
                            "com.fasterxml.jackson..",
                            "org.apache.commons.csv.."),
                    libraries("evaluation.page", "com.fasterxml.jackson.."),
                    libraries("benchmark", "com.fasterxml.jackson..", "java.lang.management.."),
                    libraries(
                            "benchmark.measure",
                            "java.lang.management..",
                            "com.sun.management..",
                            "org.apache.commons.statistics.."),
                    libraries("dialect", "com.fasterxml.jackson.."),
                    libraries("dialect.option", "com.fasterxml.jackson.."),
                    libraries("dialect.page", "com.fasterxml.jackson.."),
                    libraries(
                            "dialect.form",
                            "com.fasterxml.jackson..",
                            "org.apache.commons.fileupload2.core.."),
                    libraries("cli", "picocli.."),
                    libraries("cli.folder", "com.fasterxml.jackson..", "org.apache.commons.csv.."),
                    libraries("cli.health", "picocli.."),
                    libraries("cli.progress", "me.tongfei.progressbar.."),
                    libraries(
                            "http",
                            "jakarta..",
                            "io.quarkus..",
                            "io.vertx..",
                            "io.netty..",
                            "io.smallrye..",
                            "io.micrometer..",
                            "java.util.logging",
                            "org.eclipse.microprofile..",
                            "org.jboss..",
                            "com.fasterxml.jackson.."),
                    libraries(
                            "http.gate",
                            "jakarta..",
                            "io.quarkus..",
                            "io.vertx..",
                            "io.netty..",
                            "io.micrometer.."),
                    libraries("http.description", "org.eclipse.microprofile.."),
                    libraries(
                            "lambda",
                            "jakarta..",
                            "io.quarkus.runtime..",
                            "org.jboss.logging..",
                            "com.fasterxml.jackson.."),
                    libraries(
                            "lambda.web",
                            "io.quarkus.funqy..",
                            "org.jboss.logging..",
                            "com.fasterxml.jackson.."),
                    libraries(
                            "lambda.s3",
                            "io.quarkus.funqy..",
                            "org.jboss.logging..",
                            "com.fasterxml.jackson.."),
                    libraries("lambda.evaluation", "io.quarkus.funqy..", "com.fasterxml.jackson.."),
                    libraries(
                            "wiring",
                            "jakarta..",
                            "io.quarkus..",
                            "org.eclipse.microprofile..",
                            "org.graalvm.nativeimage..",
                            "org.jboss.."),
                    libraries("executable", "java.awt.image..", "org.graalvm.nativeimage.."),
                    libraries("assembly", "java.lang.management..", "com.sun.management.."));

    /// A row of the documentation's table: the package, its siblings.
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^\\| ([a-z0-9.]+) \\| ([a-z0-9. -]+) \\| [^|]+ \\|$");

    /// First cells of the documentation's tables that name no package.
    private static final Set<String> HEADINGS = Set.of("package", "command");

    private static final Set<String> EDGES =
            Set.of("dialect", "cli", "http", "lambda", "wiring", "assembly", "executable");

    private static Map.Entry<String, List<String>> libraries(String name, String... libraries) {
        return Map.entry(name, List.of(libraries));
    }

    private static Row row(String name, List<String> siblings, String... libraries) {
        return new Row(name, siblings, List.of(libraries));
    }

    static Stream<Row> table() {
        Map<String, String> documented = documented();
        return documented.entrySet().stream()
                .map(row ->
                        new Row(
                                row.getKey(),
                                siblings(row.getValue(), row.getKey(), documented.keySet()),
                                LIBRARIES.getOrDefault(row.getKey(), List.of())));
    }

    /// Siblings by package, in the documentation's order.
    private static Map<String, String> documented() {
        Map<String, String> rows = new LinkedHashMap<>();
        DOCUMENTED
                .matcher(architecture())
                .results()
                .filter(found -> !HEADINGS.contains(found.group(1)))
                .forEach(found -> rows.put(found.group(1), found.group(2)));
        return rows;
    }

    private static String architecture() {
        try {
            return Files.readString(TestData.project().resolve("docs/ARCHITECTURE.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> siblings(String cell, String self, Set<String> all) {
        return switch (cell) {
            case "all but cli" -> others(all, self, Set.of("cli"));
            case "all but edges" -> others(all, self, EDGES);
            case "-" -> List.of();
            default -> List.of(cell.split(" "));
        };
    }

    private static List<String> others(Set<String> all, String self, Set<String> but) {
        return all.stream()
                .filter(name -> !name.equals(self) && !but.contains(name.split("\\.")[0]))
                .toList();
    }

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\.[A-Z*]");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    private static String[] allowed(Row row) {
        List<String> allowed = new ArrayList<>(ALWAYS);
        allowed.addAll(row.libraries());
        allowed.add(ROOT + "." + row.name());
        row.siblings().forEach(sibling -> allowed.add(ROOT + "." + sibling));
        return allowed.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_package_depends_only_on_what_its_row_allows(Row row) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + row.name())
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(allowed(row))
                                .or(
                                        DescribedPredicate.describe(
                                                "primitives and their arrays",
                                                (JavaClass type) ->
                                                        type.getBaseComponentType().isPrimitive())))
                .check(CLASSES);
    }

    /// The compiler leaves no trace of casts, type annotations and constants: imports do.
    @ParameterizedTest
    @MethodSource("table")
    void a_package_imports_only_what_its_row_allows(Row row) throws IOException {
        List<PackageMatcher> matchers = Stream.of(allowed(row)).map(PackageMatcher::of).toList();

        for (Path file : sources(row.name())) {
            assertThat(importedPackages(Files.readString(file)))
                    .as(file.getFileName().toString())
                    .allMatch(name -> matchers.stream().anyMatch(matcher -> matcher.matches(name)));
        }
    }

    private static List<Path> sources(String name) throws IOException {
        Path folder =
                TestData.project().resolve("src/main/java/dev/alphalift/" + name.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /// By the convention of names: packages are small, types begin with a capital.
    private static List<String> importedPackages(String source) {
        return IMPORT.matcher(source).results().map(found -> found.group(1)).distinct().toList();
    }

    @Test
    void an_import_is_seen_with_its_package() {
        assertThat(
                        importedPackages(
                                """
                                import java.awt.Color;
                                import static java.util.Map.Entry.comparingByKey;
                                import com.sun.management.*;
                                """))
                .containsExactly("java.awt", "java.util", "com.sun.management");
    }

    @Test
    void the_entry_point_depends_on_the_command_line_and_quarkus_only() {
        classes()
                .that()
                .haveFullyQualifiedName(ROOT + ".Main")
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(
                                allowed(row("cli", List.of(), "io.quarkus.runtime..", ROOT))))
                .check(CLASSES);
    }

    /// LibraryTest tells class by class what the library's jar has of these packages.
    @Test
    void the_library_depends_on_the_pipeline_the_scores_and_pictures_of_java() {
        List<String> siblings =
                List.of(
                        "image",
                        "fault",
                        "file",
                        "codec",
                        "codec.format",
                        "confidence",
                        "settings",
                        "segment",
                        "matte",
                        "matte.backdrop",
                        "eval",
                        "eval.scorecard",
                        "evaluation.data",
                        "pipeline",
                        "assembly");
        classes()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(
                                        allowed(
                                                row(
                                                        "image",
                                                        siblings,
                                                        "java.awt.image",
                                                        "java.awt.color",
                                                        ROOT)))
                                .or(
                                        DescribedPredicate.describe(
                                                "primitives and their arrays",
                                                (JavaClass type) ->
                                                        type.getBaseComponentType().isPrimitive())))
                .check(CLASSES);
    }

    @Test
    void nothing_but_the_library_depends_on_the_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void only_the_format_webp_calls_foreign_functions() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".codec.webp")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void every_package_has_a_row() {
        List<String> rows = new ArrayList<>(table().map(Row::name).toList());
        rows.add("");

        List<String> packages =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1))
                        .distinct()
                        .toList();

        assertThat(packages).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void libraries_are_allowed_to_packages_that_have_a_row() {
        assertThat(documented().keySet()).containsAll(LIBRARIES.keySet());
    }

    @Test
    void no_packages_need_each_other_in_a_circle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void no_package_is_too_large_to_be_seen() {
        Map<String, Long> files =
                CLASSES.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
    }

    @Test
    void no_picture_class_of_the_jdk_stands_in_a_public_signature_of_codec() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".codec..")
                .and()
                .doNotHaveSimpleName("JdkReader")
                .and()
                .doNotHaveSimpleName("JoinedBytesStream")
                .should(
                        PublicSignature.notShow(
                                "java.awt..", "javax.imageio..", "java.lang.foreign.."))
                .check(CLASSES);
    }

    /// What two formats share must be public for them, and is for nobody else.
    @Test
    void the_jdk_s_readers_are_used_by_formats_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".codec..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("JdkReader")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("JoinedBytesStream")
                .check(CLASSES);
    }
}

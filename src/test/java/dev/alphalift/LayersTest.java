package dev.alphalift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    private record Row(String name, List<String> siblings, List<String> libraries) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, List<String> siblings, String... libraries) {
        return new Row(name, siblings, List.of(libraries));
    }

    static Stream<Row> table() {
        return Stream.of(
                row("image", List.of()),
                row("fault", List.of()),
                row("file", List.of()),
                row(
                        "codec",
                        List.of("image", "fault"),
                        "javax.imageio..",
                        "java.awt..",
                        "java.lang.foreign..",
                        "org.graalvm.nativeimage.c..",
                        "org.graalvm.word.."),
                row("segment", List.of("image", "fault", "file")),
                row(
                        "segment.onnx",
                        List.of("image", "fault", "file", "segment", "eval"),
                        "ai.onnxruntime.."),
                row("matte", List.of("image", "fault")),
                row("cleanup", List.of("image", "fault")),
                row("confidence", List.of("image")),
                row("eval", List.of("image", "fault")),
                row("testset", List.of("image", "fault")),
                row(
                        "fetch",
                        List.of("fault", "file"),
                        "java.net.http..",
                        "javax.net..",
                        "org.apache.hc.core5.."),
                row("store", List.of("fault")),
                row(
                        "store.s3",
                        List.of("fault", "store"),
                        "software.amazon.awssdk..",
                        "com.oracle.svm.core.annotate.."),
                row("pipeline", List.of("image", "fault", "codec", "segment", "matte")),
                row(
                        "bench",
                        List.of("image", "fault", "file", "codec", "eval", "pipeline", "store"),
                        "com.fasterxml.jackson..",
                        "org.apache.commons.statistics..",
                        "org.apache.commons.csv.."),
                row(
                        "bench.page",
                        List.of("image", "fault", "codec", "eval", "bench"),
                        "com.fasterxml.jackson.."),
                row(
                        "bench.speed",
                        List.of("image", "fault", "file", "codec", "pipeline", "testset", "bench"),
                        "java.lang.management..",
                        "com.sun.management..",
                        "com.fasterxml.jackson..",
                        "org.apache.commons.statistics.."),
                row(
                        "dialect",
                        List.of("image", "fault", "codec", "pipeline", "eval", "bench"),
                        "com.fasterxml.jackson..",
                        "org.apache.commons.fileupload2.core.."),
                row(
                        "cli",
                        List.of(
                                "image",
                                "fault",
                                "file",
                                "codec",
                                "pipeline",
                                "dialect",
                                "fetch",
                                "eval",
                                "bench",
                                "bench.page",
                                "bench.speed",
                                "testset",
                                "assembly"),
                        "picocli.."),
                row(
                        "http",
                        List.of(
                                "image",
                                "fault",
                                "codec",
                                "pipeline",
                                "dialect",
                                "fetch",
                                "eval",
                                "bench"),
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
                row(
                        "lambda",
                        List.of(
                                "image",
                                "fault",
                                "codec",
                                "pipeline",
                                "dialect",
                                "fetch",
                                "store",
                                "eval",
                                "bench",
                                "bench.page",
                                "bench.speed",
                                "testset"),
                        "jakarta..",
                        "io.quarkus.funqy..",
                        "io.quarkus.runtime..",
                        "org.jboss.logging..",
                        "com.fasterxml.jackson.."),
                row(
                        "wiring",
                        List.of(
                                "image",
                                "fault",
                                "file",
                                "codec",
                                "segment",
                                "segment.onnx",
                                "matte",
                                "cleanup",
                                "confidence",
                                "fetch",
                                "store",
                                "store.s3",
                                "pipeline",
                                "dialect",
                                "eval",
                                "bench",
                                "bench.page",
                                "bench.speed",
                                "testset",
                                "http",
                                "lambda",
                                "assembly"),
                        "jakarta..",
                        "io.quarkus..",
                        "org.eclipse.microprofile..",
                        "org.graalvm.nativeimage..",
                        "org.jboss.."),
                row(
                        "assembly",
                        List.of(
                                "image",
                                "fault",
                                "file",
                                "codec",
                                "segment",
                                "segment.onnx",
                                "matte",
                                "cleanup",
                                "confidence",
                                "fetch",
                                "store",
                                "store.s3",
                                "pipeline",
                                "eval",
                                "bench",
                                "bench.page",
                                "bench.speed",
                                "testset"),
                        "java.lang.management..",
                        "com.sun.management.."));
    }

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\.[A-Z*]");

    /// A row of the documentation's table: the package, its siblings.
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^\\| ([a-z0-9.]+) \\| ([a-z0-9. -]+) \\|");

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
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(
                                allowed(row("cli", List.of(), "io.quarkus.runtime..", ROOT))))
                .check(CLASSES);
    }

    @Test
    void only_codec_calls_foreign_functions() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".codec")
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
    void the_table_of_the_documentation_is_this_one() throws IOException {
        Set<String> names = table().map(Row::name).collect(Collectors.toSet());
        Map<String, Set<String>> documented = new TreeMap<>();
        DOCUMENTED
                .matcher(Files.readString(TestData.project().resolve("docs/ARCHITECTURE.md")))
                .results()
                .filter(found -> names.contains(found.group(1)))
                .forEach(found ->
                        documented.put(found.group(1), siblings(found.group(2), found.group(1))));

        Map<String, Set<String>> held = new TreeMap<>();
        table().forEach(row -> held.put(row.name(), Set.copyOf(row.siblings())));

        assertThat(documented).isEqualTo(held);
    }

    private static Set<String> siblings(String cell, String self) {
        Set<String> siblings = table().map(Row::name).collect(Collectors.toSet());
        switch (cell) {
            case "all but cli" -> siblings.removeAll(Set.of("cli", self));
            case "all but edges" ->
                    siblings.removeAll(
                            Set.of("dialect", "cli", "http", "lambda", "wiring", "assembly"));
            case "-" -> siblings.clear();
            default -> siblings = Set.of(cell.split(" "));
        }
        return siblings;
    }

    @Test
    void no_picture_class_of_the_jdk_stands_in_a_public_signature_of_codec() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".codec")
                .should(
                        PublicSignature.notShow(
                                "java.awt..", "javax.imageio..", "java.lang.foreign.."))
                .check(CLASSES);
    }
}

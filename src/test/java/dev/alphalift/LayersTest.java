package dev.alphalift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The import table of docs/ARCHITECTURE.md.
class LayersTest {
    private static final String ROOT = "dev.alphalift";

    /// What every package may use: java.base, the annotations, itself.
    private static final List<String> ALWAYS =
            List.of(
                    "java.io",
                    "java.lang..",
                    "java.math",
                    "java.net",
                    "java.nio..",
                    "java.security..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
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
                row(
                        "codec",
                        List.of("image", "fault"),
                        "javax.imageio..",
                        "java.awt..",
                        "org.graalvm.nativeimage.c..",
                        "org.graalvm.word.."),
                row("segment", List.of("image", "fault")),
                row(
                        "segment.onnx",
                        List.of("image", "fault", "segment", "eval"),
                        "ai.onnxruntime.."),
                row("matte", List.of("image", "fault")),
                row("eval", List.of("image", "fault")),
                row("testset", List.of("image", "fault")),
                row(
                        "fetch",
                        List.of("fault"),
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
                        List.of("image", "fault", "codec", "eval", "pipeline", "store"),
                        "com.fasterxml.jackson..",
                        "org.apache.commons.statistics..",
                        "org.apache.commons.csv.."),
                row(
                        "bench.page",
                        List.of("image", "fault", "codec", "eval", "bench"),
                        "com.fasterxml.jackson.."),
                row(
                        "bench.speed",
                        List.of("image", "fault", "codec", "pipeline", "testset", "bench"),
                        "java.lang.management..",
                        "com.sun.management..",
                        "com.fasterxml.jackson..",
                        "org.apache.commons.statistics.."),
                row(
                        "dialect",
                        List.of("image", "fault", "codec", "pipeline", "eval", "bench"),
                        "com.fasterxml.jackson.."),
                row(
                        "cli",
                        List.of(
                                "image",
                                "fault",
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
                        "io.netty.channel..",
                        "io.smallrye..",
                        "io.micrometer..",
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
                        "org.apache.commons.fileupload2.core..",
                        "io.quarkus.runtime..",
                        "org.jboss.logging..",
                        "com.fasterxml.jackson.."),
                row(
                        "wiring",
                        List.of(
                                "image",
                                "fault",
                                "codec",
                                "segment",
                                "segment.onnx",
                                "matte",
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
                                "codec",
                                "segment",
                                "segment.onnx",
                                "matte",
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

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("table")
    void a_package_imports_only_what_its_row_allows(Row row) {
        List<String> allowed = new ArrayList<>(ALWAYS);
        allowed.addAll(row.libraries());
        allowed.add(ROOT + "." + row.name());
        row.siblings().forEach(sibling -> allowed.add(ROOT + "." + sibling));

        classes()
                .that()
                .resideInAPackage(ROOT + "." + row.name())
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                        allowed.toArray(String[]::new))
                                .or(
                                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                                "primitives and their arrays",
                                                (JavaClass type) ->
                                                        type.getBaseComponentType().isPrimitive())))
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

        Assertions.assertThat(packages).isSubsetOf(rows);
    }

    @Test
    void no_picture_class_of_the_jdk_stands_in_a_public_signature_of_codec() {
        CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT + ".codec"))
                .filter(type -> type.getModifiers().toString().contains("PUBLIC"))
                .flatMap(type -> type.getMethods().stream())
                .forEach(method ->
                        Assertions.assertThat(method.getRawReturnType().getName())
                                .as(method.getFullName())
                                .doesNotStartWith("java.awt"));
    }
}

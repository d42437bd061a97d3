package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.alphalift.executable.LibraryFeature;
import dev.alphalift.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the Java library's jar holds (docs/adr/0030-the-library.md).
class LibraryTest {
    /// What is beside it on the class path of a program that uses it.
    private static final List<String> BESIDE =
            List.of(
                    "java..",
                    "javax.imageio..",
                    "com.sun.management..",
                    "ai.onnxruntime..",
                    "org.jspecify..");

    /// What the builder of native executables brings; on Java none of it is ever loaded.
    private static final List<String> OF_THE_BUILDER =
            List.of("org.graalvm.nativeimage..", "org.graalvm.word..");

    private static final Pattern INCLUDE = Pattern.compile("<include>(dev/[^<]+)</include>");
    private static final Pattern EXCLUDE = Pattern.compile("<exclude>(dev/[^<]+)</exclude>");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)<");

    private static final String ASSEMBLY = "src/main/assembly/library.xml";

    private static List<JavaClass> library() {
        List<PathMatcher> includes = matchers(INCLUDE);
        List<PathMatcher> excludes = matchers(EXCLUDE);
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.alphalift")
                        .stream()
                        .filter(type -> {
                            Path file = Path.of(type.getName().replace('.', '/') + ".class");
                            return includes.stream().anyMatch(include -> include.matches(file))
                                    && excludes.stream().noneMatch(not -> not.matches(file));
                        })
                        .toList();
    }

    private static List<PathMatcher> matchers(Pattern pattern) {
        return found(ASSEMBLY, pattern)
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    private static Stream<String> found(String file, Pattern pattern) {
        return pattern.matcher(text(file)).results().map(match -> match.group(1));
    }

    private static String text(String file) {
        return new String(TestData.projectFile(file), StandardCharsets.UTF_8);
    }

    private static boolean isIn(List<String> packages, JavaClass type) {
        return packages.stream()
                .anyMatch(name -> PackageMatcher.of(name).matches(type.getPackageName()));
    }

    @Test
    void its_classes_need_nothing_that_is_neither_in_it_nor_beside_it() {
        List<JavaClass> library = library();

        List<String> missing =
                library.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(need -> !isThere(need, library))
                        .map(Dependency::getDescription)
                        .toList();

        assertThat(library).extracting(JavaClass::getName).contains("dev.alphalift.Session");
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Dependency need, List<JavaClass> library) {
        JavaClass target = need.getTargetClass().getBaseComponentType();
        return target.isPrimitive()
                || library.contains(target)
                || isIn(BESIDE, target)
                || (isIn(OF_THE_BUILDER, target) && isForTheBuilder(need.getOriginClass()));
    }

    private static boolean isForTheBuilder(JavaClass type) {
        return type.getPackageName().equals("dev.alphalift.executable")
                || type.getName().startsWith("dev.alphalift.codec.webp.PointerLibwebp");
    }

    @Test
    void it_has_no_edge_of_the_program() {
        assertThat(library())
                .extracting(JavaClass::getPackageName)
                .noneMatch(name ->
                        name.matches("dev\\.alphalift\\.(cli|http|lambda|dialect|wiring).*"))
                .doesNotContain("dev.alphalift.store", "dev.alphalift.fetch");
        assertThat(library()).extracting(JavaClass::getName).doesNotContain("dev.alphalift.Main");
    }

    @Test
    void its_sources_are_those_of_its_classes() {
        assertThat(found("src/main/assembly/library-sources.xml", INCLUDE))
                .containsExactlyElementsOf(
                        found(ASSEMBLY, INCLUDE)
                                .map(name -> name.replace(".class", ".java"))
                                .toList());
    }

    @Test
    void it_draws_in_onnx_runtime_and_the_annotations_alone() {
        assertThat(
                        DEPENDENCY
                                .matcher(text("src/library/pom.xml"))
                                .results()
                                .map(match -> match.group(1) + ":" + match.group(2)))
                .containsExactly("com.microsoft.onnxruntime:onnxruntime", "org.jspecify:jspecify");
    }

    /// What its classes read besides lies in the jar: the builder of executables has the list.
    @Test
    void the_parts_that_it_reads_are_in_it() {
        assertThat(text(ASSEMBLY))
                .contains("<include>models/**", "<include>scene.png", "<include>native/**");
        assertThat(LibraryFeature.RESOURCES)
                .allMatch(name -> name.startsWith("models/") || name.equals("scene.png"));
    }
}

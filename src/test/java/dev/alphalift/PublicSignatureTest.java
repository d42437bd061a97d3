package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rule is held against types that break it, each in one way: java.util.regex stands for what
/// must not be seen.
public class PublicSignatureTest {
    private static List<String> violations(Class<?>... types) {
        JavaClasses imported = new ClassFileImporter().importClasses(types);
        return ArchRuleDefinition.classes()
                .should(PublicSignature.notShow("java.util.regex", "java.util.concurrent"))
                .evaluate(imported)
                .getFailureReport()
                .getDetails();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Result.class,
                Parameter.class,
                Construction.class,
                Field.class,
                ProtectedField.class,
                Argument.class,
                DeepArgument.class,
                Wildcard.class,
                Array.class,
                Thrown.class,
                Bound.class,
                BoundOfAMethod.class,
                Super.class,
                ArgumentOfSuper.class,
                Implemented.class,
                Component.class,
            })
    void a_type_is_seen_wherever_it_stands(Class<?> type) {
        assertThat(violations(type)).isNotEmpty();
    }

    @Test
    void an_annotation_is_seen() {
        JavaClasses imported = new ClassFileImporter().importClasses(Annotated.class);

        assertThat(
                        ArchRuleDefinition.classes()
                                .should(PublicSignature.notShow("dev.alphalift"))
                                .evaluate(imported)
                                .getFailureReport()
                                .getDetails())
                .hasSize(2);
    }

    @Test
    void what_is_used_inside_is_not_seen() {
        assertThat(violations(Inside.class, Hidden.class)).isEmpty();
    }

    public static class Result {
        public Pattern result() {
            return Pattern.compile("");
        }
    }

    public static class Parameter {
        public void take(Pattern parameter) {}
    }

    public static class Construction {
        public Construction(Pattern parameter) {}
    }

    public static class Field {
        public final Pattern field = Pattern.compile("");
    }

    public static class ProtectedField {
        protected final Pattern field = Pattern.compile("");
    }

    public static class Argument {
        public List<Pattern> result() {
            return List.of();
        }
    }

    public static class DeepArgument {
        public void take(Map<String, Supplier<List<Pattern>>> parameter) {}
    }

    public static class Wildcard {
        public void take(List<? super Pattern> parameter) {}
    }

    public static class Array {
        public Pattern[][] result() {
            return new Pattern[0][];
        }
    }

    public static class Thrown {
        public void run() throws PatternSyntaxException {}
    }

    public static class Bound<T extends Callable<String>> {
        public void run() throws IOException {}
    }

    public static class BoundOfAMethod {
        public <T extends Callable<String>> void run() {}
    }

    public static class Super extends PatternSyntaxException {
        private static final long serialVersionUID = 1;

        Super() {
            super("", "", 0);
        }
    }

    public abstract static class ArgumentOfSuper extends AbstractMap<String, Pattern> {}

    public interface Implemented extends Callable<String> {}

    public record Component(Pattern component) {}

    @interface Mark {}

    @Mark
    public static class Annotated {
        @Mark
        public void run() {}
    }

    public static class Inside {
        private final Pattern field = Pattern.compile("");

        Inside(Pattern parameter) {}

        Pattern inside() {
            return field;
        }
    }

    static class Hidden {
        public Pattern result() {
            return Pattern.compile("");
        }
    }
}

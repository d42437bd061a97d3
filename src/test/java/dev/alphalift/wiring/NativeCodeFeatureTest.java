package dev.alphalift.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.executable.LibraryFeature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeCodeFeatureTest {
    /// The builder passes over a name that is none, and the executable lacks a library then.
    @Test
    void what_begins_at_run_time_is_there() {
        List<String> names =
                Stream.of(LibraryFeature.AT_RUN_TIME, NativeCodeFeature.AT_RUN_TIME)
                        .flatMap(List::stream)
                        .toList();

        assertThat(names)
                .allMatch(name -> Character.isLowerCase(last(name)) || isClass(name))
                .allMatch(name -> isClass(name) || isPackage(name));
    }

    private static char last(String name) {
        return name.charAt(name.lastIndexOf('.') + 1);
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, NativeCodeFeatureTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isPackage(String name) {
        return NativeCodeFeatureTest.class.getResource("/" + name.replace('.', '/')) != null;
    }
}

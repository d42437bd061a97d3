package dev.alphalift.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    LabelsTest() {
        registry.config().meterFilter(new Labels());
    }

    private void count(String method, String uri, String status) {
        Timer.builder(Labels.REQUESTS)
                .tags("method", method, "uri", uri, "status", status)
                .register(registry)
                .record(Duration.ofMillis(1));
    }

    @Test
    void what_clients_make_up_is_not_kept() {
        for (int at = 0; at < 1000; at++) {
            count("M" + at, "/models", "200");
            count("GET", "/p" + at, "413");
            count("GET", "/models", "9" + at);
        }
        assertThat(registry.getMeters()).isEmpty();

        count("GET", "/models", "200");
        count("other", "other", "501");
        count("POST", "NOT_FOUND", "404");
        assertThat(registry.getMeters()).hasSize(3);
    }

    @Test
    void every_path_of_this_server_is_known() {
        Set<String> paths =
                new ClassFileImporter()
                        .importPackages("dev.alphalift.http").stream()
                                .filter(type -> type.isAnnotatedWith(Path.class))
                                .flatMap(type -> paths(type.reflect()))
                                .collect(Collectors.toSet());

        assertThat(paths).contains("/api/remove", "/v1.0/account").isSubsetOf(Labels.PATHS);
    }

    /// The class' own, and with what its methods add.
    private static Stream<String> paths(Class<?> resource) {
        String path = resource.getAnnotation(Path.class).value();
        String prefix = path.equals("/") ? "" : path;
        return Stream.of(resource.getDeclaredMethods())
                .filter(LabelsTest::answersRequests)
                .map(method -> {
                    Path more = method.getAnnotation(Path.class);
                    return more == null ? prefix : prefix + more.value();
                })
                .map(LabelsTest::label);
    }

    /// As the metrics have it.
    private static String label(String path) {
        return path.isEmpty() ? "root" : path.replaceAll(":[^}]*", "");
    }

    private static boolean answersRequests(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}

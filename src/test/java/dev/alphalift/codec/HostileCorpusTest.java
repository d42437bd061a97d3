package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.image.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The odd, old and broken files that the TwelveMonkeys project has collected over the years: each
/// ends in a picture or a typed fault, and within the time that the product allows.
class HostileCorpusTest {
    private static final ImageDecoder DECODER =
            new ImageDecoder(ImageLimits.DEFAULT, new Workers(2));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> PICTURES =
            List.of(".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".png", ".gif", ".bmp", ".bin");

    /// The jars, which hold the pictures that the project's own tests read.
    static Stream<String> jars() {
        return Stream.of("jpeg", "tiff", "webp");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void every_file_ends_in_a_picture_or_a_typed_fault(String jar) throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        try (InputStream bytes = location(jar).openStream();
                JarInputStream files = new JarInputStream(bytes)) {
            for (JarEntry file = files.getNextJarEntry();
                    file != null;
                    file = files.getNextJarEntry()) {
                if (isPicture(file.getName())) {
                    String outcome = outcome(file.getName(), files.readAllBytes());
                    outcomes.merge(outcome, 1, Integer::sum);
                }
            }
        }
        // The counts, for who reads the build's output.
        System.out.println("imageio-" + jar + ": " + outcomes);
        assertThat(outcomes).isNotEmpty();
    }

    private static URL location(String jar) throws IOException {
        List<URL> found = new ArrayList<>();
        String name = "META-INF/maven/com.twelvemonkeys.imageio/imageio-" + jar + "/pom.xml";
        for (URL url :
                Collections.list(HostileCorpusTest.class.getClassLoader().getResources(name))) {
            String text = url.toString();
            found.add(URI.create(text.substring(4, text.indexOf("!/"))).toURL());
        }
        assertThat(found).as("the jar of imageio-" + jar).hasSize(1);
        return found.getFirst();
    }

    private static boolean isPicture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(lower::endsWith);
    }

    private static String outcome(String name, byte[] bytes) {
        return Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    try {
                        assertThat(DECODER.decode(bytes).image().samples()).isNotEmpty();
                        return "picture";
                    } catch (AlphaliftException e) {
                        assertThat(e.getMessage()).isNotBlank();
                        return e.code();
                    }
                },
                name);
    }
}

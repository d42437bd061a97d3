package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/// The odd, old and broken files that the TwelveMonkeys project has collected over the years: its
/// jars of tests.
public final class TwelveMonkeys {
    /// The jars' short names.
    public static final List<String> JARS = List.of("jpeg", "tiff", "webp");

    private static final List<String> PICTURES =
            List.of(".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".png", ".gif", ".bmp", ".bin");

    private TwelveMonkeys() {}

    /// Passes each picture of a jar on, by its name.
    public static void forEach(String jar, BiConsumer<String, byte[]> consumer) throws IOException {
        try (InputStream bytes = location(jar).openStream();
                JarInputStream files = new JarInputStream(bytes)) {
            for (JarEntry file = files.getNextJarEntry();
                    file != null;
                    file = files.getNextJarEntry()) {
                String lower = file.getName().toLowerCase(Locale.ROOT);
                if (PICTURES.stream().anyMatch(lower::endsWith)) {
                    consumer.accept(file.getName(), files.readAllBytes());
                }
            }
        }
    }

    private static URL location(String jar) throws IOException {
        List<URL> found = new ArrayList<>();
        String name = "META-INF/maven/com.twelvemonkeys.imageio/imageio-" + jar + "/pom.xml";
        for (URL url : Collections.list(TwelveMonkeys.class.getClassLoader().getResources(name))) {
            String text = url.toString();
            found.add(URI.create(text.substring(4, text.indexOf("!/"))).toURL());
        }
        assertThat(found).as("the jar of imageio-" + jar).hasSize(1);
        return found.getFirst();
    }
}

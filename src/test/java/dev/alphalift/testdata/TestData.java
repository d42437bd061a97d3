package dev.alphalift.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;

/// Files that tests read: resources, sample photos, and data outside the project where it is there
/// (docs/CONTRIBUTING.md, "Data of tests").
public final class TestData {
    /// The variable with the folder of test data that is no part of the project.
    public static final String VARIABLE = "ALPHALIFT_TEST_DATA";

    /// How the reason begins for which a test is skipped that needs such data.
    static final String MISSING = "skipped: the test data ";

    private TestData() {}

    public static byte[] resource(String name) {
        try (InputStream stream = TestData.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no test resource " + name + ".");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String name) {
        return parse(resource(name));
    }

    public static JsonNode parse(byte[] json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The project's root folder.
    public static Path project() {
        return Path.of(System.getProperty("alphalift.project", "."));
    }

    /// A file of the project, for example `samples/chelsea.png`.
    public static byte[] projectFile(String name) {
        return read(project().resolve(name));
    }

    /// A file or folder of the data that is no part of the project (`ALPHALIFT_TEST_DATA`, else the
    /// folder `shared` beside the checkout); the test is skipped where it is missing. How many were
    /// is told at the end of the run, by [SkippedTests].
    public static Path shared(String name) {
        Path path = sharedFolder().resolve(name).normalize();
        Assumptions.assumeTrue(Files.exists(path), MISSING + name + " is not in " + sharedFolder());
        return path;
    }

    static Path sharedFolder() {
        String set = System.getenv().getOrDefault(VARIABLE, "");
        return (set.isBlank() ? project().resolve("../shared") : Path.of(set)).normalize();
    }

    public static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The formula "mix" of the frozen values.
    public static byte[] mix(int width, int height, int channels) {
        byte[] values = new byte[width * height * channels];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    values[at++] =
                            (byte)
                                    (((long) x * 31 + y * 17L + channel * 101L + (long) x * y % 251)
                                            % 256);
                }
            }
        }
        return values;
    }
}

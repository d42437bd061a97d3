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

/// Files that tests read: resources, sample photos, and the developers' shared data where it is
/// there.
public final class TestData {
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

    /// A file or folder of the developers' shared data; the test is skipped where it is missing.
    public static Path shared(String name) {
        Path path = project().resolve("../shared").resolve(name).normalize();
        Assumptions.assumeTrue(
                Files.exists(path), "skipped: the shared test data " + name + " is not here");
        return path;
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

package dev.alphalift.cli;

import static org.assertj.core.api.Assertions.fail;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts that a person has read and found good, in `src/test/resources/approved`.
final class Approved {
    private Approved() {}

    /// Compares a text with the approved one; what differs is left in `target/approved` to be read,
    /// and copied over the approved text if it is better.
    static void assertMatches(String name, String text) {
        Path approved =
                TestData.project().resolve("src/test/resources/approved").resolve(name + ".txt");
        Path actual = TestData.project().resolve("target/approved").resolve(name + ".actual.txt");
        String normal = text.replace("\r\n", "\n");
        try {
            Files.deleteIfExists(actual);
            String expected =
                    Files.exists(approved) ? Files.readString(approved).replace("\r\n", "\n") : "";
            if (expected.equals(normal)) {
                return;
            }
            Pictures.put(actual, normal.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fail(
                "The text is not the approved one:\n%s\nMaybe it is better: cp %s %s"
                        .formatted(normal, actual, approved));
    }
}

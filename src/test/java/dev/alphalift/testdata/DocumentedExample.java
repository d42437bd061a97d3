package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The examples of the documents, which are their blocks marked `sh`: they are run as they stand,
/// and what a test expects of one is what the page claims.
///
/// @param folder where an example runs, with the project's `samples`
public record DocumentedExample(Path folder) {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh\n((?:.*\n)*?)```$");
    private static final long SECONDS = 300;

    public DocumentedExample {
        try {
            copy(TestData.project().resolve("samples"), folder.resolve("samples"));
            Files.createDirectory(folder.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(copy);
                } else {
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
    }

    /// What came of an example.
    ///
    /// @param err what it wrote to the error stream
    public record Outcome(int code, String out, String err) {}

    /// A page of the project, for example `docs/server.md`.
    public static String page(String name) {
        return new String(TestData.projectFile(name), StandardCharsets.UTF_8);
    }

    /// All examples of a page, in order.
    public static List<String> all(String page) {
        return BLOCK.matcher(page(page))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /// Asserts that a page says of its example what the test holds it to.
    public static void assertClaims(String page, String... claims) {
        assertThat(page(page).replaceAll("\\s+", " ")).as(page).contains(claims);
    }

    /// Puts a command there for the examples: into `bin`, which is first on the path, or as
    /// `./alphalift`.
    public void command(String name, String script) throws IOException {
        Path file = folder.resolve(name.equals("alphalift") ? name : "bin/" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A command for a shell, of words that may hold anything.
    public static String quoted(List<String> words) {
        return String.join(
                " ", words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
    }

    /// Runs an example as a reader would who copies it into a shell.
    public Outcome run(String example) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-e", "-c", example).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ALPHALIFT_"));
        builder.environment()
                .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process =
                builder.redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The example has not ended in " + SECONDS + " s:\n" + example);
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// Runs an example that has to succeed.
    public Outcome succeed(String example) throws IOException, InterruptedException {
        Outcome outcome = run(example);
        assertThat(outcome.code()).as(example + outcome.err()).isZero();
        return outcome;
    }

    /// What an example left.
    public byte[] file(String name) {
        return TestData.read(folder.resolve(name));
    }
}

package dev.alphalift.lambda;

import dev.alphalift.testdata.Surroundings;
import dev.alphalift.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The built function, unpacked as Lambda unpacks it, as a process of its own.
public final class FunctionProcess implements AutoCloseable {
    private static final Set<PosixFilePermission> EXECUTABLE =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private static final Pattern RUNTIME_CLIENT =
            Pattern.compile("aws-lambda-java-|/awssdk/(utils-lite|annotations)/");

    private final Process process;
    private final Path log;

    private FunctionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// The archive that the build left.
    static Path archive() {
        return Path.of(
                System.getProperty(
                        "alphalift.function",
                        TestData.project().resolve("target/function.zip").toString()));
    }

    /// Whether it is an executable and no Java.
    static boolean isNative() {
        return archive().endsWith(Path.of("target/function.zip"));
    }

    /// What starts the function: the executable, or Java with AWS' own runtime client.
    static List<String> command(Path task) {
        if (isNative()) {
            return List.of(task.resolve("bootstrap").toString());
        }
        String client =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> RUNTIME_CLIENT.matcher(entry).find())
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(Surroundings.flags());
        command.addAll(
                List.of(
                        // As Lambda's own Java does it.
                        "-XX:+UseSerialGC",
                        "-Xmx1200m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(File.pathSeparator, task.toString(), task + "/lib/*", client),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"));
        return command;
    }

    /// Unpacks the archive.
    public static Path unpack(Path folder) throws IOException {
        Path task = Files.createDirectories(folder.resolve("task"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = task.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                Files.copy(zip, target);
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
        return task;
    }

    /// Starts it with nothing in its environment but what Lambda sets, and more.
    public static FunctionProcess start(Path task, String runtimeApi, Map<String, String> more)
            throws IOException {
        Path log = Files.createTempFile(task.getParent(), "log", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(task)).directory(task.toFile());
        builder.environment().clear();
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        builder.environment().putAll(environment(task));
        builder.environment().putAll(more);
        return new FunctionProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /// What Lambda sets.
    static Map<String, String> environment(Path task) {
        return Map.of(
                "LAMBDA_TASK_ROOT", task.toString(),
                "_HANDLER", "remove",
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "TZ", ":UTC");
    }

    /// What it has written to its output streams.
    String log() throws IOException {
        return Files.readString(log);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

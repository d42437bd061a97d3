package dev.alphalift.lambda;

import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The built function, unpacked as Lambda unpacks it, as a process of its own.
final class FunctionProcess implements AutoCloseable {
    private static final Set<PosixFilePermission> EXECUTABLE =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Process process;
    private final Path log;

    private FunctionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// The archive that the build left.
    static Path archive() {
        return TestData.project().resolve("target/function.zip");
    }

    /// Unpacks the archive.
    static Path unpack(Path folder) throws IOException {
        Path task = Files.createDirectories(folder.resolve("task"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = task.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(zip, target);
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
        return task;
    }

    /// Starts it with nothing in its environment but what Lambda sets, and more.
    static FunctionProcess start(Path task, String runtimeApi, Map<String, String> more)
            throws IOException {
        Path log = Files.createTempFile(task.getParent(), "log", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(task.resolve("bootstrap").toString()).directory(task.toFile());
        builder.environment().clear();
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
        builder.environment().put("_HANDLER", "remove");
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        builder.environment().put("TZ", ":UTC");
        builder.environment().putAll(more);
        return new FunctionProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /// What it has written to its output streams.
    String log() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean endsWithin(long seconds) throws InterruptedException {
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

package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.testdata.FreePorts;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The built function under AWS' own Runtime Interface Emulator, or where that is not at hand under
/// our stand-in of the runtime's protocol.
public abstract sealed class FunctionHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EMULATOR = TestData.project().resolve("target/aws-lambda-rie");

    /// Starts one of the archive's functions.
    ///
    /// @param task where the archive was unpacked
    public static FunctionHost start(Path task, String function, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> more = new HashMap<>(environment);
        more.put("QUARKUS_FUNQY_EXPORT", function);
        return Files.isExecutable(EMULATOR)
                ? new UnderEmulator(task, more)
                : new UnderStandIn(task, more);
    }

    /// Hands an event over.
    ///
    /// @return what came back, an error too: it has an `errorMessage`
    public abstract JsonNode call(JsonNode event) throws IOException, InterruptedException;

    /// What it has written to its output streams.
    public abstract String log() throws IOException;

    /// The process that is the function.
    abstract ProcessHandle process();

    /// Memory of the process that is resident, in bytes.
    final long residentBytes() throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/%d/status".formatted(process().pid())))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    << 10;
        }
    }

    /// Files that the process has open.
    final long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(process().pid())))) {
            return files.count();
        }
    }

    @Override
    public abstract void close() throws InterruptedException, IOException;

    private static final class UnderEmulator extends FunctionHost {
        private final HttpClient client = HttpClient.newHttpClient();
        private final Process emulator;
        private final Path log;
        private final URI invocations;

        UnderEmulator(Path task, Map<String, String> more)
                throws IOException, InterruptedException {
            int[] ports = FreePorts.two();
            int port = ports[0];
            log = Files.createTempFile(task.getParent(), "log", ".txt");
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    EMULATOR.toString(),
                                    "--runtime-interface-emulator-address",
                                    "127.0.0.1:" + port,
                                    "--runtime-api-address",
                                    "127.0.0.1:" + ports[1]));
            command.addAll(FunctionProcess.command(task));
            ProcessBuilder builder = new ProcessBuilder(command).directory(task.toFile());
            builder.environment().clear();
            builder.environment().putAll(FunctionProcess.environment(task));
            builder.environment().putAll(more);
            emulator =
                    builder.redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            invocations =
                    URI.create(
                            "http://127.0.0.1:%d/2015-03-31/functions/function/invocations"
                                    .formatted(port));
            awaitPort(port);
        }

        private void awaitPort(int port) throws IOException, InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (true) {
                try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                    return;
                } catch (IOException e) {
                    if (System.nanoTime() > end || !emulator.isAlive()) {
                        throw new IOException(log(), e);
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }

        @Override
        public JsonNode call(JsonNode event) throws IOException, InterruptedException {
            HttpResponse<byte[]> response =
                    client.send(
                            HttpRequest.newBuilder(invocations)
                                    .timeout(Duration.ofMinutes(5))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    JSON.writeValueAsBytes(event)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            return JSON.readTree(response.body());
        }

        @Override
        public String log() throws IOException {
            return Files.readString(log);
        }

        @Override
        ProcessHandle process() {
            return emulator.descendants()
                    .filter(child -> child.children().findAny().isEmpty())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() throws InterruptedException {
            List<ProcessHandle> children = emulator.descendants().toList();
            emulator.destroy();
            emulator.waitFor(10, TimeUnit.SECONDS);
            children.forEach(ProcessHandle::destroyForcibly);
            client.close();
        }
    }

    private static final class UnderStandIn extends FunctionHost {
        private final RuntimeApi api;
        private final FunctionProcess function;

        UnderStandIn(Path task, Map<String, String> more) throws IOException {
            api = new RuntimeApi();
            function = FunctionProcess.start(task, api.address(), more);
        }

        @Override
        public JsonNode call(JsonNode event) throws IOException {
            return JSON.readTree(api.call(JSON.writeValueAsBytes(event)).body());
        }

        @Override
        public String log() throws IOException {
            return function.log();
        }

        @Override
        ProcessHandle process() {
            return function.handle();
        }

        @Override
        public void close() throws InterruptedException {
            function.close();
            api.close();
        }
    }
}

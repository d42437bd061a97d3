package dev.alphalift.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// When, where and on what a run went: the part of a report that is another each time.
public final class RunFacts {
    private static final double NANOS_A_SECOND = 1e9;
    private static final String PEAK = "VmHWM:";

    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long start = System.nanoTime();
    private final int threads;

    private RunFacts(int threads) {
        this.threads = threads;
    }

    /// A run that begins now.
    ///
    /// @param threads that a model may use
    public static RunFacts begin(int threads) {
        return new RunFacts(threads);
    }

    /// The facts of a run that ends now.
    public ObjectNode end() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("started", started.toString());
        json.put("seconds", (System.nanoTime() - start) / NANOS_A_SECOND);
        json.put("java", System.getProperty("java.vm.version", ""));
        json.put(
                "native",
                "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode")));
        json.put(
                "os",
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("threads", threads);
        Long peak = peakBytes();
        if (peak != null) {
            json.put("peak_memory_bytes", peak.longValue());
        }
        return json;
    }

    /// The most memory that this process has had so far; null where the system does not say.
    static @Nullable Long peakBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}

package dev.alphalift.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.file.FileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// rembg's runs next to ours. When it fails once, it is left alone from then on, and the report
/// says why: our own figures do not depend on it.
final class RembgBeside implements AutoCloseable {
    private static final double MILLIS_A_SECOND = 1e3;
    private static final ObjectNode ONCE_MORE = JsonNodeFactory.instance.objectNode();

    private final Rembg rembg;
    private final Configuration configuration;
    private final Path folder;
    private final List<Double> cold = new ArrayList<>();
    private final List<Double> warm = new ArrayList<>();
    private @Nullable LineProcess loop;
    private @Nullable Double startUp;
    private @Nullable Long peakBytes;
    private @Nullable String problem;

    RembgBeside(Rembg rembg, Configuration configuration, Path folder) {
        this.rembg = rembg;
        this.configuration = configuration;
        this.folder = folder;
    }

    void runOnce() {
        unlessBroken(() -> cold.add(once()));
    }

    void runOnceIgnored() {
        unlessBroken(this::once);
    }

    private double once() {
        Path result = folder.resolve("rembg.png");
        return WholeProcess.millis("rembg", rembg.once(configuration, result), result, errors());
    }

    /// Makes its session and warms it up.
    void start(int warmUp) {
        unlessBroken(() -> {
            loop = new LineProcess("rembg", rembg.loop(configuration), errors());
            startUp = loop.startUpMillis();
        });
        for (int at = 0; at < warmUp; at++) {
            ask();
        }
    }

    void runWarm() {
        JsonNode answer = ask();
        if (answer != null) {
            warm.add(answer.get("seconds").doubleValue() * MILLIS_A_SECOND);
            peakBytes = Wire.number(answer, "peak");
        }
    }

    private @Nullable JsonNode ask() {
        LineProcess process = loop;
        if (process == null || problem != null) {
            return null;
        }
        try {
            return process.ask(ONCE_MORE);
        } catch (NotAvailable e) {
            problem = e.getMessage();
            return null;
        }
    }

    private void unlessBroken(Runnable step) {
        if (problem != null) {
            return;
        }
        try {
            step.run();
        } catch (NotAvailable e) {
            problem = e.getMessage();
        }
    }

    private Path errors() {
        return folder.resolve("rembg-errors.txt");
    }

    RembgResult result() {
        return new RembgResult(
                FileNames.shown(rembg.executable()),
                Rembg.model(configuration.model()),
                cold.isEmpty() ? null : Spread.of(cold),
                startUp == null ? null : Spread.of(startUp),
                warm.isEmpty() ? null : Spread.of(warm),
                peakBytes,
                problem);
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }
}

package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Measurement;
import dev.alphalift.benchmark.measure.MemoryUse;
import dev.alphalift.benchmark.measure.Soak;
import dev.alphalift.benchmark.measure.Soak.Sample;
import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.benchmark.measure.Spread;
import dev.alphalift.benchmark.measure.Stretch;
import dev.alphalift.benchmark.measure.Throughput;
import dev.alphalift.settings.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures one configuration by processes of its own.
final class ConfigurationRun {
    private static final String NAME = "The measuring process";

    private final ProgramCommand program;
    private final Configuration configuration;
    private final Repeats repeats;
    private final Path folder;
    private final @Nullable RembgBeside beside;
    private final List<Double> cold = new ArrayList<>();
    private final List<Double> startUp = new ArrayList<>();

    /// @param folder for files that come and go
    /// @param beside null to leave rembg out
    ConfigurationRun(
            ProgramCommand program,
            Configuration configuration,
            Repeats repeats,
            Path folder,
            @Nullable RembgBeside beside) {
        this.program = program;
        this.configuration = configuration;
        this.repeats = repeats;
        this.folder = folder;
        this.beside = beside;
    }

    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if this program's own processes
    ///   fail
    Result measure(@Nullable SoakLength length) {
        if (repeats.cold() > 0) {
            ignoredRound();
        }
        for (int round = 0; round < repeats.cold(); round++) {
            coldRound();
        }
        try (LineProcess worker = worker()) {
            startUp.add(worker.startUpMillis());
            Stretch alone = warm(worker);
            List<Throughput> together = new ArrayList<>();
            for (int callers : repeats.concurrency()) {
                Stretch stretch = runs(worker, callers, repeats.pictures(callers));
                together.add(Throughput.of(callers, stretch, memory(worker)));
            }
            Measurement warm = Measurement.of(alone, together, memory(worker));
            return new Result(
                    configuration,
                    Spread.of(startUp),
                    cold.isEmpty() ? null : Spread.of(cold),
                    warm,
                    length == null ? null : soak(worker, length),
                    beside == null ? null : beside.result());
        }
    }

    /// Reads files into the kernel's memory, and lets rembg's libraries compile what they keep.
    private void ignoredRound() {
        runOnce();
        if (beside != null) {
            beside.runOnceIgnored();
        }
    }

    private void coldRound() {
        cold.add(runOnce());
        if (beside != null) {
            beside.runOnce();
        }
        try (LineProcess worker = worker()) {
            startUp.add(worker.startUpMillis());
        }
    }

    private double runOnce() {
        Path result = folder.resolve("cutout.png");
        ProcessBuilder once =
                program.process(
                        configuration.threads(),
                        "i",
                        "-m",
                        configuration.model(),
                        configuration.picture().file().toString(),
                        result.toString());
        return WholeProcess.millis(NAME, once, result, errors());
    }

    /// Alternating with rembg, so that a busy moment of the machine hits both.
    private Stretch warm(LineProcess worker) {
        if (repeats.warmUp() > 0) {
            runs(worker, 1, repeats.warmUp());
        }
        if (beside == null) {
            return runs(worker, 1, repeats.runs());
        }
        beside.start(repeats.warmUp());
        Stretch all = null;
        for (int run = 0; run < repeats.runs(); run++) {
            Stretch one = runs(worker, 1, 1);
            all = all == null ? one : all.plus(one);
            beside.runWarm();
        }
        beside.close();
        if (all == null) {
            throw new IllegalStateException("There were no runs.");
        }
        return all;
    }

    private static Stretch runs(LineProcess worker, int callers, int pictures) {
        return Wire.toStretch(worker.ask(Wire.runs(callers, pictures)));
    }

    private static MemoryUse memory(LineProcess worker) {
        return Wire.toMemory(worker.ask(Wire.memory()));
    }

    private static @Nullable Soak soak(LineProcess worker, SoakLength length) {
        List<Sample> samples = Wire.toSamples(worker.ask(Wire.soak(length, 1)));
        return samples.isEmpty() ? null : Soak.of(samples);
    }

    private LineProcess worker() {
        ProcessBuilder process =
                program.process(
                        configuration.threads(),
                        "bench-worker",
                        "-m",
                        configuration.model(),
                        configuration.picture().file().toString());
        // All callers must find room to wait in.
        process.environment()
                .merge(
                        Setting.MAX_WAITING.variable(),
                        Integer.toString(repeats.mostCallers()),
                        ConfigurationRun::larger);
        return new LineProcess(NAME, process, errors());
    }

    private static String larger(String one, String other) {
        return one.isBlank() || Long.parseLong(one.strip()) < Long.parseLong(other) ? other : one;
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }
}

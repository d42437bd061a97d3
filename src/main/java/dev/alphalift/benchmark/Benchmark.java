package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries out a plan. Each configuration gets processes of its own, so that start-up and peak
/// memory are its own, too.
public final class Benchmark {
    private final ProgramCommand program;
    private final String version;
    private final String provider;
    private final @Nullable Rembg rembg;
    private final Path folder;

    /// A benchmark of this program, ready to carry out plans.
    ///
    /// @param program starts this program once more
    /// @param version of this program
    /// @param provider what runs the models
    /// @param rembg measured beside it; null to leave it out
    /// @param folder for files that come and go
    public Benchmark(
            ProgramCommand program,
            String version,
            String provider,
            @Nullable Rembg rembg,
            Path folder) {
        this.program = program;
        this.version = version;
        this.provider = provider;
        this.rembg = rembg;
        this.folder = folder;
    }

    /// Takes as long as it takes; nothing else should run meanwhile.
    ///
    /// @param told of each configuration before it is measured
    /// @throws dev.alphalift.fault.AlphaliftException if this program's own processes fail
    public BenchmarkReport run(BenchmarkPlan plan, Consumer<String> told) {
        Instant date = Instant.now();
        List<Configuration> configurations = plan.configurations();
        List<Result> results = new ArrayList<>();
        for (Configuration configuration : configurations) {
            told.accept(
                    "%s of %s: %s"
                            .formatted(results.size() + 1, configurations.size(), configuration));
            results.add(measured(configuration, plan));
        }
        return new BenchmarkReport(
                date, version, Machine.here(provider), plan.repeats(), plan.soak(), results, null);
    }

    private Result measured(Configuration configuration, BenchmarkPlan plan) {
        if (rembg == null) {
            return new ConfigurationRun(program, configuration, plan.repeats(), folder, null)
                    .measure(plan.soak());
        }
        try (RembgBeside beside = new RembgBeside(rembg, configuration, folder)) {
            return new ConfigurationRun(program, configuration, plan.repeats(), folder, beside)
                    .measure(plan.soak());
        }
    }
}

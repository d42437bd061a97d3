package dev.alphalift.cli;

import dev.alphalift.benchmark.BenchmarkWorker;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The process that the benchmark measures; it asks by lines of JSON.
@Command(name = "bench-worker", description = "Be measured by \"alphalift bench\".", hidden = true)
final class BenchWorker implements Callable<Integer> {
    private final Context context;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = {"-m", "--model"},
            paramLabel = "NAME",
            description = "The model (default: ${DEFAULT-VALUE}).")
    private String model = RemovalOptions.DEFAULT.model();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(index = "0", paramLabel = "FILE", description = "The picture.")
    private Path file = Path.of("");

    BenchWorker(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Streams streams = context.streams();
        try (BackgroundRemover remover = context.backgroundRemover()) {
            new BenchmarkWorker(remover, model, streams.in(), streams.out()).serve(file);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }
}

package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.pipeline.StepTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// For measuring: the same picture again and again in one process.
@Command(
        name = "time",
        description = "Time repeated removals of one picture, step by step, as JSON.",
        hidden = true)
final class TimeRuns implements Callable<Integer>, PictureOptions.Holder {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final Context context;

    @Mixin private final PictureOptions picture = new PictureOptions();

    @Option(names = "--runs", description = "How many runs (default: ${DEFAULT-VALUE}).")
    private int runs = 15;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(index = "0", paramLabel = "FILE", description = "The picture.")
    private Path file = Path.of("");

    TimeRuns(Context context) {
        this.context = context;
    }

    @Override
    public PictureOptions picture() {
        return picture;
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture.toRemovalOptions();
        List<String> rows = new ArrayList<>();
        try (BackgroundRemover remover = context.backgroundRemover()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                StepTimes times = remover.remove(bytes, options, Deadline.NONE).times();
                rows.add(row(System.nanoTime() - start, times));
            }
            String json = "{\"runs\":[\n%s\n]}\n".formatted(String.join(",\n", rows));
            context.streams().out().write(json.getBytes(StandardCharsets.UTF_8));
            context.streams().out().flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new SourceUnavailable(FileNames.shown(file), FileNames.reason(e), e);
        }
    }

    private static String row(long total, StepTimes times) {
        return String.format(
                Locale.ROOT,
                "{\"total\":%.3f,\"decode\":%.3f,\"preprocess\":%.3f,\"inference\":%.3f,"
                        + "\"postprocess\":%.3f,\"encode\":%.3f}",
                total / NANOS_A_MILLISECOND,
                times.decode() / NANOS_A_MILLISECOND,
                times.preprocess() / NANOS_A_MILLISECOND,
                times.inference() / NANOS_A_MILLISECOND,
                times.postprocess() / NANOS_A_MILLISECOND,
                times.encode() / NANOS_A_MILLISECOND);
    }
}

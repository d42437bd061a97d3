package dev.alphalift.cli;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Program;
import dev.alphalift.benchmark.Benchmark;
import dev.alphalift.benchmark.BenchmarkBaseline;
import dev.alphalift.benchmark.BenchmarkPlan;
import dev.alphalift.benchmark.BenchmarkReport;
import dev.alphalift.benchmark.PictureFile;
import dev.alphalift.benchmark.ProgramCommand;
import dev.alphalift.benchmark.Rembg;
import dev.alphalift.benchmark.Repeats;
import dev.alphalift.benchmark.ReportJson;
import dev.alphalift.benchmark.ReportText;
import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.cli.progress.Progress;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = "Measure how fast this program is here, and what it takes.",
        footer = {
            "",
            "Each model is measured with each number of threads and each picture, in processes of"
                    + " its own; nothing else should run meanwhile. For example:",
            "",
            "  alphalift bench -m u2netp --size 1,12 --threads 1,2 --json report.json",
            "",
            "The exit code is 9 when a figure is worse than the baseline's by more than the"
                    + " tolerance, and with --strict also when a target is missed: median latency"
                    + " 1 s at most, peak memory 1 GB at most, 5 pictures a second at least,"
                    + " start-up 10 s at most."
        })
final class Bench implements Callable<Integer> {
    private static final double TOLERANCE = 0.10;

    private final Context context;

    @Mixin private final ProgressOptions shown = new ProgressOptions();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "NAME",
            split = ",",
            description = "The models (default: u2netp; \"alphalift d --check\" lists all).")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "MP",
            split = ",",
            description =
                    "Megapixels of pictures that are made for this, where no files are given"
                            + " (default: 1).")
    private List<Double> sizes = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "What these pictures are made from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "NUMBER",
            split = ",",
            description = "Processors to use (default: all).")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--concurrency",
            paramLabel = "NUMBER",
            split = ",",
            description = "Pictures asked for at once, for the throughput (default: 1,2).")
    private List<Integer> concurrency = new ArrayList<>();

    @Option(
            names = "--runs",
            paramLabel = "NUMBER",
            description = "Runs that are measured (default: ${DEFAULT-VALUE}).")
    private int runs = Repeats.DEFAULT.runs();

    @Option(
            names = "--warm-up",
            paramLabel = "NUMBER",
            description = "Runs before them (default: ${DEFAULT-VALUE}).")
    private int warmUp = Repeats.DEFAULT.warmUp();

    @Option(
            names = "--cold",
            paramLabel = "NUMBER",
            description = "Whole processes, from start to cutout (default: ${DEFAULT-VALUE}).")
    private int cold = Repeats.DEFAULT.cold();

    @Option(
            names = "--warm-only",
            description = "Nothing but the warm runs: no whole processes, no throughput, no rembg.")
    private boolean warmOnly;

    @Option(
            names = "--soak",
            paramLabel = "LENGTH",
            description =
                    "Watch the memory over so many pictures (5000) or seconds (600s); growth is"
                            + " judged from 1,000 pictures on.")
    private @Nullable String soak;

    @Option(
            names = "--rembg",
            paramLabel = "FILE",
            description =
                    "The command of rembg, to be measured beside (default: the one on the search"
                            + " path, if any).")
    private @Nullable Path rembg;

    @Option(names = "--no-rembg", description = "Leave rembg out.")
    private boolean withoutRembg;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier report (JSON) to be held against.")
    private @Nullable Path baseline;

    @Option(
            names = "--tolerance",
            paramLabel = "PART",
            description =
                    "How much worse than the baseline a median may be (default: ${DEFAULT-VALUE}).")
    private double tolerance = TOLERANCE;

    @Option(names = "--strict", description = "A missed target is a failure as well.")
    private boolean strict;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the report there, as docs/benchmark-report.md describes it.")
    private @Nullable Path json;

    @Option(
            names = "--each-run",
            description = "Put what each run took, step by step, into the report (with --json).")
    private boolean eachRun;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Pictures to measure with.")
    private List<Path> files = new ArrayList<>();

    Bench(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path folder = temporaryFolder();
        Thread atEnd = new Thread(() -> leaveNothing(folder));
        Runtime.getRuntime().addShutdownHook(atEnd);
        try {
            return measured(folder);
        } catch (IOException e) {
            throw new TargetUnavailable("standard output", FileNames.reason(e), e);
        } finally {
            delete(folder);
            forget(atEnd);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("alphalift-bench");
        } catch (IOException e) {
            throw new TargetUnavailable("a temporary folder", FileNames.reason(e), e);
        }
    }

    /// For a process that is told to end: those that it has started must not go on.
    private static void leaveNothing(Path folder) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        delete(folder);
    }

    private static void forget(Thread atEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The process is ending, and it runs already.
        }
    }

    private int measured(Path folder) throws IOException {
        BenchmarkPlan plan = plan(folder);
        requireWritable();
        BenchmarkBaseline earlier = baseline == null ? null : BenchmarkBaseline.read(baseline);
        if (earlier != null) {
            earlier.requireShared(plan);
        }
        ProgramCommand program =
                ProgramCommand.ofThisProcess(context.assembly().variablesOfChildren());
        Benchmark benchmark =
                new Benchmark(
                        program, Program.version(), context.assembly().provider(), rembg(), folder);
        BenchmarkReport report = run(benchmark, plan);
        if (earlier != null) {
            report = report.against(earlier, tolerance);
        }
        if (json != null) {
            byte[] bytes = eachRun ? ReportJson.bytesWithRuns(report) : ReportJson.bytes(report);
            WholeFile.write(json, bytes, context::say);
        }
        String text = String.join(System.lineSeparator(), ReportText.lines(report));
        context.streams()
                .out()
                .write((text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        context.streams().out().flush();
        boolean good = report.passed() && (!strict || report.meetsTargets());
        return good ? ExitCode.DONE : ExitCode.WORSE;
    }

    private BenchmarkReport run(Benchmark benchmark, BenchmarkPlan plan) {
        AtomicInteger begun = new AtomicInteger();
        try (Progress progress = shown.begin(context, "configurations")) {
            progress.expect(plan.size());
            return benchmark.run(
                    plan,
                    configuration -> {
                        progress.to(begun.getAndIncrement());
                        shown.note(context, configuration);
                    });
        }
    }

    private BenchmarkPlan plan(Path folder) {
        if (!(tolerance >= 0)) {
            throw new InvalidOption(
                    "--tolerance", Double.toString(tolerance), "it must not be negative.");
        }
        Assembly assembly = context.assembly();
        if (eachRun && json == null) {
            throw new InvalidOption("--each-run", "", "it needs --json, to have a place.");
        }
        List<String> names = models.isEmpty() ? List.of(RemovalOptions.DEFAULT.model()) : models;
        names.forEach(assembly.modelShelf()::check);
        List<Integer> numbers = threads.isEmpty() ? List.of(assembly.threads()) : threads;
        return new BenchmarkPlan(
                names,
                numbers,
                pictures(folder),
                repeats(),
                soak == null ? null : SoakLength.of(soak));
    }

    private Repeats repeats() {
        return warmOnly
                ? new Repeats(runs, warmUp, 0, List.of())
                : new Repeats(
                        runs,
                        warmUp,
                        cold,
                        concurrency.isEmpty() ? Repeats.DEFAULT.concurrency() : concurrency);
    }

    private List<PictureFile> pictures(Path folder) {
        List<PictureFile> pictures = new ArrayList<>();
        for (Path file : files) {
            pictures.add(PictureFile.given(file, folder, context.assembly().limits()));
        }
        if (files.isEmpty()) {
            for (double size : sizes.isEmpty() ? List.of(1.0) : sizes) {
                pictures.add(PictureFile.made(folder, size, seed, context.assembly().limits()));
            }
        } else if (!sizes.isEmpty()) {
            throw new InvalidOption(
                    "--size",
                    sizes.toString(),
                    "the files that are given have sizes of their own.");
        }
        return pictures;
    }

    private @Nullable Rembg rembg() {
        if (withoutRembg || warmOnly) {
            return null;
        }
        return rembg == null ? Rembg.onPath(context.assembly().searchPath()) : Rembg.at(rembg);
    }

    /// What takes minutes must not fail for the want of a folder.
    private void requireWritable() {
        if (json == null) {
            return;
        }
        Path parent = json.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new TargetUnavailable(
                    FileNames.shown(json), "its folder is not there or cannot be written.", null);
        }
        if (Files.isDirectory(json)) {
            throw new TargetUnavailable(FileNames.shown(json), "it is a folder.", null);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It is a temporary folder; the system clears it up.
        }
    }
}

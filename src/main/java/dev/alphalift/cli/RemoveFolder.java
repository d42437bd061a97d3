package dev.alphalift.cli;

import dev.alphalift.cli.folder.FolderPlan;
import dev.alphalift.cli.folder.FolderReport;
import dev.alphalift.cli.folder.FolderSelection;
import dev.alphalift.cli.folder.Tally;
import dev.alphalift.cli.progress.Progress;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "p",
        description = "Remove the background of all pictures below a folder.",
        footer = {
            "",
            "The output folder gets the same tree, each file with the suffix .png (or that of --format);"
                    + " pictures side by side that differ only in their suffix keep it (a.jpg.png,"
                    + " a.png.png). A whole"
                    + " result that is there already is left alone, so that an interrupted run can"
                    + " be called again; what is no result is made again."
        })
final class RemoveFolder extends PictureCommand {
    private static final String STOP_FILE = "stop.txt";
    private static final long WATCH_PAUSE_MILLIS = 500;

    private static final int MOST_JOBS = 64;

    // With --watch: pictures that need no other try while they and their results stay in that
    // state; used by the command's own thread only.
    private final Map<FolderPlan.Job, String> settled = new HashMap<>();

    private volatile boolean ended;

    @Option(
            names = {"-w", "--watch"},
            description =
                    "Go on with what is added to the folder, until a file stop.txt is put there.")
    private boolean watch;

    @Option(
            names = {"-d", "--delete_input"},
            description = "Delete each input when its result was read back from disk.")
    private boolean deleteInput;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Add a line for each picture to a table (.csv) or JSON lines (.jsonl): what came"
                            + " of it, how long it took, how far its cutout can be trusted, whether"
                            + " a person should look at it and why.")
    private @Nullable Path report;

    @Option(
            names = "--review",
            paramLabel = "FOLDER",
            description =
                    "Copy what a person should look at there: picture, result, and a text that says"
                            + " why.")
    private @Nullable Path review;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description =
                    "Only pictures that a pattern matches: '*.jpg' is a name in any folder, or a"
                            + " folder with all below it; '2024/*/*.jpg' is a path from INPUT on,"
                            + " and ** any folders.")
    private List<String> include = List.of();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "No pictures that a pattern matches, whatever --include says.")
    private List<String> exclude = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "1-64",
            description =
                    "Pictures in work at once (default: one a processor, at least 2); the memory"
                            + " for them stays the same.")
    private @Nullable Integer jobs;

    @Option(
            names = "--fail-fast",
            description = "Begin no other picture once one has failed; what is begun is finished.")
    private boolean failFast;

    @Mixin private final ProgressOptions shown = new ProgressOptions();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(index = "0", paramLabel = "INPUT", description = "The folder with the pictures.")
    private Path input = Path.of("");

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(
            index = "1",
            paramLabel = "OUTPUT",
            description = "The folder for the results; made when it is not there.")
    private Path output = Path.of("");

    RemoveFolder(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture().toRemovalOptions();
        FolderSelection selection = FolderSelection.of(include, exclude);
        int places = places();
        if (!Files.isDirectory(input)) {
            throw new SourceUnavailable(FileNames.shown(input), "it is no folder.", null);
        }
        FolderPlan plan = new FolderPlan(input, output, options.output().suffix(), selection);
        ReviewQueue queue = review == null ? null : new ReviewQueue(plan.output(), review);
        long start = System.nanoTime();
        Tally tally;
        try (FolderReport results =
                report == null ? FolderReport.NONE : FolderReport.open(report, context()::say)) {
            try (Progress progress = shown.begin(context(), "pictures");
                    BackgroundRemover remover = context().backgroundRemover(places);
                    ExecutorService executor = Executors.newFixedThreadPool(places)) {
                tally = new Tally(progress);
                remover.prepare(options);
                FolderWork work =
                        new FolderWork(
                                context(), remover, options, deleteInput, tally, results, queue);
                run(plan.jobs(), work, tally, executor);
                if (watch) {
                    watch(plan, work, tally, executor);
                }
            }
            shown.note(context(), tally.summary(System.nanoTime() - start));
        }
        return tally.failed() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private int places() {
        if (jobs == null) {
            return context().assembly().places();
        }
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new InvalidOption(
                    "--jobs", Integer.toString(jobs), "it must be 1 to " + MOST_JOBS + ".");
        }
        return jobs;
    }

    private void run(
            List<FolderPlan.Job> all, FolderWork work, Tally tally, ExecutorService executor) {
        tally.expect(all.size());
        work.survey(all);
        if (watch) {
            all.forEach(job -> settled.put(job, FolderPlan.state(job.input())));
        }
        AtomicInteger next = new AtomicInteger();
        Runnable worker =
                () -> {
                    for (int at = next.getAndIncrement();
                            at < all.size() && !ended;
                            at = next.getAndIncrement()) {
                        doJob(all.get(at), work, tally);
                    }
                };
        List<? extends Future<?>> running =
                IntStream.range(0, Math.min(places(), all.size()))
                        .mapToObj(_ -> executor.submit(worker))
                        .toList();
        running.forEach(this::await);
        if (watch) {
            all.forEach(job -> settled.computeIfPresent(job, RemoveFolder::withResult));
        }
    }

    private void doJob(FolderPlan.Job job, FolderWork work, Tally tally) {
        if (work.doJob(job) && watch) {
            shown.note(
                    context(),
                    "processed: %s -> %s"
                            .formatted(
                                    FileNames.shown(job.input()), FileNames.shown(job.output())));
        }
        if (failFast && tally.failed() > 0) {
            ended = true;
        }
    }

    private void await(Future<?> job) {
        try {
            job.get();
        } catch (InterruptedException e) {
            ended = true;
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } catch (ExecutionException e) {
            ended = true;
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Looks at the folder again and again, which works on network folders too; a picture is taken
    /// when it has not changed between two looks, so that one still being written is left alone.
    private void watch(FolderPlan plan, FolderWork work, Tally tally, ExecutorService executor) {
        Path stop = input.resolve(STOP_FILE);
        Map<FolderPlan.Job, String> seen = new HashMap<>();
        while (!Files.exists(stop) && !ended) {
            Map<FolderPlan.Job, String> now = new HashMap<>();
            for (FolderPlan.Job job : plan.jobs()) {
                String state = withResult(job, FolderPlan.state(job.input()));
                // What was done, or failed, is looked at again only when it has changed.
                if (!job.input().equals(job.output()) && !state.equals(settled.get(job))) {
                    now.put(job, state);
                }
            }
            List<FolderPlan.Job> ready =
                    now.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(seen.get(entry.getKey())))
                            .map(Map.Entry::getKey)
                            .toList();
            run(ready, work, tally, executor);
            seen.clear();
            seen.putAll(now);
            try {
                Thread.sleep(WATCH_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        try {
            Files.deleteIfExists(stop);
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(stop), FileNames.reason(e), e);
        }
    }

    private static String withResult(FolderPlan.Job job, String state) {
        return state + " -> " + FolderPlan.state(job.output());
    }
}

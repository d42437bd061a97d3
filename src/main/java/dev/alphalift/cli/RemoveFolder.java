package dev.alphalift.cli;

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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    private final ProgressLine line;
    private final Tally tally = new Tally();
    // Pictures that need no other try while they and their results stay in that state; used by the
    // command's own thread only.
    private final Map<FolderPlan.Job, String> settled = new HashMap<>();

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
            paramLabel = "FILE.csv",
            description =
                    "Write a table of what came of each picture: how far its cutout can be trusted,"
                            + " whether a person should look at it and why.")
    private @Nullable Path report;

    @Option(
            names = "--review",
            paramLabel = "FOLDER",
            description =
                    "Copy what a person should look at there: picture, result, and a text that says"
                            + " why.")
    private @Nullable Path review;

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
        this.line = new ProgressLine(context.streams());
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture().toRemovalOptions();
        if (!Files.isDirectory(input)) {
            throw new SourceUnavailable(FileNames.shown(input), "it is no folder.", null);
        }
        FolderPlan plan = new FolderPlan(input, output, options.output().suffix());
        FolderReport results = new FolderReport();
        if (report != null) {
            results.begin(report, context());
        }
        ReviewQueue queue = review == null ? null : new ReviewQueue(plan.output(), review);
        long start = System.nanoTime();
        try (BackgroundRemover remover = context().backgroundRemover();
                ExecutorService executor =
                        Executors.newFixedThreadPool(context().assembly().places())) {
            remover.prepare(options);
            FolderWork work =
                    new FolderWork(
                            context(), remover, options, deleteInput, line, tally, results, queue);
            run(plan.jobs(), work, executor);
            if (watch) {
                watch(plan, work, executor);
            }
        }
        line.clear();
        context().say(tally.summary(System.nanoTime() - start));
        if (report != null) {
            results.write(report, context());
        }
        return tally.failed() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private void run(List<FolderPlan.Job> jobs, FolderWork work, ExecutorService executor) {
        tally.expect(jobs.size());
        work.survey(jobs);
        jobs.forEach(job -> settled.put(job, FolderPlan.state(job.input())));
        List<? extends Future<?>> running =
                jobs.stream().map(job -> executor.submit(() -> doJob(job, work))).toList();
        running.forEach(RemoveFolder::await);
        jobs.forEach(job -> settled.computeIfPresent(job, RemoveFolder::withResult));
    }

    private void doJob(FolderPlan.Job job, FolderWork work) {
        if (work.doJob(job) && watch) {
            line.say(
                    "processed: %s -> %s"
                            .formatted(
                                    FileNames.shown(job.input()), FileNames.shown(job.output())));
        }
        line.show(tally.progress());
    }

    private static void await(Future<?> job) {
        try {
            job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Looks at the folder again and again, which works on network folders too; a picture is taken
    /// when it has not changed between two looks, so that one still being written is left alone.
    private void watch(FolderPlan plan, FolderWork work, ExecutorService executor) {
        Path stop = input.resolve(STOP_FILE);
        Map<FolderPlan.Job, String> seen = new HashMap<>();
        while (!Files.exists(stop)) {
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
            run(ready, work, executor);
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
